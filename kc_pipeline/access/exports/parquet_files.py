"""A table as Parquet: one file, and one a year or phase in Hive folders for other engines.

Comments stand in the files. Written twice from the same rows, the bytes are the same.
"""

import json
from pathlib import Path
from urllib.parse import quote

import duckdb

from kc_pipeline.access.exports.described_table import DescribedTable
from kc_pipeline.warehouse.quoting import identifier, literal

PARQUET, HIVE = "parquet", "hive"
_ABSENT = "__HIVE_DEFAULT_PARTITION__"
"""How Hive, and all who read as it does, name the folder of the rows without a value."""


def write_parquet(
    connection: duckdb.DuckDBPyConnection, table: DescribedTable, folder: Path
) -> None:
    """Write ``parquet/core.projects.parquet`` and ``hive/core.projects/year=2016/rows.parquet``."""
    whole = folder / PARQUET / f"{table.qualified_name}.parquet"
    _copy(connection, table, f"select {_columns(table)} from {table.source} {table.ordered}", whole)
    if table.partition is None:
        return
    column = identifier(table.partition)
    values = connection.execute(
        f"select distinct {column} from {table.source} order by {column} nulls first"
    ).fetchall()
    for (value,) in values:
        named = _ABSENT if value is None else quote(str(value), safe="")
        file = folder / HIVE / table.qualified_name / f"{table.partition}={named}" / "rows.parquet"
        of_it = f"{column} is not distinct from {'null' if value is None else literal(str(value))}"
        query = f"select {_columns(table)} from {table.source} where {of_it} {table.ordered}"
        _copy(connection, table, f"select * exclude ({column}) from ({query})", file)


def _columns(table: DescribedTable) -> str:
    """All columns; JSON as text, for few engines know it and some take it for bytes."""
    names = ((identifier(column.name), column.type) for column in table.columns)
    return ", ".join(f"{name}::varchar as {name}" if t == "JSON" else name for name, t in names)


def _copy(
    connection: duckdb.DuckDBPyConnection, table: DescribedTable, query: str, file: Path
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    meanings = {column.name: column.meaning for column in table.columns}
    about = (
        f"'table': {literal(table.qualified_name)}, meaning: {literal(table.meaning or '')}, "
        f"columns: {literal(json.dumps(meanings, ensure_ascii=False))}"
    )
    connection.execute(
        f"copy ({query}) to {literal(str(file))} "
        f"(format parquet, compression zstd, kv_metadata {{{about}}})"
    )
