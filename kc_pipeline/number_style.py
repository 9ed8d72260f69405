"""Numbers as administrative Vietnamese writes them: point between thousands, comma before decimals.

Only digits are made here. Which number is printed, and the word after it, is the business of
``quantity``; nothing else in the package turns a number into text.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MOST_DECIMALS = 3
"""Amounts in million VND are printed to the thousand đồng; a finer one is rounded half up."""

_LEAST_WITHOUT_ZERO = 10
_MICRO = Decimal("0.000001")


def number(value: Decimal, *, decimals: int | None = None) -> str:
    """``2.118,5``: with as many decimals as it needs, or with just so many."""
    places = decimals_needed([value]) if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


@lru_cache(maxsize=4096)
def exact(value: Decimal) -> str:
    """``0,000001``: to the single đồng, where parts are to be seen adding up to their whole."""
    written = value.quantize(_MICRO, rounding=ROUND_HALF_UP).normalize()
    exponent = written.as_tuple().exponent
    return number(value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


def count_in_text(value: Decimal) -> str:
    """``01``, ``09``, ``65``: a count below ten has a leading zero in running text."""
    plain = number(value)
    is_one_digit = len(plain) == 1 and 0 < value < _LEAST_WITHOUT_ZERO
    return f"0{plain}" if is_one_digit else plain


def share(value: Decimal) -> str:
    """``40%``: a share is rounded half up to whole percent, here and nowhere before."""
    return f"{number(value, decimals=0)}%"


def decimals_needed(values: Iterable[Decimal]) -> int:
    """The decimals that show every value in full, so that a column of them lines up."""
    finest = Decimal(1).scaleb(-MOST_DECIMALS)
    exponents = [
        value.quantize(finest, rounding=ROUND_HALF_UP).normalize().as_tuple().exponent
        for value in values
    ]
    return max((-e for e in exponents if isinstance(e, int) and e < 0), default=0)


def roman(value: int) -> str:
    """``IV``: the number of a part or of an annex."""
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for size, sign in signs:
        written += sign * (value // size)
        value %= size
    return written
