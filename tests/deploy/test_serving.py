"""Both programs as a service starts them: they come up, listen on the loopback, and end."""

import json
import os
import shlex
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.paths import locate
from tests.deploy.test_units import INSTALLED, unit
from tests.small_phase import HOME

PATIENCE = 300


def free_port() -> int:
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@contextmanager
def started(name: str, warehouse: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    told = unit(HOME / "deploy" / "systemd" / f"khuyen-cong-{name}.service")["Service"]["ExecStart"]
    command = shlex.split(told.replace(INSTALLED, str(HOME)).replace("3000", str(port)))
    with (warehouse.parent / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command,
            stdout=log,
            stderr=log,
            env={**os.environ, "KC_WAREHOUSE": str(warehouse), "KC_RAW": str(warehouse / "raw")},
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def answer(port: int, process: subprocess.Popen[bytes]) -> object:
    """What the pages say of themselves, once they are there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info") as told:
                return json.loads(told.read())
        except urllib.error.URLError:
            time.sleep(0.5)
    raise AssertionError(f"nobody answers: exit {process.poll()}")


def heartbeats(warehouse: Path, process: subprocess.Popen[bytes]) -> set[str]:
    """Which daemons have told that they live, once there are any."""
    until = time.monotonic() + PATIENCE
    with open_instance(locate({}, warehouse=warehouse)) as instance:
        while time.monotonic() < until and process.poll() is None:
            found = set(instance.get_daemon_heartbeats())
            if {"SCHEDULER", "QUEUED_RUN_COORDINATOR", "FRESHNESS_DAEMON"} <= found:
                return found
            time.sleep(0.5)
    raise AssertionError(f"no heartbeat: exit {process.poll()}")


def test_the_units_programs_come_up_and_are_reached_on_the_loopback_alone(tmp_path: Path) -> None:
    warehouse, port = tmp_path / "warehouse", free_port()
    with started("ui", warehouse, port) as pages, started("daemon", warehouse, port) as daemon:
        assert set(answer(port, pages)) >= {"dagster_version"}  # type: ignore[call-overload]
        with closing(socket.socket()) as elsewhere:
            assert elsewhere.connect_ex(("127.0.0.2", port)) != 0
        assert "SENSOR" in heartbeats(warehouse, daemon)
    assert (warehouse / "dagster" / "dagster.yaml").is_file()
