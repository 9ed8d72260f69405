"""A cell's content becomes the canonical text of a value, by the kind of its column.

The parsers for numbers, money and dates have modules of their own; here a problem of theirs
becomes an issue. Canonical text: whole đồng, an integer, a decimal with a point, an ISO date,
a code, or tidied text.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.dates import DateProblem, parse_date
from kc_pipeline.intake.grid import CellValue
from kc_pipeline.intake.money import MoneyUnit, parse_money
from kc_pipeline.intake.numbers import NumberProblem, parse_count, parse_number
from kc_pipeline.intake.wording import stands_for_nothing, tidy, with_plain_punctuation
from kc_pipeline.schemas.columns import Column, Kind

_AROUND_DASH = re.compile(r"\s*([-/._])\s*")


@dataclass(frozen=True, slots=True)
class ParsedCell:
    """The value as canonical text, or the problem; neither where the cell says "no value"."""

    value: str | None = None
    problem: str | None = None


NOTHING = ParsedCell()


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a value depends on besides its cell: its column's unit of money, the file's epoch."""

    codes: CodeLists
    unit: MoneyUnit
    epoch_1904: bool


def parse_cell(value: CellValue, column: Column, context: CellContext) -> ParsedCell:
    """The canonical text of a cell in that column.

    ``problem`` is one of ``unreadable``, ``ambiguous_number``, ``unknown_code``, ``no_day``.
    """
    if column.kind is Kind.DATE:
        return _day(value, context)
    if isinstance(value, bool | date | datetime | time):
        value = as_text(value)
    if column.kind is Kind.COUNT:
        count = parse_count(value)
        return _number(None if count.value is None else int(count.value), count.problem)
    if column.kind is Kind.NUMBER:
        number = parse_number(value)
        return _number(number.value, number.problem)
    if column.kind is Kind.MONEY:
        money = parse_money(value, context.unit)
        return _number(money.vnd, money.problem)
    return _worded(as_text(value), column, context.codes)


def as_text(value: CellValue) -> str:
    """A cell's content as a person reads it: ``15/01/2017``, ``12`` for 12.0."""
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return tidy(value) if isinstance(value, str) else str(value)


def _number(value: Decimal | int | None, problem: NumberProblem | None) -> ParsedCell:
    if problem is not None:
        is_ambiguous = problem is NumberProblem.AMBIGUOUS
        return ParsedCell(problem="ambiguous_number" if is_ambiguous else "unreadable")
    if value is None:
        return NOTHING
    return ParsedCell(str(value) if isinstance(value, int) else format(value, "f"))


def _day(value: CellValue, context: CellContext) -> ParsedCell:
    if isinstance(value, bool | time):
        return ParsedCell(problem="unreadable")
    parsed = parse_date(value, epoch_1904=context.epoch_1904)
    if parsed.problem is not None:
        is_without_day = parsed.problem is DateProblem.NO_DAY
        return ParsedCell(problem="no_day" if is_without_day else "unreadable")
    return NOTHING if parsed.value is None else ParsedCell(parsed.value.isoformat())


def _worded(text: str, column: Column, codes: CodeLists) -> ParsedCell:
    if not text or (stands_for_nothing(text) and text.casefold() != "x"):
        return NOTHING
    if column.kind is Kind.PROJECT_CODE:
        return ParsedCell(project_code(text))
    if column.kind is Kind.CODE and column.code_list is not None:
        code = codes.code(column.code_list, text)
        return ParsedCell(problem="unknown_code") if code is None else ParsedCell(code)
    return ParsedCell(text)


def project_code(text: str) -> str:
    """A project code in its one spelling: capitals, plain dashes, no space around them."""
    return _AROUND_DASH.sub(r"\1", with_plain_punctuation(text)).upper()
