"""The container files, as far as they can be tried without an engine: names, paths, ports."""

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

from tests.deploy.test_units import INSTALLED, parsed
from tests.small_phase import HOME

DOCKERFILE = (HOME / "deploy" / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((HOME / "deploy" / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]


def test_what_is_copied_is_there_and_sent_to_the_builder() -> None:
    copied = [
        source
        for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    sent = (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert set(copied) >= {"kc_pipeline", "assets", "requirements.lock", "pyproject.toml"}
    assert [name for name in copied if not (HOME / name).exists()] == []
    assert [name for name in copied if f"!{name}" not in sent] == []


def test_the_image_starts_kc_as_nobody_special() -> None:
    entry = re.search(r"^ENTRYPOINT (.+)$", DOCKERFILE, re.MULTILINE)
    default = re.search(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)
    assert entry is not None
    assert default is not None
    assert json.loads(entry[1]) == [f"{INSTALLED}/.venv/bin/kc"]
    assert parsed(json.loads(default[1])).info_name == "daemon"
    assert "\nUSER khuyen-cong\n" in DOCKERFILE


@pytest.mark.parametrize("name", ["ui", "daemon"])
def test_a_service_runs_a_command_and_mounts_what_is_there(name: str) -> None:
    service = SERVICES[name]
    assert parsed(service["command"]).info_name == name
    assert (
        HOME / "deploy" / service["build"]["context"] / service["build"]["dockerfile"]
    ).is_file()
    mounted = [volume.split(":") for volume in service["volumes"]]
    for source, target, *mode in mounted:
        assert PurePosixPath(target).is_relative_to(INSTALLED)
        if source in COMPOSE["volumes"]:
            assert (target, mode) == (f"{INSTALLED}/warehouse", [])
        else:
            assert (HOME / "deploy" / source).is_dir()
            assert mode == ["ro"]


def test_the_pages_are_published_on_the_loopback_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    inside = parsed(SERVICES["ui"]["command"]).params["port"]
    assert ports == [f"127.0.0.1:{inside}:{inside}"]
