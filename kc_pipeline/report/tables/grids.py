"""Tables of one measure: what it is of down the side, the years of the phase across the top."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.lines import Line, table_rows

TOTAL = "Tổng cộng"
MILLIONS = "Đơn vị tính: triệu đồng"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a section table; ``adds`` where the parts sum to the whole."""

    table: str
    name: str
    dimension: str
    fixed: dict[str, str | int] = field(default_factory=dict)
    adds: bool = True


def year_grid(
    facts: Facts,
    measure: Measure,
    items: Sequence[tuple[str, str | int]],
    *,
    name: str,
    caption: str,
    side: str,
    unit_note: str,
) -> Table:
    """The measure of each item, label and value of the dimension, in each year; the totals last."""
    years = facts.assessment.phase.years

    def line(label: str, kind: RowKind, **of: str | int) -> Line:
        def cell(**year: int) -> Quantity:
            return facts.cell(measure.table, measure.name, **measure.fixed, **of, **year)

        by_year = [cell(year=year) for year in years]
        return Line((label, *by_year, *([cell()] if len(years) > 1 else [])), kind)

    lines = [line(label, RowKind.DATA, **{measure.dimension: item}) for label, item in items]
    columns = (
        Column(side, 42),
        *(Column(f"Năm {year}", 13, is_number=True, adds=measure.adds) for year in years),
        *(
            [Column("Cả giai đoạn", 14, is_number=True, adds=measure.adds)]
            if len(years) > 1
            else []
        ),
    )
    rows = table_rows([*lines, line(TOTAL, RowKind.TOTAL)], columns)
    return Table(name, caption, columns, rows, unit_note)
