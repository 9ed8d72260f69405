"""Keys and required columns as constraints of the finished tables, for tools that read them.

They are set when every check has passed: while a table is built, checks list all rows at fault
where a constraint would name the first. DuckDB adds no foreign keys to a table that is there;
which table a column refers to stands in ``quality.dictionary``.
"""

from collections.abc import Iterable

import duckdb

from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.sql_asset import Header, SqlAsset

_WIDEST_KEY = 3


def primary_key(header: Header) -> tuple[str, ...]:
    """The columns of the key, or nothing where one may be null: null is a total in sections.

    Nothing either where the key is wider than any that another table could refer to by: its index
    would take several times the table (decision 0007).
    """
    required = {column.name for column in header.columns if column.not_null}
    fits = len(header.keys) <= _WIDEST_KEY and required.issuperset(header.keys)
    return header.keys if fits else ()


def keep_keys(connection: duckdb.DuckDBPyConnection, assets: Iterable[SqlAsset]) -> None:
    """Set ``not null`` and ``primary key`` on the tables; their rows are known to satisfy them.

    Columns of a primary key are ``not null`` by it.
    """
    tables = [asset for asset in assets if asset.header.kind == "table"]
    connection.begin()
    for asset in tables:
        name = identifier(asset.schema, asset.name)
        key_columns = primary_key(asset.header)
        for column in asset.header.columns:
            if column.not_null and column.name not in key_columns:
                connection.execute(
                    f"alter table {name} alter column {identifier(column.name)} set not null"
                )
    connection.commit()
    for asset in tables:
        key = ", ".join(identifier(column) for column in primary_key(asset.header))
        if key:
            name = identifier(asset.schema, asset.name)
            connection.execute(f"alter table {name} add primary key ({key})")
