"""What would be counted if no row were held back: the published tables with those rows in them.

Only in memory, and only for asking how much a finding may matter (`finding_effects`). A value that
cannot be read is taken as 0, so that the row still reaches the figures it would enter; a status
that cannot be read as completed. Names that no resolution has seen are each their own.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb

from kc_pipeline.schemas.columns import Column, Kind, Table
from kc_pipeline.staging.form_tables import sql_type
from kc_pipeline.warehouse.quoting import identifier, literal

_SUPPOSED = "supposed"
_HELD = "held"
_VIEWED = ("core", "quality")
_MEASURES = frozenset({Kind.COUNT, Kind.MONEY})
_GIVEN = {
    "submission_id": "submission_id",
    "sheet": "sheet",
    "row_no": "row_no",
    "unit_code": "any_value(unit_code)",
    "year": "any_value(year)",
}
_UNREADABLE = {"status": "completed", "delivery": "own"}


@contextmanager
def held_rows_supposed_counted(
    connection: duckdb.DuckDBPyConnection, form_tables: Iterable[Table]
) -> Iterator[None]:
    """Within the block ``core.*`` of the connection holds the rows held back as well.

    Those of superseded submissions and of duplicates stay out.
    """
    (told,) = connection.execute("select current_database()").fetchall()
    base = str(told[0])
    connection.execute(f"attach ':memory:' as {_SUPPOSED}")
    try:
        _fill(connection, base, {table.name: table for table in form_tables})
        connection.execute(f"use {_SUPPOSED}")
        yield
    finally:
        connection.execute(f"use {identifier(base)}")
        connection.execute(f"detach {_SUPPOSED}")


def _fill(connection: duckdb.DuckDBPyConnection, base: str, forms: dict[str, Table]) -> None:
    for schema in (*_VIEWED, _HELD):
        connection.execute(f"create schema {identifier(_SUPPOSED, schema)}")
    columns: dict[tuple[str, str], list[str]] = {}
    for schema, name, column in connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        f"where database_name = {literal(base)} and schema_name in {_VIEWED} "
        "order by column_index"
    ).fetchall():
        columns.setdefault((schema, name), []).append(column)
    for (schema, name), has in columns.items():
        source = f"from {identifier(base, schema, name)}"
        if schema == "core" and name in forms:
            held = identifier(_SUPPOSED, _HELD, name)
            connection.execute(f"create table {held} as\n{_held_rows(base, forms[name], has)}")
            source = f"{source} union all by name from {held}"
        connection.execute(f"create view {identifier(_SUPPOSED, schema, name)} as {source}")


def _held_rows(base: str, table: Table, has: list[str]) -> str:
    """The query for a table's rows held back, with the columns that the counted ones have."""
    known = {column.name: column for column in table.columns}
    shown = ",\n    ".join(
        f"{expression} as {identifier(name)}"
        for name in has
        if (expression := _expression(name, known))
    )
    return f"""
with cells as (
    select c.*, s.unit_code, s.year
    from {identifier(base, "quality", "cells")} as c
    join {identifier(base, "quality", "quarantine")} as q using (submission_id, sheet, row_no)
    join {identifier(base, "quality", "submissions")} as s using (submission_id)
    where c.table_name = {literal(table.name)} and s.status not in ('superseded', 'duplicate')
)
select
    {shown}
from cells
group by submission_id, sheet, row_no
"""


def _expression(name: str, known: dict[str, Column]) -> str | None:
    """How a column of a held row is made from its cells; None where nothing is known of it."""
    if name in known:
        return _value(known[name])
    if name in _GIVEN:
        return _GIVEN[name]
    if name == "establishment_id":
        return f"'?' || {_text('establishment')}"
    if name == "is_counted":
        return f"{_value(known['status'])} in ('completed', 'adjusted')"
    return "'?' || submission_id || sheet || row_no" if name.endswith("_key") else None


def _value(column: Column) -> str:
    value = f"{_text(column.name)}::{sql_type(column)}"
    if column.kind in _MEASURES:
        return f"coalesce({value}, 0)"
    if column.name in _UNREADABLE:
        return f"coalesce({value}, {literal(_UNREADABLE[column.name])})"
    return value


def _text(column_name: str) -> str:
    return f"max(value) filter (where column_name = {literal(column_name)})"
