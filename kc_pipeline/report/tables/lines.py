"""Lines of quantities and texts become the rows of a table, their decimals lined up.

Which lines a table has is said by its own module.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kc_pipeline.report.model import Column, RowKind, Run, Runs, TableRow
from kc_pipeline.report.quantity import Quantity, column_decimals, plain

Cell = str | Quantity


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be: a cell a column; a group line has one cell."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.DATA


def table_rows(
    lines: Sequence[Line], columns: Sequence[Column], *, is_mixed: bool = False
) -> tuple[TableRow, ...]:
    """Rows of runs; the decimals of a column line up, unless its units are mixed."""
    decimals = [
        None if is_mixed else column_decimals(_quantities(lines, place))
        for place in range(len(columns))
    ]
    return tuple(
        TableRow(tuple(_runs(c, d) for c, d in zip(line.cells, decimals, strict=False)), line.kind)
        for line in lines
    )


def _quantities(lines: Iterable[Line], place: int) -> Iterator[Quantity]:
    for line in lines:
        if place < len(line.cells) and isinstance(cell := line.cells[place], Quantity):
            yield cell


def _runs(cell: Cell, decimals: int | None) -> Runs:
    if isinstance(cell, Quantity):
        return (cell.table_run(decimals),)
    return (Run(plain(cell)),) if cell else ()
