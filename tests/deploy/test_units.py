"""The unit files: what they start is there, listens on the loopback, and may write one folder."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest

from kc_pipeline.cli import COMMANDS, main
from kc_pipeline.orchestration.celery_settings import BROKER, LOST_AFTER
from kc_pipeline.orchestration.home import POSTGRES_URL
from kc_pipeline.orchestration.warming import SHARDS
from kc_pipeline.warehouse.connection import BUILD_MEMORY
from tests.small_phase import HOME

INSTALLED = "/opt/khuyen-cong"
SPREADING = ["KC_STORE", "KC_PUBLISH", BROKER, LOST_AFTER, SHARDS]
UNITS = sorted((HOME / "deploy" / "systemd").glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]  # systemd minds case
    parsed.read(path, encoding="utf-8")
    return parsed


def parsed(words: list[str]) -> click.Context:
    """The words after ``kc`` as the command itself understands them."""
    command = main.get_command(click.Context(main), words[0])
    assert command is not None
    return command.make_context(words[0], words[1:])


def test_there_is_a_unit_for_each_program() -> None:
    programs = ("daemon", "ui", "worker")
    assert [path.name for path in UNITS] == [f"khuyen-cong-{name}.service" for name in programs]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_starts_a_command_of_this_checkout(path: Path) -> None:
    service = unit(path)["Service"]
    program, *words = shlex.split(service["ExecStart"])
    assert program == f"{INSTALLED}/.venv/bin/kc"
    assert words[0] in COMMANDS
    told = parsed(words).params
    assert told.get("host", "127.0.0.1") == "127.0.0.1"
    guide = unit(path)["Unit"]["Documentation"].removeprefix(f"file://{INSTALLED}/")
    assert (HOME / guide).is_file()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_may_write_the_warehouse_alone_and_shows_it_to_its_group(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == "khuyen-cong"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadOnlyPaths"] == INSTALLED
    assert service["ReadWritePaths"] == f"{INSTALLED}/warehouse"
    assert service["UMask"] == "0027"


def test_every_setting_of_the_environment_file_is_one_that_is_read() -> None:
    lines = (HOME / "deploy" / "khuyen-cong.env").read_text(encoding="utf-8").splitlines()
    names = [line[1:].partition("=")[0] for line in lines if line.startswith("#KC_")]
    declared = (HOME / "assets" / "notices.toml").read_text(encoding="utf-8")
    secrets = re.findall(r'"(KC_\w+)"', declared)
    assert names == ["KC_RAW", "KC_WAREHOUSE", BUILD_MEMORY, POSTGRES_URL, *SPREADING, *secrets]
    assert [line for line in lines if line and not line.startswith("#")] == []
