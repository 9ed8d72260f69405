"""Running a job here and now, as a recorded run, and what came of it in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from kc_pipeline import errors
from kc_pipeline.definitions import build_definitions
from kc_pipeline.orchestration.ended_runs import clear_ended_runs
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.intake import FULL
from kc_pipeline.orchestration.job_names import ASSESSMENT, NIGHTLY
from kc_pipeline.orchestration.partitions import all_years
from kc_pipeline.orchestration.progress import NAME as PROGRESS
from kc_pipeline.orchestration.publishing import FINDINGS_CHANGED, PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.reporting import FIGURES_EQUAL, PHASE_REPORT, ReportConfig
from kc_pipeline.paths import Project

STARTED_BY = "khuyen_cong/started_by"
"""The tag of runs from the command line; Dagster itself tags those of schedule and sensor."""

_OURS = frozenset(name for name, error in vars(errors).items() if isinstance(error, type))
"""The names of errors raised on purpose: their messages are for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    ``faults`` say why nothing came of it; ``failed_checks`` are those that let it be published.
    ``paths`` are the files that were written, ``figures_equal`` is ``57/57`` of an assessment,
    ``findings_changed`` is ``2 new, 1 mended, 5 remain`` of a consolidation.
    """

    run_id: str
    success: bool
    faults: tuple[str, ...]
    failed_checks: tuple[str, ...]
    paths: tuple[Path, ...]
    figures_equal: str | None
    findings_changed: str | None = None


def run_consolidation(project: Project, *, full: bool = False) -> Outcome:
    """Run ``nightly_consolidation`` over all years in this process; ``full`` reads all anew."""
    job = build_definitions(project).resolve_job_def(NIGHTLY)
    if not isinstance(job.partitions_def, dg.StaticPartitionsDefinition):
        raise TypeError(f"{NIGHTLY} is partitioned by years")
    tags = all_years(job.partitions_def) | ({FULL: "true"} if full else {})
    return _run(project, job, tags=tags)


def run_assessment(project: Project, config: ReportConfig, partition: str | None) -> Outcome:
    """Run ``phase_assessment`` in this process; ``partition`` is a declared phase, if it is one."""
    job = build_definitions(project).resolve_job_def(ASSESSMENT)
    op = PHASE_REPORT.to_python_identifier()
    return _run(project, job, partition=partition, ops={op: config})


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
    with open_instance(project) as instance:
        clear_ended_runs(instance, project)
        result = job.execute_in_process(
            run_config=config,
            instance=instance,
            partition_key=partition,
            tags={**(tags or {}), STARTED_BY: "kc"},
            raise_on_error=False,
        )
    failed = [e for e in result.get_asset_check_evaluations() if not e.passed]
    told = _metadata(result)
    equal = told.get(FIGURES_EQUAL)
    changed = told.get(FINDINGS_CHANGED)
    return Outcome(
        run_id=result.run_id,
        success=result.success,
        faults=tuple(dict.fromkeys(_faults(result))),
        failed_checks=tuple(_told(e) for e in failed if not e.blocking),
        paths=tuple(Path(v.path) for v in told.values() if isinstance(v, dg.PathMetadataValue)),
        figures_equal=str(equal.value) if equal is not None else None,
        findings_changed=str(changed.value) if changed is not None else None,
    )


def _metadata(result: dg.ExecuteInProcessResult) -> Mapping[str, dg.MetadataValue]:
    """What the published warehouse or the report that was made tells of itself."""
    made = [
        e.step_materialization_data.materialization
        for e in result.all_events
        if e.is_step_materialization
    ]
    told = [m.metadata for m in made if m.asset_key in {PUBLISHED_WAREHOUSE, PHASE_REPORT}]
    return told[-1] if told else {}


def _faults(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    """Why the run failed: its blocking checks, then errors of steps, then those of the run."""
    blocking = [e for e in result.get_asset_check_evaluations() if not e.passed and e.blocking]
    yield from map(_told, blocking)
    if blocking:
        return
    for event in result.all_events:
        if event.is_step_failure:
            failure = event.step_failure_data
            told = failure.user_failure_data
            error = failure.error
            if told is not None and told.description:
                yield told.description
                continue
        elif event.is_run_failure:
            error = event.job_failure_data.error
        else:
            continue
        # Ours if there is one, else what went wrong first; without the layers around it.
        while error is not None and error.cause is not None and error.cls_name not in _OURS:
            error = error.cause
        if error is not None:
            message = error.message.strip()
            yield message.partition(": ")[2] if error.cls_name in _OURS else message


def _told(check: dg.AssetCheckEvaluation) -> str:
    rows = check.metadata.get("rows at fault")
    table = ".".join(check.asset_key.path)
    counted = f" ({rows.value} rows at fault)" if rows is not None else ""
    return f"{table}: {check.check_name}{counted}: {check.description or 'failed'}"
