"""``kc check``: what the rules say of some workbooks, without the warehouse."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.text import Text

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.for_programs import put_out
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import show, show_table
from kc_pipeline.errors import UsageError
from kc_pipeline.feedback.check_json import check_json
from kc_pipeline.feedback.check_lines import check_lines
from kc_pipeline.feedback.checking import FileCheck, check_files
from kc_pipeline.paths import Project
from kc_pipeline.rules.finding import Severity

_FILES = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILES)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "html"]),
    default="table",
    show_default=True,
    help="Text by cause; JSON for programs; one HTML page to mail.",
)
@click.option("--rows", is_flag=True, help="Also tell what each row was taken for, and why.")
@click.option(
    "--annotate",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a copy of each file there, its cells marked and explained in Vietnamese.",
)
@with_project
def check(
    project: Project, files: tuple[Path, ...], *, form: str, rows: bool, annotate: Path | None
) -> None:
    """Validate workbooks without touching the warehouse.

    Prints every finding with sheet and cell, by cause. Each file is seen alone: a project that
    another submission reports is unknown here. Exit 1 when there is an error.
    """
    if rows and form == "html":
        raise UsageError("--rows goes with the formats table and json")
    checked = check_files(project, files)
    if annotate is not None:
        _annotate(checked, annotate)
    match form:
        case "json":
            put_out(check_json(checked, with_rows=rows))
        case "html":
            from kc_pipeline.feedback.check_page import check_page  # noqa: PLC0415  # loads Jinja

            put_out(check_page(checked))
        case _:
            _show(checked, rows=rows)
    if any(f.severity is Severity.ERROR for file in checked for f in file.findings):
        sys.exit(EXIT_FAULTS)


def _annotate(checked: Iterable[FileCheck], folder: Path) -> None:
    from kc_pipeline.feedback.annotating import annotate, feedback_name  # noqa: PLC0415  # openpyxl

    folder.mkdir(parents=True, exist_ok=True)
    named: Counter[str] = Counter()
    for file in checked:
        name = feedback_name(file.path)
        named[name.casefold()] += 1
        again = named[name.casefold()]
        # Files of one name from several folders: no copy is written over another.
        own = name if again == 1 else f"{name.removesuffix('.xlsx')} ({again}).xlsx"
        annotate(file.path, file.findings, folder / own)


def _show(checked: Iterable[FileCheck], *, rows: bool) -> None:
    for n, file in enumerate(checked):
        if n:
            show([Text()])
        if rows:
            show_table(
                ("path", "sheet", "row", "taken for", "because"), _fates(file), right={"row"}
            )
            show([Text()])
        show(check_lines(file))


def _fates(file: FileCheck) -> Iterator[tuple[object, ...]]:
    for sheet in file.sheets:
        for row in sheet.fates:
            yield file.path, sheet.name, row.row_no, row.fate, row.reason
