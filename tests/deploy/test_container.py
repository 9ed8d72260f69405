"""The container files, as far as they can be tried without an engine: names, paths, ports."""

import json
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from kc_pipeline.orchestration.celery_settings import celery_settings
from kc_pipeline.orchestration.home import POSTGRES_URL
from kc_pipeline.paths import locate
from tests.deploy.test_units import INSTALLED, parsed
from tests.small_phase import HOME

DOCKERFILE = (HOME / "deploy" / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((HOME / "deploy" / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
SCALE: dict[str, Any] = yaml.safe_load((HOME / "deploy" / "compose.scale.yaml").read_text("utf-8"))


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


def test_several_machines_have_the_same_services_and_a_worker() -> None:
    services = SCALE["services"]
    assert set(services) == {*SERVICES, "worker", "redis", "postgres"}
    assert parsed(services["worker"]["command"]).info_name == "worker"
    assert all("ports" not in service for service in services.values())
    assert "\nARG LOCK=requirements.lock\n" in DOCKERFILE
    for name in (*SERVICES, "worker"):
        service = services[name]
        assert (HOME / service["build"]["args"]["LOCK"]).is_file()
        told = locate({key: _filled(value or "") for key, value in service["environment"].items()})
        assert (told.raw_url, told.store_url) == ("s3://BUCKET/raw", "s3://BUCKET/intake")
        settings = celery_settings(service["environment"])
        assert urlsplit(settings["broker"]).hostname in services
        records = urlsplit(_filled(service["environment"][POSTGRES_URL]))
        assert (records.scheme, records.hostname) == ("postgresql+psycopg2", "postgres")


def _filled(value: str) -> str:
    """A value with the example that stands in its message."""
    return re.sub(r"\$\{\w+:.*?(s3://[\w/]+)?\}", lambda found: found[1] or "", value)
