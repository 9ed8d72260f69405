"""The figures of a sheet's rows as printed: what `figure_rows` makes and `control_totals` adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kc_pipeline.intake.reading import Fate


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on a row: value in the column's unit, decimals it is printed with, its cell."""

    value: Decimal
    decimals: int
    cell: str
    shown: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A data, group, total or subtotal row with its figures by column name."""

    row_no: int
    fate: Fate
    level: int
    figures: Mapping[str, Figure]
