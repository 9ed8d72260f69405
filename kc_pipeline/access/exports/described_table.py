"""A published table as the file itself describes it, and the order its rows are exported in."""

from dataclasses import dataclass

import duckdb

from kc_pipeline.warehouse.quoting import identifier

_FIRST = ("phase", "year", "unit_code")
"""What readers narrow a table down by: rows are in this order, then in that of all columns."""

_PARTITIONED_BY = {
    "core": "year",
    "quality": "year",
    "sections": "phase",
    "assessment": "phase",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its DuckDB type and its comment."""

    name: str
    type: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table or view with its comment and its columns in order."""

    schema: str
    name: str
    meaning: str | None
    columns: tuple[Column, ...]

    @property
    def qualified_name(self) -> str:
        """The name SQL calls it by, ``core.projects``."""
        return f"{self.schema}.{self.name}"

    @property
    def source(self) -> str:
        """Its name, quoted."""
        return identifier(self.schema, self.name)

    @property
    def order(self) -> tuple[str, ...]:
        """All its columns in the order the rows are sorted by: no two orders of rows fit it."""
        names = [column.name for column in self.columns]
        first = [name for name in _FIRST if name in names]
        return (*first, *(name for name in names if name not in first))

    @property
    def ordered(self) -> str:
        """The ``order by`` of an export: what is absent first, text by its bytes."""
        return "order by " + ", ".join(f"{identifier(name)} nulls first" for name in self.order)

    @property
    def partition(self) -> str | None:
        """The column that Hive folders are named for; None where the table has none such."""
        wanted = _PARTITIONED_BY.get(self.schema)
        return wanted if wanted in {column.name for column in self.columns} else None


def described_tables(connection: duckdb.DuckDBPyConnection) -> list[DescribedTable]:
    """Every table and view of the default database, by name."""
    tables = connection.execute("""
        select schema_name, table_name as name, comment
        from duckdb_tables() where database_name = current_database()
        union all
        select schema_name, view_name, comment
        from duckdb_views() where database_name = current_database() and not internal
        order by schema_name, name
    """).fetchall()
    columns: dict[tuple[str, str], list[Column]] = {}
    for schema, table, name, kind, comment in connection.execute("""
        select schema_name, table_name, column_name, data_type, comment
        from duckdb_columns() where database_name = current_database() and not internal
        order by schema_name, table_name, column_index
    """).fetchall():
        columns.setdefault((schema, table), []).append(Column(name, kind, comment))
    return [
        DescribedTable(schema, name, comment, tuple(columns[schema, name]))
        for schema, name, comment in tables
    ]
