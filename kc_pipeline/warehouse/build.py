"""Making the tables: inputs are loaded, every SQL asset becomes a table or view with comments.

It works in whatever database it is handed, a private file or memory. Whether the rows are right
is for ``checks``, whether anybody gets to see them for ``publishing``.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.quoting import identifier, literal
from kc_pipeline.warehouse.select_statement import portable
from kc_pipeline.warehouse.sql_asset import ColumnDoc, Header, SqlAsset

_INCOMING = "incoming_arrow_table"


def load_inputs(
    connection: duckdb.DuckDBPyConnection, schema: str, tables: Mapping[str, pa.Table]
) -> dict[str, int]:
    """Load Arrow tables into ``schema``, replacing those of the same name; give rows by table.

    A ``comment`` in the metadata of a table or a field becomes its comment.
    """
    connection.execute(f"create schema if not exists {identifier(schema)}")
    for name, table in tables.items():
        target = identifier(schema, name)
        connection.register(_INCOMING, table)
        try:
            connection.execute(f"create or replace table {target} as from {_INCOMING}")
        finally:
            connection.unregister(_INCOMING)
        _comment(connection, "table", target, _metadata_comment(table.schema.metadata))
        for field in table.schema:
            column = f"{target}.{identifier(field.name)}"
            _comment(connection, "column", column, _metadata_comment(field.metadata))
    return {name: table.num_rows for name, table in tables.items()}


def load_in_parts(
    connection: duckdb.DuckDBPyConnection, schema: str, parts: Iterable[Mapping[str, pa.Table]]
) -> None:
    """Load tables that come in parts of the same columns; the first part makes the tables."""
    for number, part in enumerate(parts):
        if number == 0:
            load_inputs(connection, schema, part)
            continue
        for name, table in part.items():
            target = identifier(schema, name)
            connection.register(_INCOMING, table)
            try:
                connection.execute(f"insert into {target} by name from {_INCOMING}")
            finally:
                connection.unregister(_INCOMING)


def materialise(connection: duckdb.DuckDBPyConnection, asset: SqlAsset) -> int:
    """Create the table or view, replacing one of the same name, and give its number of rows.

    Raises DeclarationError, and leaves an older table as it was, where the documented columns
    are not the built ones in the same order, or where the SQL itself fails.
    """
    target = identifier(asset.schema, asset.name)
    try:
        with _transaction(connection):
            connection.execute(f"create schema if not exists {identifier(asset.schema)}")
            # A view is kept as text, which older readers must be able to bind.
            sql = portable(asset.sql) if asset.header.kind == "view" else asset.sql
            rows = connection.execute(
                f"create or replace {asset.header.kind} {target} as\n{sql}"
            ).fetchone()  # a table tells how many it got, a view nothing
            built = connection.execute(f"describe {target}").fetchall()
            _refuse_other_columns(asset, [row[0] for row in built])
            if rows is None:
                rows = connection.execute(f"select count(*) from {target}").fetchone()
            _comment(connection, asset.header.kind, target, table_comment(asset.header))
            for column in asset.header.columns:
                name = f"{target}.{identifier(column.name)}"
                _comment(connection, "column", name, column_comment(column))
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise DeclarationError(f"{asset.path}: the SQL fails: {error}") from error
    return int(rows[0]) if rows else 0


def table_comment(header: Header) -> str:
    """Give title, Vietnamese title, grain and caveats as one text."""
    told = (header.title, header.title_vi, header.grain, header.caveats)
    return " – ".join(part for part in told if part)


def column_comment(column: ColumnDoc) -> str:
    """Give what the column holds, in both languages as far as told, and its unit in brackets."""
    told = f"{column.about} – {column.about_vi}" if column.about_vi else column.about
    return f"{told} [{column.unit}]" if column.unit else told


def undocumented(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Name every table, view, column and macro of the database that has no comment, sorted."""
    found = connection.execute("""
        select schema_name || '.' || table_name as name from duckdb_tables()
        where comment is null and database_name = current_database()
        union all
        select schema_name || '.' || view_name from duckdb_views()
        where comment is null and not internal and database_name = current_database()
        union all
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where comment is null and not internal and database_name = current_database()
        union all
        select schema_name || '.' || function_name from duckdb_functions()
        where comment is null and not internal and database_name = current_database()
            and function_type in ('macro', 'table_macro')
        order by name
    """)
    return tuple(row[0] for row in found.fetchall())


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing, and one write for the many comments of a table."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _refuse_other_columns(asset: SqlAsset, built: list[str]) -> None:
    documented = [column.name for column in asset.header.columns]
    if documented == built:
        return
    missing = [name for name in built if name not in documented]
    extra = [name for name in documented if name not in built]
    faults = [
        f"built but not documented: {', '.join(missing)}" if missing else "",
        f"documented but not built: {', '.join(extra)}" if extra else "",
    ]
    told = "; ".join(fault for fault in faults if fault) or f"the order is {', '.join(built)}"
    raise DeclarationError(f"{asset.path}: the columns are not the documented ones: {told}")


def _metadata_comment(metadata: Mapping[bytes, bytes] | None) -> str | None:
    comment = (metadata or {}).get(b"comment")
    return comment.decode() if comment else None


def _comment(
    connection: duckdb.DuckDBPyConnection, kind: str, target: str, comment: str | None
) -> None:
    if comment is not None:
        connection.execute(f"comment on {kind} {target} is {literal(comment)}")
