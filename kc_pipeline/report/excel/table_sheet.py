"""One table on a sheet of its own: numbers as numbers, totals as sums that agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kc_pipeline.report.excel.looks import Looks
from kc_pipeline.report.model import Column, RowKind, Run, Runs, Table, TableRow

_WIDTH = 130
"""Characters across the page; the columns share them as they do in every format."""

_NARROWEST = 7
_LETTERS_PER_WIDTH = 1.2
"""A column is as wide as so many digits; of the letters of a text more go into it."""
_LINE_HEIGHT = 15.5
"""Points; rows are given their height here, for not every program grows them to wrapped text."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a table goes: the sheet, its heading row, where each number is traced to; the looks."""

    sheet: Worksheet
    heading_row: int
    traced: Mapping[str, str]
    looks: Looks


def write_table(place: Placing, table: Table) -> None:
    """The heading row and the rows of the table, from the placing's heading row on."""
    widths = _widths(table)
    _set_height(place.sheet, place.heading_row, [c.title for c in table.columns], widths)
    for at, column in enumerate(table.columns):
        place.sheet.set_column(at, at, widths[at])
        place.sheet.write_string(place.heading_row, at, column.title, place.looks.of("heading"))
    adding_from = place.heading_row + 1
    for row_at, row in enumerate(table.rows, start=place.heading_row + 1):
        if row.kind is RowKind.GROUP:
            _write_group(place, row_at, row, len(table.columns))
            continue
        _set_height(place.sheet, row_at, [_text(cell) for cell in row.cells], widths)
        for at, (runs, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            summed = (adding_from, row_at - 1) if row.kind is RowKind.TOTAL else None
            _write_cell(place, (row_at, at), runs, column, summed)
        if row.kind is RowKind.TOTAL:
            adding_from = row_at + 1


def _widths(table: Table) -> list[int]:
    whole = sum(column.width for column in table.columns)
    return [max(_NARROWEST, round(_WIDTH * c.width / whole)) for c in table.columns]


def _set_height(sheet: Worksheet, row_at: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Room for the longest text of a row, in whole lines of about as many letters as fit."""
    letters = (int(width * _LETTERS_PER_WIDTH) for width in widths)
    lines = (len(wrap(text, most)) for text, most in zip(texts, letters, strict=True))
    sheet.set_row(row_at, _LINE_HEIGHT * max(1, *lines))


def _write_group(place: Placing, row_at: int, row: TableRow, columns: int) -> None:
    title = _text(row.cells[0])
    place.sheet.merge_range(row_at, 0, row_at, columns - 1, "", place.looks.of("group"))
    place.sheet.write_string(row_at, 0, title, place.looks.of("group"))


def _write_cell(
    place: Placing,
    at: tuple[int, int],
    runs: Runs,
    column: Column,
    summed: tuple[int, int] | None,
) -> None:
    """A cell; ``summed`` are the first and last row that a total of the column adds up."""
    is_total = summed is not None
    number = runs[0].number if len(runs) == 1 else None
    if number is None:
        kind = "total" if is_total else "text"
        if column.is_number:
            kind = "total_number" if is_total else "number"
        place.sheet.write_string(*at, _text(runs), place.looks.of(kind))
        return
    look = place.looks.of("total_number" if is_total else "number", _decimals(runs[0]))
    target = place.traced.get(number.pointer)
    if target is not None:
        place.sheet.write_url(*at, target, look)  # the number below takes its place, not its link
    value = float(number.value)
    if summed is not None and column.adds:
        name = xl_col_to_name(at[1])
        formula = f"=SUM({name}{summed[0] + 1}:{name}{summed[1] + 1})"
        place.sheet.write_formula(*at, formula, look, value)
    else:
        place.sheet.write_number(*at, value, look)


def _decimals(run: Run) -> int:
    """As many decimals as the other formats print."""
    return len(run.text.partition(",")[2])


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
