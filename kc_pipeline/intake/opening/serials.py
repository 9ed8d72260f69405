"""Serial numbers under a date format become dates.

Excel stores a date as days since an epoch and only the number format tells it from a number. Dates
typed as text belong to intake's own date reading.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum

MILLISECONDS_A_DAY = 86_400_000
LAST_SERIAL = 2_958_465
"""31 December 9999 in the 1900 epoch, the last day Excel knows."""
LEAP_DAY_THAT_NEVER_WAS = 60
"""29 February 1900, a serial of the 1900 epoch without a date; those before it are off by one."""

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.', re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[[^\]]*\]")


class Format(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    ELAPSED = "elapsed"


_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), Format.DAY),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), Format.TIME),
    46: Format.ELAPSED,
}


def built_in_format(number: int) -> Format:
    """What one of the formats means that Excel has by number and no file spells out."""
    return _BUILT_IN.get(number, Format.NUMBER)


def format_of(code: str) -> Format:
    """What a format code such as ``dd/mm/yyyy;@`` means; its first section rules."""
    plain = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(plain):
        return Format.ELAPSED
    letters = _BRACKET.sub("", plain).casefold()
    if "general" in letters:
        return Format.NUMBER
    if "d" in letters or "y" in letters:
        return Format.DAY
    if "h" in letters or "s" in letters:
        return Format.TIME
    return Format.DAY if "m" in letters else Format.NUMBER


def from_serial(
    serial: float, meaning: Format, *, epoch_1904: bool
) -> int | float | date | datetime | time:
    """The date, moment or time of day a serial stands for; the number itself where it is none.

    A whole serial is a date, another a datetime. The number stays for durations, for serials
    outside the calendar, and for 60 in the 1900 epoch, Excel's 29 February 1900.
    """
    if meaning not in (Format.DAY, Format.TIME) or not 0 <= serial <= LAST_SERIAL:
        return serial
    days, milliseconds = divmod(round(serial * MILLISECONDS_A_DAY), MILLISECONDS_A_DAY)
    since_midnight = timedelta(milliseconds=milliseconds)
    if days == 0 and (meaning is Format.TIME or (milliseconds and not epoch_1904)):
        return (datetime.combine(date.min, time()) + since_midnight).time()
    if epoch_1904:
        first = date(1904, 1, 1)
    elif days in (0, LEAP_DAY_THAT_NEVER_WAS):
        return serial
    elif days < LEAP_DAY_THAT_NEVER_WAS:
        first = date(1899, 12, 31)
    else:
        first = date(1899, 12, 30)
    try:
        return whole_day(datetime.combine(first + timedelta(days=days), time()) + since_midnight)
    except OverflowError:  # the 1904 epoch reaches four years beyond the calendar
        return serial


def from_iso(text: str) -> date | datetime | time | None:
    """The date, datetime or time of an ISO 8601 text; None if it is none."""
    try:
        if "T" not in text and ":" in text:
            return time.fromisoformat(text).replace(tzinfo=None)
        return whole_day(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        return None


def whole_day(moment: datetime) -> date | datetime:
    """A moment at midnight is a day."""
    return moment.date() if moment.time() == time() else moment
