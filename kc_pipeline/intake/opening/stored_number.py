"""Numbers as files store them, the same from every kind of file."""

import re

LARGEST_EXACT = 2**53
LONGEST = 400
"""Characters; the largest number written out in full has 309 digits."""

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def whole_or_float(value: float) -> int | float:
    """An int where the number is whole and exact, whatever the file wrote it as."""
    return int(value) if value.is_integer() and abs(value) <= LARGEST_EXACT else value


def from_decimal(written: str) -> int | float | None:
    """The number an XML attribute or element spells; None if it is none."""
    if len(written) > LONGEST or not _DECIMAL.fullmatch(written):
        return None
    return whole_or_float(float(written))
