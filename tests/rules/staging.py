"""The staging tables that cross rules read, filled from short lists of rows, in memory."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from kc_pipeline.rules.places import CellText, RowPlace
from kc_pipeline.schemas.columns import Kind, Table
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.build import load_inputs
from kc_pipeline.warehouse.connection import connect

ASSETS = Path(__file__).parents[2] / "assets"

Row = Mapping[str, object]

_TYPES = {
    Kind.COUNT: pa.int64(),
    Kind.MONEY: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.DATE: pa.date32(),
}
_ADDRESS = (
    ("row_id", pa.int64()),
    ("submission_id", pa.string()),
    ("unit_code", pa.string()),
    ("year", pa.int64()),
    ("sheet", pa.string()),
    ("row_no", pa.int64()),
)
_SUBMISSIONS = (
    ("submission_id", pa.string()),
    ("unit_code", pa.string()),
    ("year", pa.int64()),
    ("path", pa.string()),
    ("in_force", pa.bool_()),
    ("rejected", pa.bool_()),
)
_RANKS = (
    ("submission_id", pa.string()),
    ("row_id", pa.int64()),
    ("project_code", pa.string()),
    ("rank", pa.int64()),
)


@dataclass(frozen=True)
class Staged:
    """What is staged: submissions by id with what differs from the usual, and rows by table.

    A row names its submission in ``of`` (``a`` if left out); rows are numbered from 5 a sheet.
    ``ranks`` are the ranks of the project rows, in order.
    """

    rows: Mapping[str, Sequence[Row]]
    submissions: Mapping[str, Row] = field(default_factory=lambda: {"a": {}})
    ranks: Sequence[int] = ()


@contextmanager
def database(staged: Staged) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(":memory:") as connection:
        load_inputs(connection, "reference", {n: _reference(n) for n in REFERENCES})
        load_inputs(connection, "staging", _inputs(staged))
        yield connection


REFERENCES = ("activities", "ceilings", "units")


def cell_of(row: RowPlace, column: str) -> CellText:
    return CellText(f"{column}!{row.row_no}", "raw")


def _inputs(staged: Staged) -> dict[str, pa.Table]:
    usual = {"unit_code": "061", "year": 2016, "in_force": True, "rejected": False}
    told = {
        name: {**usual, "submission_id": name, "path": f"2016/{name}.xlsx", **differs}
        for name, differs in staged.submissions.items()
    }
    inputs = {"submissions": _table(list(told.values()), _SUBMISSIONS)}
    for table in tables():
        rows = [
            {**_address(table, told[str(row.get("of", "a"))], n), "row_error": False, **row}
            for n, row in enumerate(staged.rows.get(table.name, ()))
        ]
        columns = [
            (c.name, pa.int64() if c.name == "content_no" else _TYPES.get(c.kind, pa.string()))
            for c in table.columns
        ]
        inputs[table.name] = _table(rows, (*_ADDRESS, *columns, ("row_error", pa.bool_())))
    ranks = [
        {"submission_id": row.get("of", "a"), "row_id": n, "rank": rank, **row}
        for n, (row, rank) in enumerate(
            zip(staged.rows.get("projects", ()), staged.ranks, strict=False)
        )
    ]
    inputs["project_ranks"] = _table(ranks, _RANKS)
    return inputs


def _address(table: Table, submission: Row, number: int) -> Row:
    address = {name: submission[name] for name in ("submission_id", "unit_code", "year")}
    return {**address, "row_id": number, "sheet": table.name, "row_no": number + 5}


def _table(rows: Sequence[Row], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    names = [name for name, _ in columns]
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in names} for row in rows], schema=pa.schema(columns)
    )


def _reference(name: str) -> pa.Table:
    path = ASSETS / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(lines)]
    return _table(rows, [(column, pa.string()) for column in rows[0]])
