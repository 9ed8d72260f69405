"""The Dagster home under the warehouse folder, set up on first use. Dagster itself is not loaded.

Where its records are is one setting, ``KC_DAGSTER_POSTGRES_URL``: a PostgreSQL database, else
SQLite files in the home. The address holds a password: only the name of the setting is written.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from threading import get_ident

from kc_pipeline.errors import UsageError
from kc_pipeline.paths import Project

POSTGRES_URL = "KC_DAGSTER_POSTGRES_URL"
_DRIVER = "postgresql+psycopg2://"  # without it, another driver than dagster-postgres brings

_MADE = "records.made"
_SETTINGS = """\
# Written once by kc and never again: edit it freely.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    # One warehouse, one writer: further runs wait in the queue.
    max_concurrent_runs: 1
run_monitoring:
  # A run whose process died would hold the queue for ever.
  enabled: true
  max_runtime_seconds: 7200
code_servers:
  # A small machine that is busy starts slowly.
  local_startup_timeout: 300
# What is forgotten after a while. Each nightly run also forgets those older than 90 days.
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      success: 90
      failure: 90
      started: 90
"""
_IN_POSTGRES = f"""\
storage:
  postgres:
    postgres_url:
      env: {POSTGRES_URL}
"""


def dagster_home(project: Project, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the recorded runs, with a ``dagster.yaml``; one that somebody edited stays.

    Raises UsageError where the settings and the environment disagree on PostgreSQL.
    """
    home = project.dagster
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    asked = _is_asked_for(environment.get(POSTGRES_URL, ""))
    told = settings.read_text(encoding="utf-8") if settings.exists() else ""
    if told in {"", _SETTINGS}:
        wanted = _SETTINGS + _IN_POSTGRES if asked else _SETTINGS
        if told != wanted:
            _write(settings, wanted)
        return home
    if asked and POSTGRES_URL not in told:
        raise UsageError(f"{settings} was edited and knows no {POSTGRES_URL}: add\n{_IN_POSTGRES}")
    if not asked and _IN_POSTGRES in told:
        raise UsageError(f"{settings} keeps the records in PostgreSQL: set {POSTGRES_URL}")
    return home


def has_records(project: Project, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the tables of the records were made, in the place where they are to be now."""
    made = project.dagster / _MADE
    return made.is_file() and made.read_text(encoding="utf-8") == _place(environment)


def say_records_are_made(project: Project, environment: Mapping[str, str] = os.environ) -> None:
    """Leave the mark that `has_records` looks for."""
    (project.dagster / _MADE).write_text(_place(environment), encoding="utf-8")


def _place(environment: Mapping[str, str]) -> str:
    return "postgresql" if environment.get(POSTGRES_URL) else "sqlite"


def _is_asked_for(url: str) -> bool:
    """Whether an address is told. Raises UsageError, without its password, for another driver's."""
    if url and not url.startswith(_DRIVER):
        raise UsageError(f"{POSTGRES_URL} is to be like {_DRIVER}USER:PASSWORD@HOST/DATABASE")
    return bool(url)


def _write(settings: Path, text: str) -> None:
    """Whole or not at all: another process or thread may start with it at this moment."""
    unfinished = settings.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(settings)
