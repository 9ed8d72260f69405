"""The rows of a reading as a table of their cells, on disk and on the way to staging.

Grain of the table: one row a cell of a data row, in the order of the reading. What else belongs to
a reading, and under which name it is kept, is for `reading_store`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kc_pipeline.errors import NotPublished
from kc_pipeline.intake.reading import ReadCell, ReadRow, Rows

CELLS = pa.schema(
    [
        ("table_name", pa.string()),
        ("sheet", pa.string()),
        ("row_no", pa.int64()),
        ("column_name", pa.string()),
        ("cell", pa.string()),
        ("raw", pa.string()),
        ("value", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The rows in one file of the store; none is held in memory."""

    path: Path
    count: int

    def __len__(self) -> int:
        """How many rows were kept."""
        return self.count

    def __iter__(self) -> Iterator[ReadRow]:
        """Load the file and give its rows."""
        return _rows(self.cells())

    def cells(self) -> pa.Table:
        """The cells of the rows.

        Raises NotPublished where the file was damaged since its end was read; it is thrown away,
        so that the next run reads the submission anew.
        """
        try:
            with pq.ParquetFile(self.path, page_checksum_verification=True) as kept:
                return kept.read(use_threads=False).replace_schema_metadata(None)
        except (OSError, pa.ArrowException) as error:
            self.path.unlink(missing_ok=True)
            raise NotPublished(
                f"{self.path}: what was read of a submission is damaged and was thrown away; "
                f"run again to read the submission anew ({error})"
            ) from error


def cells_of(rows: Rows) -> pa.Table:
    """The cells of rows, kept or in memory."""
    if isinstance(rows, KeptRows):
        return rows.cells()
    flat = [
        (row.table, row.sheet, row.row_no, cell.column, cell.cell, cell.raw, cell.value)
        for row in rows
        for cell in row.cells
    ]
    columns = zip(*flat, strict=True) if flat else [()] * len(CELLS)
    arrays = [pa.array(c, field.type) for c, field in zip(columns, CELLS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=CELLS)


def _rows(cells: pa.Table) -> Iterator[ReadRow]:
    place: tuple[str, str, int] | None = None
    of_row: list[ReadCell] = []
    columns = (cells[name].to_pylist() for name in CELLS.names)
    for table_name, sheet, row_no, *cell in zip(*columns, strict=True):
        here = (table_name, sheet, row_no)
        if place is not None and here != place:
            yield ReadRow(*place, tuple(of_row))
            of_row = []
        place = here
        of_row.append(ReadCell(*cell))
    if place is not None:
        yield ReadRow(*place, tuple(of_row))
