"""Numbers as Vietnamese reports write them, read exactly and never guessed.

Units after a number belong to `money`, dates to `dates`; whether a number may be negative or
missing is for the rules.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kc_pipeline.intake.wording import stands_for_nothing, tidy, with_plain_punctuation


class NumberProblem(StrEnum):
    """Why a cell gave no number."""

    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    NOT_WHOLE = "not_whole"
    FRACTION_OF_DONG = "fraction_of_dong"


class Writing(StrEnum):
    """What the signs in a number's text tell of how its writer uses them."""

    DOT_IS_DECIMAL = "dot_is_decimal"
    COMMA_IS_DECIMAL = "comma_is_decimal"
    ONE_DOT_BEFORE_THREE = "one_dot_before_three"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number, or why there is none; neither where the cell says that there is no value."""

    value: Decimal | None = None
    problem: NumberProblem | None = None


#: A number with more digits than this before the decimal mark fits no 64-bit column.
MOST_DIGITS: Final = 18
_EXACT_DIGITS: Final = 28  # what Decimal multiplies without rounding

_ASCII_OF_FULL_WIDTH: Final = {ord(char) + 0xFEE0: char for char in "0123456789,.+()"}
_GROUP: Final = 3
_UNREADABLE: Final = ParsedNumber(problem=NumberProblem.UNREADABLE)

_SIGNED: Final = re.compile(r"(?P<minus>-)?\+?(?P<size>[0-9].*)|\((?P<bracketed>[0-9].*)\)")
_PLAIN: Final = re.compile(r"[0-9]+")
_ONE_MARK: Final = re.compile(r"(?P<whole>[0-9]+)(?P<mark>[.,])(?P<rest>[0-9]+)")
_GROUPED: Final = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<mark>[., '])[0-9]{3})(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<rest>[0-9]+))?"
)

_WITH_DECIMAL: Final = {".": Writing.DOT_IS_DECIMAL, ",": Writing.COMMA_IS_DECIMAL}
_WITH_THOUSANDS: Final = {",": Writing.DOT_IS_DECIMAL, ".": Writing.COMMA_IS_DECIMAL}


def parse_number(value: str | float | Decimal | None) -> ParsedNumber:
    """The number in a cell, exactly.

    In text, a dot before groups of three digits is thousands and a comma before other than three
    digits is decimal; with two kinds of mark the last is decimal. One comma before exactly three
    digits is ambiguous, except where it cannot be thousands: after a lone `0`, or after more than
    three digits. Spaces and apostrophes are thousands too. A numeric cell counts with the 15
    significant digits that a spreadsheet keeps. Blank, `-`, `x` and `...` are no value.
    """
    if value is None:
        return ParsedNumber()
    if isinstance(value, bool):
        return _UNREADABLE
    return _from_text(value) if isinstance(value, str) else _within_limits(_exact(value))


def parse_count(value: str | float | Decimal | None) -> ParsedNumber:
    """The whole number in a cell; another is `not_whole`. See `parse_number`."""
    parsed = parse_number(value)
    if parsed.value is not None and parsed.value != parsed.value.to_integral_value():
        return ParsedNumber(problem=NumberProblem.NOT_WHOLE)
    return parsed


def writing_of(text: str) -> Writing | None:
    """How a readable number in text uses its dot and comma; None where it shows nothing of it.

    ``1,140.5``, ``1.14`` and ``195,880,000`` have the dot as decimal; ``2.118,5``, ``195,88`` and
    ``195.880.000`` the comma. ``1.140`` alone is thousands, but shows of neither that it must be.
    """
    size = _size(text)
    if size is None or _unsigned(size).value is None:
        return None
    one_mark = _ONE_MARK.fullmatch(size)
    grouped = _GROUPED.fullmatch(size)
    if grouped is None:
        return None if one_mark is None else _WITH_DECIMAL[one_mark["mark"]]
    if grouped["rest"] is not None:
        return _WITH_DECIMAL[size[grouped.end("whole")]]
    if one_mark is not None:
        return Writing.ONE_DOT_BEFORE_THREE
    return _WITH_THOUSANDS.get(grouped["mark"])


def _exact(value: float | Decimal) -> Decimal:
    if not isinstance(value, float):
        return Decimal(value)
    if math.isfinite(value) and value.is_integer():
        return Decimal(int(value))
    return Decimal(f"{value:.15g}")


def _within_limits(number: Decimal) -> ParsedNumber:
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        return _UNREADABLE
    is_exact = len(number.as_tuple().digits) <= _EXACT_DIGITS
    return ParsedNumber(number) if is_exact else _UNREADABLE


def _from_text(text: str) -> ParsedNumber:
    written = _plainly(text)
    if stands_for_nothing(written):
        return ParsedNumber()
    signed = _SIGNED.fullmatch(written)
    if signed is None:
        return _UNREADABLE
    size = _unsigned(signed["size"] or signed["bracketed"])
    if size.value is not None and (signed["minus"] or signed["bracketed"]):
        return ParsedNumber(-size.value)
    return size


def _plainly(text: str) -> str:
    return with_plain_punctuation(tidy(text)).translate(_ASCII_OF_FULL_WIDTH)


def _size(text: str) -> str | None:
    signed = _SIGNED.fullmatch(_plainly(text))
    return None if signed is None else signed["size"] or signed["bracketed"]


def _unsigned(text: str) -> ParsedNumber:
    if _PLAIN.fullmatch(text):
        return _within_limits(Decimal(text))
    grouped = _GROUPED.fullmatch(text)
    if grouped is not None:
        return _from_groups(grouped)
    one_mark = _ONE_MARK.fullmatch(text)
    return _UNREADABLE if one_mark is None else _from_decimal(one_mark)


def _from_groups(groups: re.Match[str]) -> ParsedNumber:
    whole, mark, rest = groups["whole"], groups["mark"], groups["rest"]
    if mark == "," and whole.count(",") == 1 and rest is None:
        return ParsedNumber(problem=NumberProblem.AMBIGUOUS)
    plain = whole.replace(mark, "")
    return _within_limits(Decimal(plain if rest is None else f"{plain}.{rest}"))


def _from_decimal(parts: re.Match[str]) -> ParsedNumber:
    whole, rest = parts["whole"], parts["rest"]
    is_padded = 1 < len(whole) <= _GROUP and whole.startswith("0")
    # `012.345` is neither thousands nor a usual decimal.
    if len(rest) == _GROUP and is_padded:
        return _UNREADABLE
    return _within_limits(Decimal(f"{whole}.{rest}"))
