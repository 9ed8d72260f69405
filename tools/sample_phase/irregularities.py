"""The untidiness of a finished workbook: what people do to sheets after the form is filled in.

Each function takes sheets and gives new ones; none changes what the rows say. Untidiness that
concerns single values or columns lies with the table itself.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from tools.sample_phase import sheets as look
from tools.sample_phase import tcvn3
from tools.sample_phase.sheets import Cell, Sheet
from tools.sample_phase.submission import RECONSTRUCTION, Habit, Submission

INFORMATION_SHEETS = ("Biểu 6", "Biểu 06 - Tuyên truyền")
ROWS_BETWEEN_GAPS = 4


def disturbed(sheets: list[Sheet], submission: Submission) -> list[Sheet]:
    """The sheets after all habits of the unit that concern whole sheets."""
    for habit, change in _CHANGES.items():
        if submission.has(habit):
            sheets = [change(sheet) for sheet in sheets]
    if submission.has(Habit.HIDDEN_INFORMATION):
        sheets = [replace(s, hidden=s.hidden or s.name in INFORMATION_SHEETS) for s in sheets]
    if submission.has(Habit.HIDDEN_DRAFT):
        draft = Sheet("Nháp", hidden=True)
        draft.put(0, 0, "Gọi lại cho các cơ sở để đối chiếu số liệu", look.NOTE)
        sheets = [*sheets, draft]
    if submission.has(Habit.EMPTY_SHEET):
        sheets = [*sheets, Sheet("Sheet3")]
    return sheets


def _blank_rows(sheet: Sheet) -> Sheet:
    """Two empty rows on top, and one after every few rows below the heading."""
    if sheet.heading_rows is None:
        return sheet
    first_row = sheet.heading_rows[1] + 1

    def place(row: int) -> int:
        return row + 2 + max(0, (row - first_row) // ROWS_BETWEEN_GAPS)

    return sheet.moved(place, lambda column: column)


def _leading_column(sheet: Sheet) -> Sheet:
    if sheet.heading_rows is None:
        return sheet
    moved = sheet.moved(lambda row: row, lambda column: column + 1)
    return replace(moved, widths={**moved.widths, 0: 3})


def _with_text(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    def cell(old: Cell) -> Cell:
        return replace(old, value=change(old.value)) if isinstance(old.value, str) else old

    return replace(sheet, cells={at: cell(old) for at, old in sheet.cells.items()})


def _nfd(sheet: Sheet) -> Sheet:
    return _with_text(sheet, lambda text: unicodedata.normalize("NFD", text))


def _no_break_spaces(sheet: Sheet) -> Sheet:
    """The first space of every text, and one more at its end."""
    return _with_text(sheet, lambda text: text.replace(" ", "\u00a0", 1) + "\u00a0")


def _tcvn3(sheet: Sheet) -> Sheet:
    """All text in the old fonts, but for the remark, which is ours and stays legible."""

    def cell(old: Cell) -> Cell:
        if not isinstance(old.value, str) or RECONSTRUCTION in old.value:
            return old
        headline = old.style.capitals or (old.style.bold and old.value.isupper())
        font = tcvn3.CAPITAL_FONT if headline else tcvn3.FONT
        text = old.value.lower() if headline else old.value
        return replace(old, value=tcvn3.encoded(text), style=replace(old.style, font=font))

    return replace(sheet, cells={at: cell(old) for at, old in sheet.cells.items()})


_CHANGES: dict[Habit, Callable[[Sheet], Sheet]] = {
    Habit.BLANK_ROWS: _blank_rows,
    Habit.LEADING_COLUMN: _leading_column,
    Habit.NFD_TEXT: _nfd,
    Habit.NO_BREAK_SPACES: _no_break_spaces,
    Habit.TCVN3: _tcvn3,
}
