"""Where a value of a staged row stands, looked up in the private database.

Findings come rule by rule, each at one or a few columns, and by submission: a column of some
hundred submissions is fetched at once, and few such columns are kept.
"""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

import duckdb

from kc_pipeline.rules.places import CellText, RowPlace

_Column = tuple[dict[RowPlace, CellText], dict[tuple[str, str], str]]
"""The cells of a column by row, and its letters by submission and sheet."""

AT_ONCE = 500
"""Submissions of which a column is fetched at once."""
_COLUMNS_KEPT = 16


class StagedCells:
    """The cells of the submissions in ``staging``, by submission id."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        submission_ids: Sequence[str],
        at_once: int = AT_ONCE,
    ) -> None:
        """Nothing is fetched yet."""
        self._connection = connection
        self._blocks = [
            list(submission_ids[start : start + at_once])
            for start in range(0, len(submission_ids), at_once)
        ]
        self._block_of = {name: n for n, block in enumerate(self._blocks) for name in block}
        self._kept: dict[tuple[int, str], _Column] = {}

    def __call__(self, row: RowPlace, column: str) -> CellText:
        """Give the cell; the cover's, the sheet's column where the row has none, else column A."""
        letter = "A"
        block = self._block_of.get(row.submission_id)
        if block is not None:
            cells, letters = self._column(block, column)
            if row in cells:
                return cells[row]
            letter = letters.get((row.submission_id, row.sheet), letter)
        return CellText(f"{letter}{row.row_no}", None)

    def _column(self, block: int, column: str) -> _Column:
        if (block, column) not in self._kept:
            if len(self._kept) == _COLUMNS_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[block, column] = self._fetch(block, column)
        return self._kept[block, column]

    def _fetch(self, block: int, column: str) -> _Column:
        asked = {"ids": self._blocks[block], "column": column}
        cells: dict[RowPlace, CellText] = {}
        for submission_id, sheet, row_no, cell, raw in self._all(_CELLS, asked):
            # Where a column stands twice in a row, its first cell is the one.
            cells.setdefault(RowPlace(submission_id, sheet, row_no), CellText(cell, raw))
        for submission_id, sheet, cell, raw in self._all(_FACTS, asked):
            place = RowPlace(submission_id, sheet, int(cell.lstrip(ascii_uppercase)))
            cells.setdefault(place, CellText(cell, raw))
        letters = {
            (submission_id, sheet): told
            for submission_id, sheet, told in self._all(_LETTERS, asked)
        }
        return cells, letters

    def _all(self, sql: str, asked: Mapping[str, object]) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, asked).fetchall()


_CELLS = """
select r.submission_id, r.sheet, r.row_no, c.cell, c.raw
from staging.cells as c
join staging.rows as r using (row_id)
where c.column_name = $column and list_contains($ids, r.submission_id)
order by c.rowid
"""
_FACTS = """
select submission_id, sheet, cell, raw from staging.cover_facts
where name = $column and list_contains($ids, submission_id)
order by rowid
"""
_LETTERS = """
select submission_id, sheet, letters from staging.columns
where column_name = $column and list_contains($ids, submission_id)
"""
