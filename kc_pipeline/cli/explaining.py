"""``kc explain``: what became of a row or a project, and the figures it is in."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kc_pipeline.cli.for_programs import plain_number, put_out
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import exactly, say, show, show_table
from kc_pipeline.errors import UsageError
from kc_pipeline.figures.explaining import Decided, Explained, explain_project, explain_row
from kc_pipeline.figures.fate_words import fate_vi
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.other_version import open_published

_WORDS_OF_A_ROW = 3


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="CODE | PATH SHEET ROW")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Text to read; json: a list of rows with exact numbers as text.",
)
@with_project
def explain(project: Project, what: tuple[str, ...], form: str) -> None:
    """Show what became of a row or a project.

    CODE is a project: every row about it is told. PATH SHEET ROW is one row: the path relative to
    raw/ (or the beginning of a submission's id), the sheet's name and the number of the row. Each
    row has one fate; with it go its findings, the decisions on it, and what it contributes to
    which figures of the declared phases.
    """
    with open_published(project) as warehouse:
        if len(what) == 1:
            rows: Sequence[Explained] = explain_project(warehouse, what[0])
        elif len(what) == _WORDS_OF_A_ROW and what[2].isdecimal():
            rows = [explain_row(warehouse, what[0], what[1], int(what[2]))]
        else:
            raise UsageError(
                "explain takes a project code, or a path, a sheet and the number of a row; "
                "a name with spaces stands in quotation marks"
            )
    if form == "json":
        put_out(json.dumps(list(map(_for_programs, rows)), ensure_ascii=False, indent=2))
        return
    show(line for row in rows for line in _lines(row))
    _show_figures(rows)


def _for_programs(row: Explained) -> dict[str, object]:
    told = asdict(row) | {"fate_vi": fate_vi(row)}
    told["figures"] = [
        asdict(f) | {"contribution": f.contribution and plain_number(f.contribution)}
        for f in row.figures
    ]
    return told


def _lines(row: Explained) -> Iterator[RenderableType]:
    yield Text(f"{row.path} › {row.sheet}, dòng {row.row_no}", style="bold")
    yield _indented(fate_vi(row))
    for found in row.findings:
        waived = f" (được chấp nhận theo {found.waived_by})" if found.waived_by else ""
        yield _indented(f"· {found.code}: {found.message_vi}{waived}")
    for decided in row.decisions:
        yield _indented(f"· {_decision(decided)}")


def _decision(decided: Decided) -> str:
    why = f": {decided.why}" if decided.why else ""
    if decided.kind == "correction":
        read = f"ô {decided.cell} ghi “{decided.stands or ''}”, đọc là “{decided.value or ''}”"
        return f"Quyết định {decided.decision}, {read}{why}"
    return f"Quyết định {decided.decision}{why}"


def _show_figures(rows: Sequence[Explained]) -> None:
    """What the rows contribute, added up by figure where several do."""
    behind: dict[tuple[str, str], list[tuple[str, str, Decimal | None, str]]] = {}
    for row in rows:
        for f in row.figures:
            part = (f.label_vi, f.cell, f.contribution, f.unit)
            behind.setdefault((f.phase, f.figure), []).append(part)
    if not behind:
        say("Không nằm trong chỉ tiêu nào của các giai đoạn đã khai báo.")
        return
    show_table(
        ("phase", "figure", "label", "cells", "contribution", "unit"),
        [
            (
                phase,
                figure,
                parts[0][0],
                ", ".join(cell for _, cell, *_ in parts),
                _sum(amount for _, _, amount, _ in parts),
                parts[0][3],
            )
            for (phase, figure), parts in sorted(behind.items())
        ],
        right={"contribution"},
    )


def _sum(amounts: Iterator[Decimal | None]) -> str | None:
    told = [amount for amount in amounts if amount is not None]
    return exactly(sum(told, Decimal(0))) if told else None


def _indented(line: str) -> RenderableType:
    return Padding(Text(line), (0, 0, 0, 3))
