"""The job ``warm_readings``: raw/ read in parts, side by side, before a run that builds.

Where one machine is enough nobody needs it: a run reads what is new by itself. With
``KC_CELERY_BROKER`` its steps go to the workers; the job, and what comes of it, are the same.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import dagster as dg

from kc_pipeline.errors import UsageError
from kc_pipeline.intake.shard import Shard, read_shard
from kc_pipeline.orchestration.celery_settings import spread_executor
from kc_pipeline.orchestration.faults import faults_of
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.job_names import STARTED_BY, WARM
from kc_pipeline.orchestration.progress import NAME as PROGRESS
from kc_pipeline.orchestration.progress import progress_logger
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.paths import Project, locate
from kc_pipeline.schemas.models import tables

SHARDS: Final = "KC_SHARDS"
_SHARDS: Final = 8
_MOST_SHARDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Warmed:
    """How it ended: the parts that were read, of how many, and why others were not."""

    run_id: str
    success: bool
    parts_read: int
    parts: int
    faults: tuple[str, ...]


def warming_job(project: Project, environment: Mapping[str, str] = os.environ) -> dg.JobDefinition:
    """The job, a step a part. Raises UsageError for settings that cannot be meant."""
    count = shards_told(environment)
    steps = [_step(project, Shard(number, count)) for number in range(count)]

    @dg.job(
        name=WARM,
        executor_def=spread_executor(environment),
        logger_defs={"console": dg.colored_console_logger, PROGRESS: progress_logger},
        description=(
            f"Reads raw/ in {count} parts and keeps copies and readings, by content. Steps go to "
            "Celery workers where KC_CELERY_BROKER is set. Builds and publishes nothing: the run "
            "that follows finds everything read."
        ),
    )
    def warm() -> None:
        for step in steps:
            step()

    return warm


def warming_job_here() -> dg.JobDefinition:
    """The job of the project that the environment names, as a worker makes it for itself."""
    return warming_job(locate())


def run_warming(project: Project) -> Warmed:
    """Run it as a recorded run and wait for it; the environment is to name the same project."""
    with (
        open_instance(project) as instance,
        dg.execute_job(
            dg.reconstructable(warming_job_here),
            instance=instance,
            run_config={"loggers": {PROGRESS: {}}},
            tags={STARTED_BY: "kc"},
            raise_on_error=False,
        ) as result,
    ):
        events = result.all_events
        done = {event.step_key for event in events if event.is_step_success}
        return Warmed(
            run_id=result.run_id,
            success=result.success,
            parts_read=len(done),
            parts=len(result.job_def.nodes),
            faults=faults_of(events),
        )


def shards_told(environment: Mapping[str, str]) -> int:
    """Into how many parts raw/ is divided. Raises UsageError."""
    told = environment.get(SHARDS) or str(_SHARDS)
    if not told.isdecimal() or not 0 < int(told) <= _MOST_SHARDS:
        raise UsageError(f"{SHARDS} is a number from 1 to {_MOST_SHARDS}, not {told}")
    return int(told)


def _step(project: Project, shard: Shard) -> dg.OpDefinition:
    @dg.op(
        name=f"part_{shard.number + 1:03}_of_{shard.of:03}",
        out=dg.Out(dg.Nothing),
        retry_policy=RETRIES,
        description="One part of raw/: copies and readings of what is not kept yet.",
    )
    def part(context: dg.OpExecutionContext) -> None:
        with final_when_ours():
            read = read_shard(project, tables(), shard)
        context.log.info(
            "Part %s of %s: %s submissions, %s cannot be read",
            shard.number + 1,
            shard.of,
            read.submissions,
            len(read.refused),
        )
        for path in read.waiting:
            context.log.warning("%s is being written: left to the run that builds", path)

    return part
