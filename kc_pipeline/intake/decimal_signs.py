"""What the numbers on a sheet show of its decimal sign, and which of them that makes doubtful.

By itself ``1.140`` is a thousand one hundred and forty. On a sheet that also writes ``1,140.5``
the dot is decimal, and nobody can tell. What a number is worth by itself is for `numbers`; a number
that its total contradicts is for `slips_beside_totals`. Numeric cells are never in doubt.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kc_pipeline.intake.grid import CellValue, Sheet, address
from kc_pipeline.intake.headings import Heading
from kc_pipeline.intake.money import without_own_unit
from kc_pipeline.intake.numbers import Writing, writing_of
from kc_pipeline.intake.wording import tidy
from kc_pipeline.schemas.columns import Kind, Table

MEASURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})
"""The kinds of columns that hold numbers."""


class Doubt(StrEnum):
    """How much a sheet's other numbers speak against reading ``1.140`` as thousands."""

    OUTWEIGHED = "outweighed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DecimalSigns:
    """How often a sheet's numbers show the dot, and how often the comma, to be decimal.

    ``shown`` and ``cell`` are the first number with a decimal dot.
    """

    dots: int = 0
    commas: int = 0
    shown: str = ""
    cell: str = ""

    def doubt(self, value: CellValue) -> Doubt | None:
        """Whether a value could be two numbers on this sheet.

        The doubt is outweighed where most numbers show that the dot is no decimal sign.
        """
        if not self.dots or _writing(value) is not Writing.ONE_DOT_BEFORE_THREE:
            return None
        return Doubt.OUTWEIGHED if self.commas > self.dots else Doubt.OPEN

    def details(self, value: str) -> dict[str, str]:
        """Both readings of a doubtful number, and the number that makes it so."""
        whole, _, rest = without_own_unit(value).partition(".")
        decimals = rest.rstrip("0")
        return {
            "as_thousands": f"{whole}{rest}",
            "as_decimal": f"{whole},{decimals}" if decimals else whole,
            "other": self.shown,
            "other_cell": self.cell,
        }


def decimal_signs(
    sheet: Sheet, heading: Heading, table: Table, rows: Iterable[int]
) -> DecimalSigns:
    """What the texts in a table's columns of numbers show, in those rows."""
    measures = {column.name for column in table.columns if column.kind in MEASURES}
    places = frozenset(at for at, column in heading.columns.items() if column.name in measures)
    found = list(_told(sheet, places, rows))
    dots = [place for place, writing in found if writing is Writing.DOT_IS_DECIMAL]
    commas = sum(writing is Writing.COMMA_IS_DECIMAL for _, writing in found)
    if not dots:
        return DecimalSigns(commas=commas)
    row, column = dots[0]
    shown = tidy(str(sheet.rows[row][column]))
    return DecimalSigns(len(dots), commas, shown, address(row, column))


def _told(
    sheet: Sheet, places: frozenset[int], rows: Iterable[int]
) -> Iterator[tuple[tuple[int, int], Writing]]:
    for row in rows:
        for column, value in sheet.rows.get(row, {}).items():
            if column in places and (writing := _writing(value)) is not None:
                yield (row, column), writing


def _writing(value: CellValue) -> Writing | None:
    return writing_of(without_own_unit(value)) if isinstance(value, str) else None
