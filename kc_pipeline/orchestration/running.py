"""Running a job here and now, as a recorded run, and what came of it in plain words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import DBAPIError

from kc_pipeline.definitions import build_definitions
from kc_pipeline.errors import NotPublished
from kc_pipeline.orchestration.ended_runs import clear_ended_runs
from kc_pipeline.orchestration.faults import faults_of, told_check
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.intake import FULL
from kc_pipeline.orchestration.job_names import ASSESSMENT, NIGHTLY, STARTED_BY
from kc_pipeline.orchestration.partitions import all_years
from kc_pipeline.orchestration.progress import NAME as PROGRESS
from kc_pipeline.orchestration.publishing import FINDINGS_CHANGED, PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.reporting import (
    FIGURES_EQUAL,
    PHASE_REPORT,
    TYPED_FIGURES,
    ReportConfig,
)
from kc_pipeline.orchestration.summing_up import (
    MORNING_SUMMARY,
    NOT_SENT,
    failure_told,
    tell_failure,
)
from kc_pipeline.paths import Project


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    ``faults`` say why nothing came of it; ``failed_checks`` are those that let it be published.
    ``paths`` are the files that were written, ``figures_equal`` is ``57/57`` of an assessment,
    ``findings_changed`` is ``2 new, 1 mended, 5 remain`` of a consolidation.
    ``remarks`` are what an assessment says of numbers typed by hand.
    ``not_sent`` tells of notices that could not be sent. ``failed_in_step`` is False of a run that
    never came to a step.
    """

    run_id: str
    success: bool
    faults: tuple[str, ...]
    failed_checks: tuple[str, ...]
    paths: tuple[Path, ...]
    figures_equal: str | None
    findings_changed: str | None = None
    not_sent: str | None = None
    failed_in_step: bool = False
    remarks: tuple[str, ...] = ()


def run_consolidation(project: Project, *, full: bool = False) -> Outcome:
    """Run ``nightly_consolidation`` over all years in this process; ``full`` reads all anew."""
    with failure_told(project):
        job = build_definitions(project).resolve_job_def(NIGHTLY)
        if not isinstance(job.partitions_def, dg.StaticPartitionsDefinition):
            raise TypeError(f"{NIGHTLY} is partitioned by years")
        tags = all_years(job.partitions_def) | ({FULL: "true"} if full else {})
        outcome = _run(project, job, tags=tags)
    if not outcome.success and not outcome.failed_in_step:
        # What fails before the first step, no hook of a step can tell.
        tell_failure(project, outcome.faults)
    return outcome


def run_assessment(project: Project, config: ReportConfig, partition: str | None) -> Outcome:
    """Run ``phase_assessment`` in this process; ``partition`` is a declared phase, if it is one."""
    job = build_definitions(project).resolve_job_def(ASSESSMENT)
    op = PHASE_REPORT.to_python_identifier()
    return _run(project, job, partition=partition, ops={op: config})


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


def _run(
    project: Project,
    job: dg.JobDefinition,
    *,
    tags: Mapping[str, str] | None = None,
    partition: str | None = None,
    ops: Mapping[str, dg.Config] | None = None,
) -> Outcome:
    # An explicit logger keeps Dagster's own events off the terminal.
    config = dg.RunConfig(ops=dict(ops or {}), loggers={PROGRESS: {}})
    with _records_told(project), open_instance(project) as instance:
        clear_ended_runs(instance, project)
        result = job.execute_in_process(
            run_config=config,
            instance=instance,
            partition_key=partition,
            tags={**(tags or {}), STARTED_BY: "kc"},
            raise_on_error=False,
        )
    faults = faults_of(result.all_events)
    failed = [e for e in result.get_asset_check_evaluations() if not e.passed]
    told = _metadata(result, PUBLISHED_WAREHOUSE, PHASE_REPORT)
    unsent = _metadata(result, MORNING_SUMMARY).get(NOT_SENT)
    equal = told.get(FIGURES_EQUAL)
    changed = told.get(FINDINGS_CHANGED)
    typed = told.get(TYPED_FIGURES)
    return Outcome(
        run_id=result.run_id,
        success=result.success,
        faults=faults,
        failed_checks=tuple(told_check(e) for e in failed if not e.blocking),
        paths=tuple(Path(v.path) for v in told.values() if isinstance(v, dg.PathMetadataValue)),
        figures_equal=str(equal.value) if equal is not None else None,
        findings_changed=str(changed.value) if changed is not None else None,
        remarks=tuple(str(typed.value).splitlines()) if typed is not None else (),
        not_sent=str(unsent.value) if unsent is not None else None,
        failed_in_step=any(event.is_step_failure for event in result.all_events),
    )


def _metadata(
    result: dg.ExecuteInProcessResult, *assets: dg.AssetKey
) -> Mapping[str, dg.MetadataValue]:
    """What the last of those assets that was made tells of itself."""
    made = [
        e.step_materialization_data.materialization
        for e in result.all_events
        if e.is_step_materialization
    ]
    told = [m.metadata for m in made if m.asset_key in assets]
    return told[-1] if told else {}
