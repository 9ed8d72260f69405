"""All tables as one SQL file that psql loads into a PostgreSQL database of their own.

Loaded again it replaces what it loaded before, in one transaction: readers see the old or the new.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from kc_pipeline.access.exports.described_table import Column, DescribedTable
from kc_pipeline.warehouse.quoting import identifier, literal

POSTGRESQL = "postgresql"
_TYPES = {
    "BIGINT": "bigint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "double precision",
    "INTEGER": "integer",
    "JSON": "json",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}
_DECIMAL = re.compile(r"DECIMAL(\(\d+,\d+\))")
_BATCH = 10_000


def write_postgresql(
    connection: duckdb.DuckDBPyConnection, tables: list[DescribedTable], folder: Path
) -> None:
    """Write ``postgresql/khuyen_cong.sql``: types, comments, rows, in the order of the exports."""
    file = folder / POSTGRESQL / "khuyen_cong.sql"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as written:
        for line in _lines(connection, tables):
            written.write(f"{line}\n")


def _lines(connection: duckdb.DuckDBPyConnection, tables: list[DescribedTable]) -> Iterator[str]:
    yield "set client_encoding = 'UTF8';"
    yield "set standard_conforming_strings = on;"
    yield "set client_min_messages = warning;"
    yield "begin;"
    for schema in sorted({table.schema for table in tables}):
        yield f"drop schema if exists {identifier(schema)} cascade;"
        yield f"create schema {identifier(schema)};"
    for table in tables:
        yield from _created(table)
        yield f"copy {table.source} from stdin;"
        yield from _rows(connection, table)
        yield r"\."
    yield "commit;"


def _created(table: DescribedTable) -> Iterator[str]:
    columns = ",\n".join(f"    {identifier(c.name)} {_type(c)}" for c in table.columns)
    yield f"create table {table.source} (\n{columns}\n);"
    if table.meaning:
        yield f"comment on table {table.source} is {literal(table.meaning)};"
    for column in table.columns:
        if column.meaning:
            place = identifier(table.schema, table.name, column.name)
            yield f"comment on column {place} is {literal(column.meaning)};"


def _type(column: Column) -> str:
    """The type of the same values in PostgreSQL; text for what it has no simple type for."""
    decimal = _DECIMAL.fullmatch(column.type)
    return f"numeric{decimal[1]}" if decimal else _TYPES.get(column.type, "text")


def _rows(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> Iterator[str]:
    values = " || chr(9) || ".join(map(_value, table.columns))
    asked = connection.execute(f"select {values} from {table.source} {table.ordered}")
    while batch := asked.fetchmany(_BATCH):
        yield from (line for (line,) in batch)


def _value(column: Column) -> str:
    r"""A value as ``copy`` reads it, in SQL: ``\N`` for none, what would end a field escaped."""
    text = f"{identifier(column.name)}::varchar"
    if column.type not in _TYPES or column.type == "JSON":
        text = f"replace({text}, '\\', '\\\\')"
        for code, sign in ((9, r"\t"), (10, r"\n"), (13, r"\r")):
            text = f"replace({text}, chr({code}), '{sign}')"
    return f"coalesce({text}, '\\N')"
