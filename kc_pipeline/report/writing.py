"""Writing the report of a phase: composed once, made in each format asked for, put in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.session import Assessment, open_assessment
from kc_pipeline.paths import Project
from kc_pipeline.report import markdown
from kc_pipeline.report.composing import compose
from kc_pipeline.report.excel import document as excel
from kc_pipeline.report.figures_file import FIGURES_FILE, figures_csv
from kc_pipeline.report.html import page
from kc_pipeline.report.model import Report
from kc_pipeline.report.report_manifest import MANIFEST_FILE, report_manifest
from kc_pipeline.report.together import write_together
from kc_pipeline.report.word import document as word

FORMATS: Mapping[str, Callable[[Report], bytes]] = {
    "docx": word.render,
    "html": page.render,
    "xlsx": excel.render,
    "md": markdown.render,
}
"""How each format is made from the model."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written, and how many of the published figures came out equal.

    ``preview`` is the body of the report in Markdown, without its annexes; ``remarks`` are what
    whoever makes the report should look at.
    """

    paths: tuple[Path, ...]
    equal: int
    published: int
    preview: str
    remarks: tuple[str, ...] = ()


def write_report(
    project: Project,
    phase_name: str,
    formats: Sequence[str],
    *,
    snapshot: str | None = None,
    footer: str = "",
    with_manifest: bool = True,
) -> ReportFiles:
    """Write the report of a phase in those formats, and its figures, into the phase's folder.

    ``footer`` stands at the foot of each page; a manifest says what all of it was made from. All
    files are made before the first is put in place. Raises UsageError for an unknown format,
    DeclarationError naming the file under ``assets/report`` that is wrong, and what
    ``open_assessment`` raises.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"no format {', '.join(unknown)}: there are {', '.join(FORMATS)}")
    with open_assessment(project, phase_name, snapshot=snapshot) as assessment:
        report = replace(compose(assessment, project.assets), footer=footer)
        figures = figures_csv(assessment)
        equal, published = _agreement(assessment)
        name = report.phase_name
        files = {f"bao-cao-{name}.{f}": FORMATS[f](report) for f in dict.fromkeys(formats)}
        files |= {FIGURES_FILE: figures}
        if with_manifest:
            files |= {MANIFEST_FILE: report_manifest(assessment, files, report.remarks)}
    paths = write_together(project.reports / name, files)
    preview = markdown.render(replace(report, annexes=())).decode()
    return ReportFiles(paths, equal, published, preview, report.remarks)


def _agreement(assessment: Assessment) -> tuple[int, int]:
    found = assessment.connection.execute(
        "select count(*) filter (where starts_with(verdict, 'equal')), count(published) "
        "from assessment.reconciliation where phase = ?",
        [assessment.phase.name],
    ).fetchone()
    equal, published = found or (0, 0)
    return int(equal), int(published)
