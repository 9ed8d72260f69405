"""The untidiness of a finished workbook: what people do to sheets after the form is filled in.

Each change takes a sheet and gives a new one; none changes what the rows say. Untidiness that
concerns single values or columns lies with the table itself. The changes are made in the order in
which they stand here: places first, then what is hidden, then letters, fonts last.
"""

from collections.abc import Callable
from dataclasses import replace

from tools.sample_phase import sheets as look
from tools.sample_phase import untidy_fonts, untidy_layout, untidy_words
from tools.sample_phase.sheets import Cell, Sheet
from tools.sample_phase.submission import Habit, Submission

INFORMATION_SHEETS = ("Biểu 6", "Biểu 06 - Tuyên truyền")


def disturbed(sheets: list[Sheet], submission: Submission) -> list[Sheet]:
    """The sheets after all habits of the unit that concern whole sheets."""
    for habit, change in _CHANGES.items():
        if submission.has(habit):
            sheets = [change(sheet) for sheet in sheets]
    if submission.has(Habit.HIDDEN_INFORMATION):
        sheets = [replace(s, hidden=s.hidden or s.name in INFORMATION_SHEETS) for s in sheets]
    if submission.has(Habit.LOOSE_SHEETS):
        sheets = [
            replace(sheet, name=untidy_words.loose_name(sheet.name, position))
            for position, sheet in enumerate(sheets)
        ]
    if submission.has(Habit.REVERSED_SHEETS):
        sheets = sheets[::-1]
    if submission.has(Habit.HIDDEN_DRAFT):
        draft = Sheet("Nháp", hidden=True)
        draft.put(0, 0, "Gọi lại cho các cơ sở để đối chiếu số liệu", look.NOTE)
        sheets = [*sheets, draft]
    if submission.has(Habit.EMPTY_SHEET):
        sheets = [*sheets, Sheet("Sheet3")]
    return sheets


def _in_every_text(change: Callable[[str], str]) -> Callable[[Sheet], Sheet]:
    def cell(old: Cell) -> Cell:
        return replace(old, value=change(old.value)) if isinstance(old.value, str) else old

    def sheet_with(sheet: Sheet) -> Sheet:
        return replace(sheet, cells={at: cell(old) for at, old in sheet.cells.items()})

    return sheet_with


_CHANGES: dict[Habit, Callable[[Sheet], Sheet]] = {
    Habit.BARE_TABLES: untidy_layout.without_block_above,
    Habit.DEEP_HEADING: untidy_layout.with_deep_heading,
    Habit.REPEATED_HEADING: untidy_layout.with_repeated_heading,
    Habit.UNMERGED: untidy_layout.unmerged,
    Habit.LONG_PREAMBLE: untidy_layout.with_long_preamble,
    Habit.BLANK_ROWS: untidy_layout.with_blank_rows,
    Habit.LEADING_COLUMN: untidy_layout.with_leading_column,
    Habit.HIDDEN_ROWS: untidy_layout.with_hidden_rows,
    Habit.HIDDEN_COLUMNS: untidy_layout.with_hidden_column,
    Habit.MOVED_TONES: untidy_layout.with_moved_tones,
    Habit.STROKED_D: _in_every_text(untidy_words.with_stroked_d),
    Habit.ODD_SPACES: _in_every_text(untidy_words.with_odd_spaces),
    Habit.NFD_TEXT: _in_every_text(untidy_words.decomposed),
    Habit.NO_BREAK_SPACES: _in_every_text(untidy_words.with_no_break_spaces),
    Habit.ZERO_WIDTH: _in_every_text(untidy_words.with_zero_width),
    Habit.TCVN3: untidy_fonts.in_tcvn3,
    Habit.MIXED_FONTS: untidy_fonts.partly_in_tcvn3,
    Habit.VNI: untidy_fonts.in_vni,
}
