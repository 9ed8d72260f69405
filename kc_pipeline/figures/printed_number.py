"""Numbers as a printed report gives them: the value, and the precision it is printed to.

Written as programs do (``72.45``) or as Vietnamese does (``72,45``, ``2.306,5``, ``1.140.000``).
How sheets write numbers is for `kc_pipeline.intake.numbers`.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kc_pipeline.errors import UsageError

_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_VIETNAMESE = re.compile(r"-?((\d+|\d{1,3}(\.\d{3})+),\d+|\d{1,3}(\.\d{3}){2,})")
_AMBIGUOUS = re.compile(r"-?\d{1,3},\d{3}")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number and its last printed decimal place, ``Decimal('0.01')`` for two decimals."""

    value: Decimal
    precision: Decimal

    def is_rounded_from(self, exact: Decimal) -> bool:
        """Whether the exact number, rounded half up to the printed precision, is this one."""
        return exact.quantize(self.precision, ROUND_HALF_UP) == self.value


def printed_number(text: str, figure: str) -> PrintedNumber:
    """The number a text says. Raises UsageError naming the figure where it says none, or two."""
    told = text.strip()
    if _PLAIN.fullmatch(told):
        value = Decimal(told)
    elif _VIETNAMESE.fullmatch(told) and not _AMBIGUOUS.fullmatch(told):
        value = Decimal(told.replace(".", "").replace(",", "."))
    else:
        raise UsageError(
            f"published figure {figure}: {text!r} is no number as 3000, 72.45, 72,45 or 2.306,5"
        )
    return PrintedNumber(value, Decimal(1).scaleb(int(value.as_tuple().exponent)))
