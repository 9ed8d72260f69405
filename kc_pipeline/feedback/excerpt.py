"""The cells around the places of a cause, as a spreadsheet shows them, ready to be drawn.

One excerpt a sheet: its heading, the rows at fault with their neighbours, and the columns about
the faulty cells. Drawing is for `check_lines` and `check_page`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kc_pipeline.feedback.as_seen import as_seen
from kc_pipeline.feedback.causes import Cause
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.intake.grid import Sheet, column_letter, column_number, place
from kc_pipeline.intake.reading import Fate, SheetReading
from kc_pipeline.intake.values import as_text
from kc_pipeline.rules.finding import Finding

PLACES = 3
"""How many places of a cause an excerpt shows; their true number stands beside it."""

_KEY = "project_code"
_COLUMNS_AROUND = 1
_ROWS_AROUND = 1
_MOST_COLUMNS = 8
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class ShownCell:
    """The text of a cell, cut to fit, and whether it is one of those at fault."""

    text: str
    is_at_fault: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row by its number on the sheet; ``follows_gap`` where rows before it are left out."""

    row_no: int
    is_heading: bool
    follows_gap: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a sheet: the letters of its columns, and its rows."""

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def excerpts(check: FileCheck, cause: Cause, *, places: int = PLACES) -> Iterator[Excerpt]:
    """The excerpts for the first places of a cause, one a sheet; none for places without a row."""
    sheets = {sheet.name: sheet for sheet in check.workbook.sheets} if check.workbook else {}
    readings = {reading.name: reading for reading in check.sheets}
    by_sheet: dict[str, list[Finding]] = {}
    for finding in [f for f in cause.findings if f.cell or f.row_no][:places]:
        by_sheet.setdefault(finding.sheet or "", []).append(finding)
    for name, found in by_sheet.items():
        if name in sheets:
            yield _excerpt(sheets[name], readings.get(name), found)


def _excerpt(sheet: Sheet, reading: SheetReading | None, found: Iterable[Finding]) -> Excerpt:
    cells = {place(f.cell) for f in found if f.cell}
    rows = {row for row, _ in cells} | {f.row_no for f in found if f.row_no and not f.cell}
    fates = reading.fates if reading else ()
    headings = {fate.row_no for fate in fates if fate.fate is Fate.HEADING}
    around = {near for row in rows for near in range(row - _ROWS_AROUND, row + _ROWS_AROUND + 1)}
    standing = set(sheet.row_numbers())
    shown = sorted((around & standing) | rows | headings)
    columns = _columns(sheet, reading, cells, shown)
    return Excerpt(
        sheet.name,
        tuple(map(column_letter, columns)),
        tuple(
            ShownRow(
                row_no=row,
                is_heading=row in headings,
                follows_gap=before is not None and any(before < n < row for n in standing),
                cells=tuple(
                    ShownCell(_text(sheet, row, at, merged=row in headings), (row, at) in cells)
                    for at in columns
                ),
            )
            for before, row in zip([None, *shown], shown, strict=False)
        ),
    )


def _columns(
    sheet: Sheet, reading: SheetReading | None, cells: set[tuple[int, int]], rows: Iterable[int]
) -> list[int]:
    """The columns of the faulty cells, then their neighbours and the key, as many as fit."""
    at_fault = sorted({column for _, column in cells})
    key = reading.columns.get(_KEY) if reading else None
    near = [n for c in at_fault for n in range(c - _COLUMNS_AROUND, c + _COLUMNS_AROUND + 1)]
    keys = [column_number(key)] if key else []
    filled = sorted({column for row in rows for column in sheet.rows.get(row, {})})
    wanted = [*at_fault, *keys, *(n for n in near if n > 0), *([] if at_fault else filled)]
    return sorted(list(dict.fromkeys(wanted))[:_MOST_COLUMNS])


def _text(sheet: Sheet, row: int, column: int, *, merged: bool) -> str:
    """What stands in a cell on one line; of a merged heading, what stands in its first cell."""
    if merged:
        for top, left, bottom, right in sheet.merges:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
                break
    flaw = sheet.flawed.get((row, column))
    value = sheet.rows.get(row, {}).get(column)
    whole = flaw.shown if flaw else "" if value is None else as_seen(value, as_text(value))
    line = " ".join(whole.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
