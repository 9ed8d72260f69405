"""The programs of a service: the pages in the browser, the daemon that starts runs, a worker.

They are Dagster's and Celery's own, started with this project's home, folders and code location.
Neither is loaded here: this process becomes theirs.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kc_pipeline.errors import UsageError
from kc_pipeline.orchestration.home import dagster_home
from kc_pipeline.paths import Project

LOOPBACK = "127.0.0.1"
PORT = 3000

_CODE_LOCATION = ("-m", "kc_pipeline.definitions", "-a", "defs")


def webserver_command(host: str, port: int, path_prefix: str) -> list[str]:
    """The command that serves the pages."""
    under = ["--path-prefix", path_prefix] if path_prefix else []
    where = ["--host", host, "--port", str(port), *under]
    return [_program("dagster-webserver"), *where, *_CODE_LOCATION]


def daemon_command() -> list[str]:
    """The command that evaluates schedule and sensor and takes runs from the queue."""
    return [_program("dagster-daemon"), "run", *_CODE_LOCATION]


def worker_command(name: str, processes: int) -> list[str]:
    """The command that executes steps of other processes. Raises UsageError without Celery."""
    celery = _program("celery")
    if not Path(celery).is_file():
        raise UsageError("a worker needs Celery: install requirements-scale.lock")
    where = ["--app", "kc_pipeline.orchestration.celery_worker", "worker", "--queues", "dagster"]
    named = ["--hostname", f"{name}@%h", "--concurrency", str(processes), "--loglevel", "INFO"]
    return [celery, *where, *named]


def surroundings(project: Project, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of them, and so of the runs they start. The home is set up by this."""
    return {
        **environment,
        "DAGSTER_HOME": str(dagster_home(project, environment)),
        "KC_HOME": str(project.province or project.home),
        "KC_RAW": project.raw_url or str(project.raw),
        "KC_WAREHOUSE": str(project.warehouse),
    }


def become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Replace this process, so that a signal to it reaches the program. Does not return."""
    os.execve(command[0], list(command), dict(environment))  # noqa: S606  # our own programs


def _program(name: str) -> str:
    """The program of this environment, whatever the search path says."""
    return str(Path(sys.executable).with_name(name))
