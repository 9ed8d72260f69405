"""``staging.rows`` and ``staging.cells``: what was read of the submissions, some at a time.

The kept files of so many submissions are in memory at once, whatever the number of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from kc_pipeline.intake.kept_rows import CELLS, cells_of
from kc_pipeline.resolution.submission import Submission
from kc_pipeline.staging.tables import read_submissions

AT_ONCE = 200
"""Submissions whose cells are in memory at the same time."""
_PLACE = ("submission_id", "table_name", "sheet", "row_no")
_READ = CELLS.insert(0, pa.field("submission_id", pa.string()))


def rows_and_cells(
    submissions: Sequence[Submission], at_once: int = AT_ONCE
) -> Iterator[Mapping[str, pa.Table]]:
    """The tables ``rows`` and ``cells`` in parts; the first part has none of either.

    ``rows``: one row a data row of any form table, with the row id that stands for it everywhere.
    ``cells``: one row a value of a data row: column, cell, text as it stands, canonical value.
    """
    first_row_id = 0
    yield _part(_READ.empty_table(), first_row_id)
    read = read_submissions(submissions)
    for start in range(0, len(read), at_once):
        cells = pa.concat_tables(_cells(s) for s in read[start : start + at_once])
        part = _part(cells, first_row_id)
        first_row_id += part["rows"].num_rows
        yield part


def _cells(submission: Submission) -> pa.Table:
    cells = cells_of(submission.reading.rows if submission.reading else ())
    owner = pa.repeat(pa.scalar(submission.submission_id, pa.string()), cells.num_rows)
    return cells.add_column(0, _READ.field("submission_id"), owner)


def _part(cells: pa.Table, first_row_id: int) -> Mapping[str, pa.Table]:
    begins = _begins_row(cells)
    counted = pc.cumulative_sum(pc.cast(begins, pa.int64()))
    row_ids = pc.add(counted, pa.scalar(first_row_id - 1, pa.int64()))
    numbered = cells.combine_chunks().add_column(0, "row_id", row_ids)
    return {
        "rows": numbered.filter(begins).select(["row_id", *_PLACE]),
        "cells": numbered.select(["row_id", "column_name", "cell", "raw", "value"]),
    }


def _begins_row(cells: pa.Table) -> pa.Array:
    """For each cell, whether it stands in another row than the one before it."""
    if not cells.num_rows:
        return pa.array([], pa.bool_())
    here, before = cells.slice(1), cells.slice(0, cells.num_rows - 1)
    differs = reduce(pc.or_, (pc.not_equal(here[name], before[name]) for name in _PLACE))
    return pa.concat_arrays([pa.array([True]), *differs.chunks])
