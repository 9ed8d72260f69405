"""The sensor that tells of runs that failed without a step to tell it.

A hook belongs to a step. A run whose declarations cannot be loaded, that never became the only
writer, or whose process was killed has none that could speak; the daemon hears of it all the same.
"""

import dagster as dg

from kc_pipeline.orchestration.faults import faults_of
from kc_pipeline.orchestration.job_names import NIGHTLY, STARTED_BY
from kc_pipeline.orchestration.summing_up import tell_failure
from kc_pipeline.paths import Project


def failure_sensor(project: Project) -> dg.SensorDefinition:
    """The sensor, running unless somebody stops it; ``kc run`` tells of its own runs itself."""

    @dg.run_failure_sensor(
        name="failed_without_a_step",
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells people of a nightly run that failed before any step, or was killed.",
    )
    def failed_without_a_step(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        if run.job_name != NIGHTLY or STARTED_BY in run.tags:
            return
        records = context.instance.all_logs(run.run_id)
        events = [r.dagster_event for r in records if r.dagster_event is not None]
        if any(event.is_step_failure for event in events) or _went_well_since(context):
            return
        tell_failure(project, faults_of(events))

    return failed_without_a_step


def _went_well_since(context: dg.RunFailureSensorContext) -> bool:
    """Whether a later run was done: that a killed one failed is told only when the next begins."""
    failed = context.instance.get_run_record_by_id(context.dagster_run.run_id)
    later = dg.RunsFilter(
        job_name=NIGHTLY,
        statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.STARTED],
        created_after=failed.create_timestamp if failed else None,
    )
    return bool(context.instance.get_runs(later, limit=1))
