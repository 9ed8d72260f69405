"""A file that another version of the program published: told by what it lacks, not by an error.

What a table lacks is asked only once a query has failed, so that reading costs nothing more.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from kc_pipeline.errors import NotPublished
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.publishing import open_warehouse

if TYPE_CHECKING:
    from kc_pipeline.warehouse.sql_asset import SqlAssets


@contextmanager
def open_published(
    project: Project, snapshot_id: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file, or a snapshot, read-only, to ask for what is declared now.

    Raises WarehouseMissing where nothing is published, UsageError for an unknown snapshot;
    NotPublished where a table or column that is asked for is not in that file.
    """
    with open_warehouse(project.warehouse, snapshot_id) as connection:
        database, _ = database_of(connection)
        with told_if_older(connection, database, lambda: _declared(project.assets), snapshot_id):
            yield connection


@contextmanager
def told_if_older(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    declared: "Callable[[], SqlAssets]",
    snapshot_id: str | None = None,
) -> Iterator[None]:
    """Tell what is asked for and not there from what is wrong, where the file lacks tables.

    Raises NotPublished with what of the declared tables ``database`` lacks.
    """
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        lacking = _lacking(connection, database, declared())
        if not lacking:
            raise
        file = "the warehouse" if snapshot_id is None else f"snapshot {snapshot_id}"
        raise NotPublished(
            f"{file} was published by another version of the program, without "
            f"{', '.join(lacking)}; `kc run --full` publishes a warehouse with them"
        ) from error


def database_of(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The name and the file of the database that is open."""
    found = connection.execute(
        "select database_name, path from duckdb_databases() "
        "where database_name = current_database()"
    ).fetchone()
    if found is None:
        raise AssertionError("a connection without a current database")
    return str(found[0]), str(found[1])


def _declared(assets: Path) -> "SqlAssets":
    from kc_pipeline.warehouse.published_tables import load_published_assets  # noqa: PLC0415  # sqlglot, for a failure alone

    return load_published_assets(assets)


def _lacking(connection: duckdb.DuckDBPyConnection, database: str, sql: "SqlAssets") -> list[str]:
    """The declared tables that the file lacks, or lacks columns of."""
    found = connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() "
        "where database_name = ?",
        [database],
    ).fetchall()
    there = {(str(table), str(column)) for table, column in found}
    return sorted(
        {
            asset.qualified_name
            for asset in sql.in_order()
            for column in asset.header.columns
            if (asset.qualified_name, column.name) not in there
        }
    )
