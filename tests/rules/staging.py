"""The staging tables that cross rules read, filled from short lists of rows, in memory."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from kc_pipeline.intake.wording import same_key
from kc_pipeline.rules.places import CellText, RowPlace
from kc_pipeline.schemas.columns import Kind, Table
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.build import load_inputs
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.sql_asset import SqlAsset, load_sql_assets

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
_FACTS = (
    ("submission_id", pa.string()),
    ("name", pa.string()),
    ("value", pa.string()),
    ("sheet", pa.string()),
    ("cell", pa.string()),
)


@dataclass(frozen=True)
class Staged:
    """What is staged: submissions by id with what differs from the usual, and rows by table.

    A row names its submission in ``of`` (``a`` if left out); rows are numbered from 5 a sheet.
    Cover facts are rows of ``cover_facts``. ``reference`` are rows beside those of the tables.
    Establishments are the same when their names are but for what headings may differ in.
    """

    rows: Mapping[str, Sequence[Row]]
    submissions: Mapping[str, Row] = field(default_factory=lambda: {"a": {}})
    reference: Mapping[str, Sequence[Row]] = field(default_factory=dict)


@contextmanager
def database(staged: Staged) -> Iterator[duckdb.DuckDBPyConnection]:
    """Exactly that, in a database that all share: whatever is done to it is taken back."""
    _, connection = _blank()
    connection.begin()
    try:
        for name, rows in staged.reference.items():
            _insert(connection, f"reference.{name}", _referring(name, rows))
        for name, table in _inputs(staged).items():
            _insert(connection, f"staging.{name}", table)
        yield connection
    finally:
        connection.rollback()


@cache
def _blank() -> tuple[ExitStack, duckdb.DuckDBPyConnection]:
    """The reference tables, no row staged, and the views over them; open while it is kept."""
    kept = ExitStack()
    connection = kept.enter_context(connect(":memory:"))
    references = {name: _reference(name) for name in REFERENCES}
    inputs = _inputs(Staged({}, {}))
    load_inputs(connection, "reference", references)
    load_inputs(connection, "staging", inputs)
    for view in _views((*references, *inputs)):
        connection.execute(f"create view {view.qualified_name} as {view.sql}")
    return kept, connection


def _insert(connection: duckdb.DuckDBPyConnection, target: str, rows: pa.Table) -> None:
    if rows.num_rows:
        connection.register("rows_to_stage", rows)
        connection.execute(f"insert into {target} by name from rows_to_stage")
        connection.unregister("rows_to_stage")


def _views(inputs: tuple[str, ...]) -> tuple[SqlAsset, ...]:
    known = [f"{schema}.{name}" for schema in ("reference", "staging") for name in inputs]
    return load_sql_assets(ASSETS, ("staging",), external=known).in_order()


REFERENCES = (
    "activities",
    "ceiling_activities",
    "ceilings",
    "day_windows",
    "measure_limits",
    "units",
)


def cell_of(row: RowPlace, column: str) -> CellText:
    return CellText(f"{column}!{row.row_no}", "raw")


def _inputs(staged: Staged) -> dict[str, pa.Table]:
    usual = {"unit_code": "061", "year": 2016, "in_force": True, "rejected": False}
    told = {
        name: {**usual, "submission_id": name, "path": f"2016/{name}.xlsx", **differs}
        for name, differs in staged.submissions.items()
    }
    inputs = {"submissions": _table(list(told.values()), _SUBMISSIONS)}
    names: dict[str, str] = {}
    links: list[Row] = []
    for number, table in enumerate(tables()):
        rows: list[Row] = [
            {
                **_address(table, told[str(row.get("of", "a"))], n),
                "row_id": number * 1_000 + n,
                "row_error": False,
                **row,
            }
            for n, row in enumerate(staged.rows.get(table.name, ()))
        ]
        names |= {str(v): same_key(str(v)) for row in rows for v in row.values()}
        links += [
            {"row_id": row["row_id"], "establishment_id": same_key(str(row["establishment"]))}
            for row in rows
            if row.get("establishment")
        ]
        columns = [
            (c.name, pa.int64() if c.name == "content_no" else _TYPES.get(c.kind, pa.string()))
            for c in table.columns
        ]
        inputs[table.name] = _table(rows, (*_ADDRESS, *columns, ("row_error", pa.bool_())))
    facts = [
        {"submission_id": "a", "sheet": "cover", **row}
        for row in staged.rows.get("cover_facts", ())
    ]
    inputs["cover_facts"] = _table(facts, _FACTS)
    inputs["sheets"] = _table([], (("submission_id", pa.string()), ("rejected", pa.string())))
    inputs["lead_units"] = _table([], (("row_id", pa.int64()), ("unit_code", pa.string())))
    inputs["establishment_links"] = _table(
        links, (("row_id", pa.int64()), ("establishment_id", pa.string()))
    )
    keys = [{"written": written, "key": key} for written, key in names.items()]
    inputs["text_keys"] = _table(keys, (("written", pa.string()), ("key", pa.string())))
    return inputs


def _address(table: Table, submission: Row, number: int) -> Row:
    address = {name: submission[name] for name in ("submission_id", "unit_code", "year")}
    return {**address, "sheet": table.name, "row_no": number + 5}


def _table(rows: Sequence[Row], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    names = [name for name, _ in columns]
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in names} for row in rows], schema=pa.schema(columns)
    )


def _reference(name: str) -> pa.Table:
    rows = _read_reference(name)
    return _table(rows, [(column, pa.string()) for column in rows[0]])


def _referring(name: str, rows: Sequence[Row]) -> pa.Table:
    return _table(rows, [(column, pa.string()) for column in _read_reference(name)[0]])


def _read_reference(name: str) -> list[Row]:
    path = ASSETS / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(lines)]
