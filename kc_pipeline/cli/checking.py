"""``kc check``: what the rules say of some workbooks, without the warehouse."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import show_table
from kc_pipeline.feedback.annotating import annotate as write_annotated
from kc_pipeline.feedback.annotating import feedback_name
from kc_pipeline.feedback.checking import FileCheck, check_files
from kc_pipeline.paths import Project
from kc_pipeline.rules.finding import Severity

_FILES = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILES)
@click.option("--rows", is_flag=True, help="Also tell what each row was taken for, and why.")
@click.option(
    "--annotate",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a copy of each file there, its cells marked and explained in Vietnamese.",
)
@with_project
def check(project: Project, files: tuple[Path, ...], *, rows: bool, annotate: Path | None) -> None:
    """Validate workbooks without touching the warehouse.

    Prints every finding with sheet and cell. Each file is seen alone: a project that another
    submission reports is unknown here. Exit 1 when there is an error.
    """
    checked = check_files(project, files)
    if annotate is not None:
        annotate.mkdir(parents=True, exist_ok=True)
        for file in checked:
            write_annotated(file.path, file.findings, annotate / feedback_name(file.path))
    if rows:
        show_table(("path", "sheet", "row", "taken for", "because"), _fates(checked), right={"row"})
        click.echo()
    findings = [(file.path, finding) for file in checked for finding in file.findings]
    if findings:
        show_table(
            ("path", "sheet", "cell", "severity", "code", "what stands there", "message"),
            [
                (path, f.sheet, f.cell, f.severity, f.code, f.value, f.message_vi)
                for path, f in findings
            ],
        )
    for file in checked:
        click.echo(
            f"{file.path}: {file.rows_read} rows read, {file.rows_accepted} accepted, "
            f"{file.rows_quarantined} held back, {len(file.findings)} findings"
        )
    if any(finding.severity is Severity.ERROR for _, finding in findings):
        sys.exit(EXIT_FAULTS)


def _fates(checked: Iterable[FileCheck]) -> Iterator[tuple[object, ...]]:
    for file in checked:
        for sheet in file.sheets:
            for row in sheet.fates:
                yield file.path, sheet.name, row.row_no, row.fate, row.reason
