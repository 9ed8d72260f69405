"""Units of money, and amounts as whole đồng.

Amounts are exact: Decimal arithmetic, an integer at the end, never a float. How a plain number is
written is for `numbers`; which unit line rules a sheet is for the reader of the sheet.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Final

from kc_pipeline.intake.numbers import MOST_DIGITS, NumberProblem, ParsedNumber, parse_number
from kc_pipeline.intake.wording import MONEY_UNIT, MONEY_WORDING, UNIT_LABEL, tidy


class MoneyUnit(IntEnum):
    """A unit of money; its value is what one of it is worth in đồng."""

    DONG = 1
    THOUSAND = 1_000
    MILLION = 1_000_000
    BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ParsedMoney:
    """An amount in whole đồng, or why there is none; neither where the cell has no value."""

    vnd: int | None = None
    problem: NumberProblem | None = None


_SCALES: Final = {
    "nghìn": MoneyUnit.THOUSAND,
    "ngàn": MoneyUnit.THOUSAND,
    "nghin": MoneyUnit.THOUSAND,
    "ngan": MoneyUnit.THOUSAND,
    "tr": MoneyUnit.MILLION,
    "tỷ": MoneyUnit.BILLION,
    "tỉ": MoneyUnit.BILLION,
    "ty": MoneyUnit.BILLION,
    "ti": MoneyUnit.BILLION,
}
_WHOLE_UNIT: Final = re.compile(MONEY_WORDING)
_COUNT: Final = re.compile(r"1(?:[., ]?000)*")
_UNIT_LINE: Final = re.compile(rf"(?:.*[ (\[.,;:])?{UNIT_LABEL}[(\[]?(?P<units>.+?)[)\] .;]*")
_AMOUNT: Final = re.compile(rf"(?P<number>[^a-zà-ỹ%₫]*[0-9)]) ?(?P<unit>{MONEY_UNIT}|d)")


def recognise_unit(text: str) -> MoneyUnit | None:
    """The unit that a wording such as `Tr.đ`, `1.000 đồng` or `VNĐ` names, if it names one."""
    wording = tidy(text).casefold().strip("()[] :;")
    if _WHOLE_UNIT.fullmatch(wording) is None:
        return None
    count = _COUNT.match(wording)
    worth = 1 if count is None else int(re.sub(r"[., ]", "", count.group()))
    rest = wording if count is None else wording[count.end() :].lstrip()
    scale = next(
        (unit for word, unit in _SCALES.items() if rest.startswith(word)),
        MoneyUnit.DONG,
    )
    worth *= scale
    return MoneyUnit(worth) if worth in set(MoneyUnit) else None


def find_unit_line(text: str) -> MoneyUnit | None:
    """The unit of money that a line such as `(ĐVT: 1.000 đồng)` or `Đơn vị: đồng` announces.

    Other units may stand beside it, `ĐVT: người; triệu đồng`. A line that names two units of money
    announces none, nor does `Đơn vị báo cáo: …`.
    """
    line = _UNIT_LINE.fullmatch(tidy(text).casefold())
    if line is None:
        return None
    whole = recognise_unit(line["units"])
    if whole is not None:
        return whole
    parts = {recognise_unit(part) for part in re.split(r"[;/]|, ", line["units"])} - {None}
    return parts.pop() if len(parts) == 1 else None


def parse_money(value: str | float | Decimal | None, unit: MoneyUnit) -> ParsedMoney:
    """The amount in a cell of a column in `unit`, as whole đồng.

    A text with a unit of its own, `195,88 triệu đồng`, is read with that. A fraction of a đồng is
    a problem, not rounded; an amount of 10^18 đồng and more is unreadable.
    """
    number, own_unit = parse_amount(value, unit)
    if number.value is None:
        return ParsedMoney(problem=number.problem)
    dong = number.value * own_unit
    if dong != dong.to_integral_value():
        return ParsedMoney(problem=NumberProblem.FRACTION_OF_DONG)
    if dong.adjusted() >= MOST_DIGITS:
        return ParsedMoney(problem=NumberProblem.UNREADABLE)
    return ParsedMoney(int(dong))


def parse_amount(
    value: str | float | Decimal | None, unit: MoneyUnit
) -> tuple[ParsedNumber, MoneyUnit]:
    """The number in a cell of a column in `unit` as it is written, and the unit it is in."""
    written, own_unit = _split_amount(value) if isinstance(value, str) else (value, None)
    return parse_number(written), own_unit or unit


def without_own_unit(text: str) -> str:
    """The number of an amount in text: ``195,88 triệu đồng`` without its unit."""
    return _split_amount(text)[0]


def _split_amount(text: str) -> tuple[str, MoneyUnit | None]:
    amount = _AMOUNT.fullmatch(tidy(text).casefold())
    if amount is None:
        return text, None
    unit = MoneyUnit.DONG if amount["unit"] == "d" else recognise_unit(amount["unit"])
    return amount["number"], unit
