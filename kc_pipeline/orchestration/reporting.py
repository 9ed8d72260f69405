"""The asset ``phase_report``: the assessment of a phase, written from the published warehouse."""

from collections import Counter
from collections.abc import Sequence

import dagster as dg
from pydantic import Field

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.orchestration.publishing import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.paths import Project
from kc_pipeline.report import FORMATS, ReportFiles, write_report
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.warehouse.private_builds import build_folder, discard

PHASE_REPORT = dg.AssetKey("phase_report")
FIGURES_EQUAL = "figures equal"


class ReportConfig(dg.Config):
    """What is written; ``phase`` only for a range of years that is no declared phase."""

    formats: list[str] = Field(default_factory=lambda: list(FORMATS))
    as_of: str | None = None
    phase: str | None = None


def reporting_asset(project: Project, phases: dg.StaticPartitionsDefinition) -> dg.AssetsDefinition:
    """``phase_report``."""

    @dg.asset(
        key=PHASE_REPORT,
        deps=[PUBLISHED_WAREHOUSE],
        partitions_def=phases,
        group_name="reports",
        kinds={"docx", "excel", "markdown"},
        retry_policy=RETRIES,
        description=(
            "The assessment of a phase, Báo cáo đánh giá giai đoạn: report files from the "
            "published warehouse alone, its figures compared with those printed."
        ),
    )
    def phase_report(
        context: dg.AssetExecutionContext, config: ReportConfig
    ) -> dg.MaterializeResult[None]:
        # Not built in, but marked: a run that is killed here is found out by the folder it left.
        mark = build_folder(project.warehouse, context.run.run_id)
        try:
            with final_when_ours():
                phase = _phase(context, config)
                context.log.info("Writing the assessment of %s", phase)
                files = write_report(project, phase, config.formats, snapshot=config.as_of)
                return _told(project, phase, files, config.as_of)
        finally:
            discard(mark)

    return phase_report


def _phase(context: dg.AssetExecutionContext, config: ReportConfig) -> str:
    if config.phase is not None:
        return config.phase
    if not context.has_partition_key:
        raise UsageError("choose the partition of a phase, or tell a phase in the configuration")
    return str(context.partition_key)


def _told(
    project: Project, phase: str, files: ReportFiles, as_of: str | None
) -> dg.MaterializeResult[None]:
    with open_assessment(project, phase, snapshot=as_of) as opened:
        values = opened.assessor.values(opened.connection, opened.phase)
        verdicts = Counter(c.verdict for c in opened.assessor.comparisons(opened.phase, values))
        snapshot = opened.snapshot_id
    return dg.MaterializeResult(
        metadata={
            "phase": phase,
            "snapshot": snapshot or "none of those kept",
            FIGURES_EQUAL: f"{files.equal}/{files.published}",
            "figures": dg.MetadataValue.md(_as_markdown(values)),
            **{f"reconciliation {verdict}": count for verdict, count in verdicts.items()},
            **{path.suffix.lstrip("."): dg.MetadataValue.path(path) for path in files.paths},
        }
    )


def _as_markdown(values: Sequence[Value]) -> str:
    lines = ["| Chỉ tiêu | Giá trị | Đơn vị | Tên |", "| --- | ---: | --- | --- |"]
    for value in values:
        figure = value.figure
        shown = Quantity(value.value, figure.unit).table_run().text
        lines.append(f"| {figure.label_vi} | {shown} | {figure.unit} | `{figure.name}` |")
    return "\n".join(lines)
