"""Running the consolidation here and now, as a recorded run, and what came of it in plain words."""

from dataclasses import dataclass

import dagster as dg

from kc_pipeline.definitions import build_definitions
from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.faults import faults_of, told_check
from kc_pipeline.orchestration.intake import FULL
from kc_pipeline.orchestration.job_names import NIGHTLY
from kc_pipeline.orchestration.partitions import all_years
from kc_pipeline.orchestration.publishing import FINDINGS_CHANGED
from kc_pipeline.orchestration.recorded_run import recorded_run, text_of, told_by
from kc_pipeline.orchestration.summing_up import (
    MORNING_SUMMARY,
    NOT_SENT,
    failure_told,
    tell_failure,
)
from kc_pipeline.paths import Project


@dataclass(frozen=True, slots=True)
class Consolidated:
    """How a consolidation ended.

    ``faults`` say why nothing came of it; ``failed_checks`` are those that let it be published.
    ``findings_changed`` is ``2 new, 1 mended, 5 remain``; ``not_sent`` tells of notices that could
    not be sent.
    """

    run_id: str
    success: bool
    faults: tuple[str, ...]
    failed_checks: tuple[str, ...]
    findings_changed: str | None
    not_sent: str | None


def run_consolidation(project: Project, *, full: bool = False) -> Consolidated:
    """Run ``nightly_consolidation`` over all years in this process; ``full`` reads all anew."""
    with failure_told(project):
        job = build_definitions(project).resolve_job_def(NIGHTLY)
        if not isinstance(job.partitions_def, dg.StaticPartitionsDefinition):
            raise TypeError(f"{NIGHTLY} is partitioned by years")
        tags = all_years(job.partitions_def) | ({FULL: "true"} if full else {})
        result = recorded_run(project, job, tags=tags)
    faults = faults_of(result.all_events)
    if not result.success and not any(event.is_step_failure for event in result.all_events):
        # What fails before the first step, no hook of a step can tell.
        tell_failure(project, faults)
    failed = [e for e in result.get_asset_check_evaluations() if not e.passed]
    return Consolidated(
        run_id=result.run_id,
        success=result.success,
        faults=faults,
        failed_checks=tuple(told_check(e) for e in failed if not e.blocking),
        findings_changed=text_of(told_by(result, PUBLISHED_WAREHOUSE), FINDINGS_CHANGED),
        not_sent=text_of(told_by(result, MORNING_SUMMARY), NOT_SENT),
    )
