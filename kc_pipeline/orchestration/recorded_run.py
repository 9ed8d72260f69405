"""A job executed here and now as a recorded run of Dagster, and what its assets told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dagster as dg
from sqlalchemy.exc import DBAPIError

from kc_pipeline.errors import NotPublished
from kc_pipeline.orchestration.ended_runs import clear_ended_runs
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.job_names import STARTED_BY
from kc_pipeline.orchestration.progress import NAME as PROGRESS
from kc_pipeline.paths import Project


def recorded_run(
    project: Project,
    job: dg.JobDefinition,
    *,
    tags: Mapping[str, str] | None = None,
    partition: str | None = None,
    ops: Mapping[str, dg.Config] | None = None,
) -> dg.ExecuteInProcessResult:
    """Execute a job in this process; a step that fails raises nothing, the result tells."""
    # An explicit logger keeps Dagster's own events off the terminal.
    config = dg.RunConfig(ops=dict(ops or {}), loggers={PROGRESS: {}})
    with _records_told(project), open_instance(project) as instance:
        clear_ended_runs(instance, project)
        return job.execute_in_process(
            run_config=config,
            instance=instance,
            partition_key=partition,
            tags={**(tags or {}), STARTED_BY: "kc"},
            raise_on_error=False,
        )


@contextmanager
def _records_told(project: Project) -> Iterator[None]:
    """Tell in a line where Dagster's records cannot be written: then no run can be carried on."""
    try:
        yield
    except DBAPIError as error:
        raise NotPublished(
            f"the records of runs ({project.dagster}) cannot be written: {error.orig}; "
            "see whether the disk is full and the folder may be written"
        ) from error


def told_by(
    result: dg.ExecuteInProcessResult, asset: dg.AssetKey
) -> Mapping[str, dg.MetadataValue]:
    """What an asset tells of itself; nothing if it was not made."""
    made = [
        e.step_materialization_data.materialization
        for e in result.all_events
        if e.is_step_materialization
    ]
    told = [m.metadata for m in made if m.asset_key == asset]
    return told[-1] if told else {}


def text_of(told: Mapping[str, dg.MetadataValue], name: str) -> str | None:
    """One entry as text; None if it is not told."""
    entry = told.get(name)
    return None if entry is None else str(entry.value)
