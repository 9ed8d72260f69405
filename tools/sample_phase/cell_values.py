"""How a canonical value is written into a cell: units of money, the look of numbers and dates."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tools.sample_phase.sheets import AMOUNT, CENTERED, TEXT, CellValue, Style
from tools.sample_phase.submission import Habit, Submission, Value
from tools.sample_phase.tables import Column
from tools.sample_phase.wording import word_for

EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class MoneyUnit:
    """The unit of a form: its name in the unit line, its size in đồng, its number format."""

    name: str
    vnd: int
    number_format: str


DONG = MoneyUnit("đồng", 1, "#,##0")
MILLION = MoneyUnit("triệu đồng", 1_000_000, "#,##0.00")


def in_unit(vnd: int, unit: MoneyUnit) -> float:
    """An amount in the unit, whole where it is whole."""
    whole, rest = divmod(vnd, unit.vnd)
    return whole if not rest else float(Decimal(vnd) / unit.vnd)


def vietnamese(number: float) -> str:
    """A number as typed in Vietnamese: `1.250`, `195,88`."""
    text = f"{Decimal(str(number)):,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _date(value: date, submission: Submission) -> CellValue:
    if submission.has(Habit.DATE_CELLS):
        return value
    if submission.has(Habit.DATE_SERIALS):
        return (value - EXCEL_EPOCH).days
    if submission.has(Habit.DATES_SHORT):
        return f"{value.day}-{value.month}-{value:%y}"
    return f"{value:%d/%m/%Y}"


def written(
    value: Value, column: Column, unit: MoneyUnit, submission: Submission
) -> CellValue | None:
    """What stands in the cell for one canonical value."""
    if value is None:
        optional_amount = column.kind in ("money", "count") and not column.required
        return "-" if optional_amount and submission.has(Habit.DASH_FOR_NONE) else None
    if isinstance(value, date):
        return _date(value, submission)
    if isinstance(value, str):
        return word_for(column.name, value)
    if column.kind == "money" and isinstance(value, int):
        amount = in_unit(value, unit)
        return vietnamese(amount) if submission.has(Habit.TEXT_AMOUNTS) else amount
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
