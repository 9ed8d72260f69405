"""A quantity of the assessment, and the one place where it becomes printed text.

What a quantity is read from stays with the run that prints it. Digits are made by
``number_style``; texts of the data become runs here too, freed of what no document may hold.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kc_pipeline.number_style import count_in_text, decimals_needed, exact, number, share
from kc_pipeline.report.model import Number, Run

AMOUNT = "million VND"
PERCENT = "percent"

RATIO = "đồng/đồng"

_RATIO_DECIMALS = 2
_MILLION = Decimal(1_000_000)
_THOUSAND_DONG = Decimal("0.001")
"""In million VND, the finest that is printed: less is told in đồng, so as not to look like none."""
_DONG = "đồng"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NOT_CHARACTERS = frozenset({"\ufffe", "\uffff"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit and where it is read; None only for a share without a base.

    True when there is anything: neither nothing nor unknown.
    """

    value: Decimal | None
    unit: str
    figure: str | None = None
    cell: str | None = None

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def is_one(self) -> bool:
        """Whether it is exactly one."""
        return self.value == 1

    @property
    def is_whole(self) -> bool:
        """Whether rounding to a whole number changes nothing."""
        return self.value is not None and self.value == self.value.to_integral_value()

    @property
    def rounded(self) -> Decimal | None:
        """The whole number that a share is printed as."""
        if self.value is None:
            return None
        return self.value.to_integral_value(ROUND_HALF_UP)

    @property
    def text(self) -> str:
        """``2.118,5 triệu đồng``, ``400 đồng``, ``40%``, ``07``: as running text says it."""
        if self.value is None:
            return "chưa có số liệu"
        if self.unit == AMOUNT and 0 < abs(self.value) < _THOUSAND_DONG:
            return f"{number(self.value * _MILLION)} đồng"
        if self.unit == AMOUNT:
            return f"{number(self.value)} triệu đồng"
        if self.unit == RATIO:
            return f"{number(self.value, decimals=_RATIO_DECIMALS)} đồng"
        return share(self.value) if self.unit == PERCENT else count_in_text(self.value)

    @property
    def run(self) -> Run:
        """The run for running text."""
        return Run(self.text, self._number)

    def table_run(self, decimals: int | None = None) -> Run:
        """The run for a table cell: no unit, no leading zero, so many decimals."""
        if self.value is None:
            return Run("-")
        if self.unit == PERCENT:
            return Run(number(self.value, decimals=0), self._number)
        if self.unit == RATIO:
            return Run(number(self.value, decimals=_RATIO_DECIMALS), self._number)
        if 0 < abs(self.value) < _THOUSAND_DONG:
            return Run(exact(self.value), self._number)
        # Nothing is a plain 0 among the decimals of others: so it is seen at once.
        return Run(number(self.value, decimals=decimals if self.value else 0), self._number)

    @property
    def _number(self) -> Number | None:
        if self.value is None:
            return None
        return Number(self.value, self.unit, self.figure, self.cell)


def quantity_of(value: Decimal | int | None, unit: str, cell: str) -> Quantity:
    """A quantity read from a cell; đồng become million VND, which is how money is told."""
    if value is None:
        return Quantity(None, unit, cell=cell)
    if unit == _DONG:
        return Quantity(Decimal(value) / _MILLION, AMOUNT, cell=cell)
    return Quantity(Decimal(value), unit, cell=cell)


def unit_told(unit: str) -> str:
    """The unit in which a measure of a section table is told: đồng as million VND."""
    return AMOUNT if unit == _DONG else unit


def column_decimals(quantities: Iterable[Quantity]) -> int:
    """The decimals at which the amounts of a column line up."""
    rounded = {PERCENT, RATIO}
    return decimals_needed(
        q.value for q in quantities if q.value is not None and q.unit not in rounded
    )


def plain(text: str) -> str:
    """Text of a cell as one line: without control characters, which no document may hold."""
    kept = (
        " " if unicodedata.category(c) in _UNPRINTABLE or c in _NOT_CHARACTERS else c for c in text
    )
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))
