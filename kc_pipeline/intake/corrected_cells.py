"""A submission read as if some of its cells held something else.

The whole reading follows: totals are compared anew, a group row's cell changes its rows, a cover
cell changes whose report it is. The file is untouched and every value keeps its cell and the text
that stands there. Who says so, and why, is for `kc_pipeline.decisions`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kc_pipeline.intake.grid import CellValue, Sheet, Workbook, place
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reader import Reader
from kc_pipeline.intake.reading import ReadCell, Reading, ReadRow
from kc_pipeline.intake.values import as_text
from kc_pipeline.intake.wording import tidy

_UNREADABLE = ("required.", "optional.", "date.no_day", "cover.unreadable")
"""What the reader says at a cell whose content it cannot read; the first two begin a code."""


class Misfit(StrEnum):
    """Why a cell was not corrected."""

    NO_SHEET = "no_sheet"
    OTHER_TEXT = "other_text"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """A cell, what stands in it, and what it is read as instead; a blank text for a blank cell."""

    sheet: str
    cell: str
    stands: CellValue
    value: CellValue


@dataclass(frozen=True, slots=True)
class Misread:
    """A correction that was left out: why, and what stands at its cell."""

    correction: CellCorrection
    misfit: Misfit
    shown: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedReading:
    """The reading with the corrections that fit, and those left out."""

    reading: Reading
    left_out: tuple[Misread, ...]


@dataclass(frozen=True, slots=True)
class ReadCorrected:
    """The task of a child process: a path and corrections go in, a reading comes out."""

    reader: Reader

    def __call__(self, item: tuple[Path, tuple[CellCorrection, ...]]) -> CorrectedReading:
        """Raises UnreadableSubmission as opening does."""
        path, corrections = item
        return read_corrected(self.reader, open_submission(path), corrections)


def read_corrected(
    reader: Reader, workbook: Workbook, corrections: Sequence[CellCorrection]
) -> CorrectedReading:
    """Read a workbook with cells corrected; what does not fit is left out and told."""
    left_out = [m for c in corrections if (m := _misread(workbook, c)) is not None]
    fitting = _without(corrections, left_out)
    corrected = reader.read(_replaced(workbook, fitting))
    unread = [Misread(c, Misfit.UNREADABLE) for c in fitting if _is_unreadable(corrected, c)]
    if unread:
        fitting = _without(fitting, unread)
        corrected = reader.read(_replaced(workbook, fitting))
    before = reader.read(workbook)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    texts = {(c.sheet, c.cell): _shown(sheets[c.sheet], place(c.cell)) for c in fitting}
    return CorrectedReading(_as_it_stands(corrected, before, texts), (*left_out, *unread))


def _without(
    corrections: Sequence[CellCorrection], left_out: Sequence[Misread]
) -> tuple[CellCorrection, ...]:
    gone = {(m.correction.sheet, m.correction.cell) for m in left_out}
    return tuple(c for c in corrections if (c.sheet, c.cell) not in gone)


def _misread(workbook: Workbook, correction: CellCorrection) -> Misread | None:
    sheet = next((s for s in workbook.sheets if s.name == correction.sheet), None)
    if sheet is None:
        return Misread(correction, Misfit.NO_SHEET, ", ".join(s.name for s in workbook.sheets))
    cell = place(correction.cell)
    told, shown = _text(correction.stands), _shown(sheet, cell)
    # A number may be told as it is stored, 1958.8, or as the officer's program shows it.
    is_number = isinstance(_value(sheet, cell), float)
    if shown in {told, told.replace(",", ".") if is_number else told}:
        return None
    return Misread(correction, Misfit.OTHER_TEXT, shown)


def _shown(sheet: Sheet, cell: tuple[int, int]) -> str:
    flawed, value = sheet.flawed.get(cell), _value(sheet, cell)
    return flawed.shown if flawed else "" if value is None else _text(value)


def _value(sheet: Sheet, cell: tuple[int, int]) -> CellValue | None:
    row, column = cell
    return sheet.rows.get(row, {}).get(column)


def _text(value: CellValue) -> str:
    return tidy(value) if isinstance(value, str) else as_text(value)


def _replaced(workbook: Workbook, corrections: Sequence[CellCorrection]) -> Workbook:
    by_sheet: dict[str, dict[tuple[int, int], CellValue]] = {}
    for c in corrections:
        by_sheet.setdefault(c.sheet, {})[place(c.cell)] = c.value
    sheets = (_with(sheet, by_sheet.get(sheet.name, {})) for sheet in workbook.sheets)
    return replace(workbook, sheets=tuple(sheets))


def _with(sheet: Sheet, values: Mapping[tuple[int, int], CellValue]) -> Sheet:
    if not values:
        return sheet
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for (row, column), value in values.items():
        rows.setdefault(row, {})[column] = value
        if value == "":
            del rows[row][column]
    return replace(
        sheet,
        rows={
            number: dict(sorted(rows[number].items())) for number in sorted(rows) if rows[number]
        },
        flawed={cell: flaw for cell, flaw in sheet.flawed.items() if cell not in values},
        formulas={cell: text for cell, text in sheet.formulas.items() if cell not in values},
    )


def _is_unreadable(reading: Reading, correction: CellCorrection) -> bool:
    written = _text(correction.value)
    return any(
        (issue.sheet, issue.cell, issue.value) == (correction.sheet, correction.cell, written)
        and issue.code.startswith(_UNREADABLE)
        for issue in reading.issues
    )


def _as_it_stands(
    corrected: Reading, before: Reading, texts: Mapping[tuple[str, str], str]
) -> Reading:
    """The corrected reading with the texts that stand in the file, blanked cells included."""
    old = {(row.sheet, row.row_no): row for row in before.rows}
    rows = tuple(
        replace(row, cells=tuple(_cells(row, old.get((row.sheet, row.row_no)), texts)))
        for row in corrected.rows
    )
    return replace(corrected, rows=rows)


def _cells(
    row: ReadRow, before: ReadRow | None, texts: Mapping[tuple[str, str], str]
) -> Iterator[ReadCell]:
    for cell in row.cells:
        yield replace(cell, raw=texts.get((row.sheet, cell.cell), cell.raw))
    here = {(cell.column, cell.cell) for cell in row.cells}
    for cell in before.cells if before else ():
        if (row.sheet, cell.cell) in texts and (cell.column, cell.cell) not in here:
            yield replace(cell, value=None)
