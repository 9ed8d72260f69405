"""How a canonical value is written into a cell: words of lists, the look of dates and of nothing.

Amounts of money are typed by `amounts`.
"""

from dataclasses import replace
from datetime import date

from tools.sample_phase.amounts import MoneyUnit, typed_amount
from tools.sample_phase.sheets import AMOUNT, CENTERED, TEXT, CellValue, Style
from tools.sample_phase.submission import Habit, Submission, Value
from tools.sample_phase.tables import Column
from tools.sample_phase.untidy_words import with_other_tones
from tools.sample_phase.wording import word_for

EXCEL_EPOCH = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
EN_DASH = "\u2013"
NONE_WORDS = {Habit.DASH_FOR_NONE: "-", Habit.DOTS_FOR_NONE: "...", Habit.X_FOR_NONE: "x"}


def _date(value: date, submission: Submission) -> CellValue:
    if submission.has(Habit.DATE_CELLS):
        return value
    if submission.has(Habit.DATE_SERIALS):
        epoch = EPOCH_1904 if submission.has(Habit.EPOCH_1904) else EXCEL_EPOCH
        return (value - epoch).days
    if submission.has(Habit.DATES_SHORT):
        return f"{value.day}-{value.month}-{value:%y}"
    if submission.has(Habit.DATES_DOTTED):
        return f"{value.day}.{value.month}.{value.year}"
    if submission.has(Habit.DATES_IN_WORDS):
        return f"ngày {value.day} tháng {value.month} năm {value.year}"
    return f"{value:%d/%m/%Y}"


def _none(column: Column, submission: Submission) -> str | None:
    """What stands where an optional amount or count is not told."""
    if column.required or column.kind not in ("money", "count"):
        return None
    return next((word for habit, word in NONE_WORDS.items() if submission.has(habit)), None)


def _words(value: str, column: Column, submission: Submission) -> str:
    text = word_for(column.name, value)
    if column.kind == "code" and submission.has(Habit.LOOSE_CODES):
        return text.replace("-", f" {EN_DASH} ", 1).replace("-", EN_DASH)
    if column.kind == "choice" and submission.has(Habit.LOOSE_WORDS):
        return with_other_tones(text).upper().replace(" ", "  ", 1)
    return text


def written(
    value: Value, column: Column, unit: MoneyUnit, submission: Submission
) -> CellValue | None:
    """What stands in the cell for one canonical value."""
    if value is None:
        return _none(column, submission)
    if isinstance(value, date):
        return _date(value, submission)
    if isinstance(value, str):
        return _words(value, column, submission)
    if column.kind == "money" and isinstance(value, int):
        return typed_amount(value, unit, submission)
    if column.name == "content_no" and submission.has(Habit.CONTENT_WORDS):
        return f"Nội dung {value}"
    return value


def style_of(column: Column, unit: MoneyUnit, submission: Submission) -> Style:
    """The look of a column's cells."""
    if column.kind == "money":
        return _with_format(AMOUNT, unit.number_format)
    if column.kind == "date":
        date_cells = submission.has(Habit.DATE_CELLS)
        return _with_format(CENTERED, "dd/mm/yyyy" if date_cells else "General")
    if column.kind in ("number", "count", "measure", "code"):
        return CENTERED
    return TEXT


def _with_format(style: Style, number_format: str) -> Style:
    return replace(style, number_format=number_format)
