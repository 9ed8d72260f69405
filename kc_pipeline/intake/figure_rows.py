"""The figures of a sheet's rows as printed, for `control_totals` to recompute its totals from.

A data row's unreadable figures are told with its values; those of total rows are told here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kc_pipeline.intake.decimal_signs import MEASURES, DecimalSigns, Doubt
from kc_pipeline.intake.figures import Figure, FigureRow
from kc_pipeline.intake.grid import CellValue, Sheet, address
from kc_pipeline.intake.group_rows import group_levels
from kc_pipeline.intake.headings import Heading
from kc_pipeline.intake.money import MoneyUnit, parse_amount
from kc_pipeline.intake.numbers import NumberProblem, ParsedNumber, parse_number
from kc_pipeline.intake.reading import Fate, RowFate
from kc_pipeline.intake.row_kinds import ClassedRow
from kc_pipeline.intake.values import as_text
from kc_pipeline.rules.finding import Issue
from kc_pipeline.schemas.columns import Column, Kind, Table

_SUMS = frozenset({Fate.GROUP, Fate.TOTAL, Fate.SUBTOTAL})


@dataclass(frozen=True, slots=True)
class _SummedColumn:
    column: Column
    place: int
    unit: MoneyUnit


@dataclass(slots=True)
class FigureSheet:
    """The rows of one sheet with their figures, each in the unit of its column."""

    sheet: Sheet
    heading: Heading
    table: Table
    unit: MoneyUnit
    signs: DecimalSigns
    issues: list[Issue] = field(default_factory=list)

    def rows(self, classed: Sequence[ClassedRow]) -> Iterator[FigureRow]:
        """The data, group and total rows; ``issues`` then has the sums that cannot be read."""
        columns = tuple(self._summed())
        for row, level in zip(classed, group_levels(classed), strict=True):
            fate = row.fate.fate
            if fate is not Fate.DATA and fate not in _SUMS:
                continue
            cells = self.sheet.rows.get(row.fate.row_no, {})
            figures = {
                summed.column.name: figure
                for summed in columns
                if summed.place in cells
                and (figure := self._figure(cells[summed.place], summed, row)) is not None
            }
            yield FigureRow(row.fate.row_no, fate, level, figures)

    def _summed(self) -> Iterator[_SummedColumn]:
        for column in self.table.columns:
            place = self.heading.place(column.name)
            if column.kind in MEASURES and not column.is_year and place is not None:
                unit = self.heading.columns[place].unit or self.unit
                yield _SummedColumn(column, place, unit)

    def _figure(self, value: CellValue, summed: _SummedColumn, row: ClassedRow) -> Figure | None:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        number, own = ParsedNumber(), summed.unit
        if summed.column.kind is Kind.MONEY:
            number, own = parse_amount(value, summed.unit)
        else:
            number = parse_number(value)
        cell = address(row.fate.row_no, summed.place)
        is_sum = row.fate.fate in _SUMS
        if self.signs.doubt(value) is Doubt.OPEN:
            if is_sum:
                self._tell_doubt(as_text(value), summed.column, row.fate.row_no, cell)
            return None
        if number.value is None:
            if is_sum:
                self._tell(value, number.problem, summed.column, row.fate, cell)
            return None
        in_unit = number.value.scaleb(len(str(int(own))) - len(str(int(summed.unit))))
        return Figure(in_unit, _decimals(in_unit), cell, as_text(value))

    def _tell(
        self,
        value: str | float,
        problem: NumberProblem | None,
        column: Column,
        fate: RowFate,
        cell: str,
    ) -> None:
        """An issue where a number is meant; a label that stands in the column is none."""
        text = as_text(value)
        is_ambiguous = problem is NumberProblem.AMBIGUOUS
        is_meant = fate.fate is not Fate.GROUP and text[:1].isdigit()
        if problem is None or not (is_ambiguous or is_meant):
            return
        code = "optional.ambiguous_number" if is_ambiguous else "optional.unreadable"
        details = {"heading": column.label_vi}
        self.issues.append(Issue(code, self.sheet.name, cell, fate.row_no, text, details))

    def _tell_doubt(self, text: str, column: Column, row_no: int, cell: str) -> None:
        details = {"heading": column.label_vi, **self.signs.details(text)}
        code = "optional.doubtful_dot"
        self.issues.append(Issue(code, self.sheet.name, cell, row_no, text, details))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
