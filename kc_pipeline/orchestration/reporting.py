"""The asset ``phase_report``: the assessment of a phase, written from the published warehouse."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import dagster as dg
from pydantic import Field

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.reconciling import Comparison, Verdict
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.orchestration.asset_keys import PHASE_REPORT, PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.job_names import ASSESSMENT
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.paths import Project
from kc_pipeline.report.markdown import escaped_line
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.writing import FORMATS, ReportFiles, write_report
from kc_pipeline.warehouse.private_builds import build_folder, discard

FIGURES_EQUAL = "figures equal"
TYPED_FIGURES = "numbers typed by hand"


class ReportConfig(dg.Config):
    """What is written; ``phase`` only for a range of years that is no declared phase.

    With ``edition`` the report is frozen under that number with all it was made from.
    """

    formats: list[str] = Field(default_factory=lambda: list(FORMATS))
    as_of: str | None = None
    phase: str | None = None
    edition: int | None = None


def reporting_asset(project: Project, phases: dg.StaticPartitionsDefinition) -> dg.AssetsDefinition:
    """``phase_report``."""

    @dg.asset(
        key=PHASE_REPORT,
        deps=[PUBLISHED_WAREHOUSE],
        partitions_def=phases,
        group_name="reports",
        kinds={"docx", "excel", "html"},
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
                files = _files(project, phase, config)
                return _told(project, phase, files, config.as_of)
        finally:
            discard(mark)

    return phase_report


def assessment_job() -> "dg.UnresolvedAssetJobDefinition":
    """``phase_assessment``, partitioned as its asset is."""
    return dg.define_asset_job(
        ASSESSMENT,
        selection=dg.AssetSelection.assets(PHASE_REPORT),
        description="Writes the assessment of a phase from the published warehouse.",
    )


def _files(project: Project, phase: str, config: ReportConfig) -> ReportFiles:
    if config.edition is None:
        return write_report(project, phase, config.formats, snapshot=config.as_of)
    # It makes the warehouse again, and so loads all that a consolidation takes: only when asked.
    from kc_pipeline.editions.freezing import freeze  # noqa: PLC0415

    now = datetime.now(UTC)
    return freeze(project, phase, config.edition, config.formats, snapshot=config.as_of, now=now)


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
        compared = opened.assessor.comparisons(
            opened.phase, values, opened.assessor.published(opened.phase)
        )
        snapshot = opened.snapshot_id
    return dg.MaterializeResult(
        metadata={
            "phase": phase,
            "snapshot": snapshot or "none of those kept",
            FIGURES_EQUAL: f"{files.equal}/{files.published}",
            TYPED_FIGURES: "\n".join(files.remarks),
            "figures": dg.MetadataValue.md(figures_as_markdown(values)),
            "reconciliation": dg.MetadataValue.md(reconciliation_as_markdown(compared, values)),
            **{
                f"reconciliation {verdict}": count
                for verdict, count in Counter(c.verdict for c in compared).items()
            },
            "preview": dg.MetadataValue.md(files.preview),
            **{path.suffix.lstrip("."): dg.MetadataValue.path(path) for path in files.paths},
        }
    )


def figures_as_markdown(values: Sequence[Value]) -> str:
    """A table of every figure."""
    return _table(
        ("Chỉ tiêu", "Giá trị", "Đơn vị", "Tên"),
        (
            (v.figure.label_vi, _shown(v.value, v.figure.unit), v.figure.unit, v.figure.name)
            for v in values
        ),
    )


def reconciliation_as_markdown(compared: Sequence[Comparison], values: Sequence[Value]) -> str:
    """A table of what was published beside what was computed; what differs comes first."""
    labels = {value.figure.name: value.figure.label_vi for value in values}
    published = [c for c in compared if c.published is not None]
    if not published:
        return "Không có số liệu đã công bố để đối chiếu."
    return _table(
        ("Chỉ tiêu", "Đã công bố", "Tính lại", "Đơn vị", "Kết luận"),
        (
            (
                labels.get(c.figure, c.figure),
                _shown(c.published, c.unit),
                _shown(c.computed, c.unit),
                c.unit,
                c.verdict,
            )
            for c in sorted(published, key=lambda c: c.verdict is Verdict.EQUAL)
        ),
    )


def _shown(value: Decimal | None, unit: str) -> str:
    return Quantity(value, unit).table_run().text


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *([escaped_line(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
