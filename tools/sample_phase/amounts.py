"""Units of money and how an amount is typed: in which unit, as a number or as what text.

What else stands in cells is for `cell_values`.
"""

from dataclasses import dataclass
from decimal import Decimal

from tools.sample_phase.sheets import CellValue
from tools.sample_phase.submission import Habit, Submission

NO_BREAK_SPACE = "\u00a0"
AMBIGUOUS_DECIMALS = 3
"""Decimals after which nobody can tell `1,140` from a thousand and some; one more is typed."""
ENGLISH_DECIMALS = 2


@dataclass(frozen=True)
class MoneyUnit:
    """A unit: its name and abbreviation, its size in đồng, its number format."""

    name: str
    vnd: int
    number_format: str
    abbreviated: str


DONG = MoneyUnit("đồng", 1, "#,##0", "đ")
THOUSAND = MoneyUnit("nghìn đồng", 1_000, "#,##0.##", "1.000đ")
MILLION = MoneyUnit("triệu đồng", 1_000_000, "#,##0.00", "Tr.đ")
BILLION = MoneyUnit("tỷ đồng", 1_000_000_000, "#,##0.00000", "tỷ đ")

_UNITS = {
    Habit.IN_DONG: DONG,
    Habit.IN_THOUSANDS: THOUSAND,
    Habit.IN_MILLIONS: MILLION,
    Habit.IN_BILLIONS: BILLION,
}


def sheet_unit(submission: Submission, usual: MoneyUnit) -> MoneyUnit:
    """The unit that unit lines and the cover name, `usual` being the form's."""
    return next((unit for habit, unit in _UNITS.items() if submission.has(habit)), usual)


def column_unit(submission: Submission, usual: MoneyUnit) -> MoneyUnit:
    """The unit of the columns of amounts: another than the sheet's where their headings say so."""
    unit = sheet_unit(submission, usual)
    if submission.has(Habit.UNIT_IN_HEADINGS):
        return MILLION if unit is THOUSAND else THOUSAND
    return unit


def unit_words(submission: Submission, unit: MoneyUnit) -> tuple[str, str]:
    """Label and name of a unit as a unit line says them."""
    if submission.has(Habit.UNIT_ABBREVIATED):
        return "ĐVT", unit.abbreviated
    return "Đơn vị tính", unit.name


def in_unit(vnd: int, unit: MoneyUnit) -> float:
    """An amount in the unit, whole where it is whole."""
    whole, rest = divmod(vnd, unit.vnd)
    return whole if not rest else float(Decimal(vnd) / unit.vnd)


def vietnamese(number: float) -> str:
    """A number as typed in Vietnamese: `1.250`, `195,88`."""
    return _grouped(number, thousands=".", decimal=",")


def typed_amount(vnd: int, unit: MoneyUnit, submission: Submission) -> CellValue:
    """An amount of đồng in the unit: a number, or the text that this unit types for one."""
    amount = in_unit(vnd, unit)
    if submission.has(Habit.TEXT_AMOUNTS):
        return vietnamese(amount)
    if submission.has(Habit.AMOUNTS_WITH_UNIT):
        return f"{vietnamese(amount)} {unit.name}"
    if submission.has(Habit.AMOUNTS_SPACED):
        return _grouped(amount, thousands=NO_BREAK_SPACE, decimal=",")
    if submission.has(Habit.AMOUNTS_ENGLISH):
        return _grouped(amount, thousands=",", decimal=".", at_least=ENGLISH_DECIMALS)
    return amount


def _grouped(number: float, *, thousands: str, decimal: str, at_least: int = 0) -> str:
    text = f"{Decimal(str(number)):,f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.ljust(at_least, "0")
    if len(decimals) == AMBIGUOUS_DECIMALS:
        decimals += "0"
    whole = whole.replace(",", thousands)
    return f"{whole}{decimal}{decimals}" if decimals else whole
