"""Running the assessment of a phase here and now, as a recorded run, and what came of it.

Of the code location only the report is made for it: a phase is assessed from the published file,
and whatever takes submissions in would be loaded for nothing.
"""

from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from kc_pipeline.figures.phases import declared_phases
from kc_pipeline.orchestration.asset_keys import PHASE_REPORT
from kc_pipeline.orchestration.faults import faults_of
from kc_pipeline.orchestration.job_names import ASSESSMENT
from kc_pipeline.orchestration.partitions import phase_partitions
from kc_pipeline.orchestration.progress import progress_logger
from kc_pipeline.orchestration.recorded_run import recorded_run, text_of, told_by
from kc_pipeline.orchestration.reporting import (
    FIGURES_EQUAL,
    TYPED_FIGURES,
    ReportConfig,
    assessment_job,
    reporting_asset,
)
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference


@dataclass(frozen=True, slots=True)
class Assessed:
    """How an assessment ended; ``faults`` say why nothing came of it.

    ``paths`` are the files that were written, ``figures_equal`` is ``57/57``, ``remarks`` are what
    is said of numbers typed by hand.
    """

    run_id: str
    success: bool
    faults: tuple[str, ...]
    paths: tuple[Path, ...]
    figures_equal: str | None
    remarks: tuple[str, ...]


def run_assessment(project: Project, config: ReportConfig, partition: str | None) -> Assessed:
    """Run ``phase_assessment`` in this process; ``partition`` is a declared phase, if it is one."""
    op = PHASE_REPORT.to_python_identifier()
    result = recorded_run(project, _job(project), partition=partition, ops={op: config})
    told = told_by(result, PHASE_REPORT)
    return Assessed(
        run_id=result.run_id,
        success=result.success,
        faults=faults_of(result.all_events),
        paths=tuple(Path(e.path) for e in told.values() if isinstance(e, dg.PathMetadataValue)),
        figures_equal=text_of(told, FIGURES_EQUAL),
        remarks=tuple((text_of(told, TYPED_FIGURES) or "").splitlines()),
    )


def _job(project: Project) -> dg.JobDefinition:
    phases = phase_partitions(declared_phases(read_reference(project.assets, "phases")))
    definitions = dg.Definitions(
        assets=[reporting_asset(project, phases)],
        jobs=[assessment_job()],
        executor=dg.in_process_executor,
        loggers={"progress": progress_logger},
    )
    return definitions.resolve_job_def(ASSESSMENT)
