"""Where runs are recorded: a Dagster home under the warehouse folder, set up on first use."""

from pathlib import Path

import dagster as dg

from kc_pipeline.paths import Project

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


def dagster_home(project: Project) -> Path:
    """The folder of the recorded runs, with a ``dagster.yaml``; one that is there is left alone."""
    home = project.dagster
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(_SETTINGS, encoding="utf-8")
    return home


def open_instance(project: Project) -> dg.DagsterInstance:
    """The instance that records the runs of this warehouse."""
    return dg.DagsterInstance.from_config(str(dagster_home(project)))
