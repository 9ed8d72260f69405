"""Runs that were killed: Dagster goes on calling them started, and they would block the queue.

Every run of ours has a build folder marked with its process, so a folder left by a process that is
gone tells of a run that will never end.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import dagster as dg

from kc_pipeline.errors import NotPublished
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.private_builds import clean_leftovers, writer_lock

_TOLD = "The process of this run ended without a word; what it left was cleared"


def tell_ended_runs(instance: dg.DagsterInstance, build_ids: Iterable[str]) -> None:
    """Mark those runs failed whose build folders were left, unless they ended properly."""
    for build_id in build_ids:
        run = instance.get_run_by_id(build_id)
        if run is not None and not run.is_finished:
            instance.report_run_failed(run, _TOLD)


def clear_ended_runs(instance: dg.DagsterInstance, project: Project) -> None:
    """Clear what killed runs left, if nobody writes; a writer has done so itself."""
    try:
        with writer_lock(project.warehouse, now=datetime.now(UTC), timeout_seconds=0):
            tell_ended_runs(instance, clean_leftovers(project.warehouse))
    except NotPublished:
        return
