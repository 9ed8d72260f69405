"""Dates as Vietnamese reports write them: the day before the month, always.

What is left of a date without its day is kept as text; whether a day is needed is for the rules.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from kc_pipeline.intake.wording import stands_for_nothing, tidy, with_plain_punctuation


class DateProblem(StrEnum):
    """Why a cell gave no date."""

    NO_DAY = "no_day"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date, or the text of one without a day, or why there is neither.

    `text` is set with the problem `no_day` only. All three are None where the cell has no value.
    """

    value: date | None = None
    text: str | None = None
    problem: DateProblem | None = None


_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2100
# One day early, to make up for the 29 February 1900 that Excel counts.
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
# Beyond the last year on either epoch, and short of what overflows a timedelta.
_LONGEST_SERIAL: Final = 100_000

_SERIAL: Final = re.compile(r"[0-9]{5}")
_UNREADABLE: Final = ParsedDate(problem=DateProblem.UNREADABLE)

_BARE_DAY: Final = r"(?P<day>[0-9]{1,2})"
_DAY: Final = rf"(?:(?:.*, ?)?(?:ngày|ngay) )?{_BARE_DAY}"
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_TIME: Final = r"(?:[t ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m|z)?)?"
_WRITTEN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY} ?(?P<mark>[-/.]) ?{_MONTH} ?(?P=mark) ?(?:{_YEAR}|(?P<short>[0-9]{{2}})){_TIME}",
        rf"{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark){_BARE_DAY}{_TIME}",
        rf"{_DAY} (?:tháng|thang) {_MONTH},? (?:(?:năm|nam) )?{_YEAR}",
    )
)
_OF_YEAR: Final = rf"(?:[-/., ]+|[, ]*(?:năm|nam) ){_YEAR}"
_WITHOUT_DAY: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:quý|qúy|quí|quy|q)[ .]?(?:iv|i{{1,3}}|[1-4]){_OF_YEAR}",
        rf"(?:(?:ngày|ngay)[ .]+)?(?:(?:tháng|thang|t)[ .]?)?{_MONTH}{_OF_YEAR}",
        rf"{_YEAR}[-/.]{_MONTH}",
        rf"(?:(?:(?:[369] tháng )?(?:đầu|giữa|cuối) )?(?:năm|nam) )?{_YEAR}",
    )
)


def is_sensible_year(year: int) -> bool:
    """Whether a report may be of that year, or a date in it lie: 1990 to 2100."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def parse_date(
    value: str | float | date | datetime | None, *, epoch_1904: bool = False
) -> ParsedDate:
    """The date in a cell; any time of day is dropped.

    Numbers are Excel serials on the epoch given, also where they became text on the way through a
    CSV file. A year outside 1990 to 2100 is unreadable, in
    whatever form; two digits of a year are of this century. `Quý II/2016`, `06/2016` and a bare
    year are kept as text. Blank, `-`, `x` and `...` are no value.
    """
    if value is None:
        return ParsedDate()
    if isinstance(value, datetime):
        return _within_years(value.date())
    if isinstance(value, date):
        return _within_years(value)
    if isinstance(value, str):
        return _from_text(tidy(value), epoch_1904=epoch_1904)
    return _UNREADABLE if isinstance(value, bool) else _from_serial(value, epoch_1904=epoch_1904)


def _within_years(day: date) -> ParsedDate:
    return ParsedDate(day) if is_sensible_year(day.year) else _UNREADABLE


def _from_serial(serial: float, *, epoch_1904: bool) -> ParsedDate:
    if not math.isfinite(serial) or not 0 <= serial < _LONGEST_SERIAL:
        return _UNREADABLE
    is_bare_year = serial == int(serial) and is_sensible_year(int(serial))
    if is_bare_year:
        return ParsedDate(text=str(int(serial)), problem=DateProblem.NO_DAY)
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH_1900
    return _within_years(epoch + timedelta(days=math.floor(serial)))


def _from_text(text: str, *, epoch_1904: bool) -> ParsedDate:
    if stands_for_nothing(text):
        return ParsedDate()
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), epoch_1904=epoch_1904)
    wording = with_plain_punctuation(text).casefold().rstrip(" .;,")
    for pattern in _WRITTEN:
        if written := pattern.fullmatch(wording):
            return _from_parts(written)
    for pattern in _WITHOUT_DAY:
        if (written := pattern.fullmatch(wording)) and is_sensible_year(int(written["year"])):
            return ParsedDate(text=text, problem=DateProblem.NO_DAY)
    return _UNREADABLE


def _from_parts(written: re.Match[str]) -> ParsedDate:
    year = written["year"] or f"20{written['short']}"
    try:
        day = date(int(year), int(written["month"]), int(written["day"]))
    except ValueError:
        return _UNREADABLE
    return _within_years(day)
