"""Where a row and a value stand in a submission, for those who judge rows and not files.

Rows travel through pandera and SQL without their cells; here is what leads back. Which rows are
at fault is not decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Protocol

from kc_pipeline.intake.reading import ReadCell, Reading
from kc_pipeline.rules.finding import Issue


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The sheet and row of one submission; no two rows of all form tables share it."""

    submission_id: str
    sheet: str
    row_no: int


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell in A1 form, and its text as it stands; None where nothing stands there."""

    cell: str
    raw: str | None


@dataclass(frozen=True, slots=True)
class RowIssue:
    """An issue with one row. ``row_id`` is the index of the frame, None if SQL noticed it."""

    row: RowPlace
    issue: Issue
    row_id: int | None = None


class Cells(Protocol):
    """Whoever can tell the cell of a column in a row, also where the row is blank there."""

    def __call__(self, row: RowPlace, column: str, /) -> CellText:
        """Give the cell; the sheet's column where the row has none, else column A."""


class CellsOfReadings:
    """The cells of submissions that are in memory as `Reading`, by submission id."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._cells: dict[RowPlace, tuple[ReadCell, ...]] = {}
        self._facts: dict[tuple[RowPlace, str], CellText] = {}
        self._letters: dict[tuple[str, str], Mapping[str, str]] = {}
        for submission_id, reading in readings.items():
            for row in reading.rows:
                self._cells[RowPlace(submission_id, row.sheet, row.row_no)] = row.cells
            for fact in reading.cover:
                place = RowPlace(submission_id, fact.sheet, int(fact.cell.lstrip(ascii_uppercase)))
                self._facts[place, fact.name] = CellText(fact.cell, fact.raw)
            for sheet in reading.sheets:
                self._letters[submission_id, sheet.name] = sheet.columns

    def __call__(self, row: RowPlace, column: str) -> CellText:
        """Give the cell; the cover's, the sheet's column where the row has none, else column A."""
        for cell in self._cells.get(row, ()):
            if cell.column == column:
                return CellText(cell.cell, cell.raw)
        if (row, column) in self._facts:
            return self._facts[row, column]
        letter = self._letters.get((row.submission_id, row.sheet), {}).get(column, "A")
        return CellText(f"{letter}{row.row_no}", None)
