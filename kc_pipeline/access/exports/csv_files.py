"""A table as CSV that opens in Excel by a double click, on a machine set up for Vietnamese.

Semicolons between, a comma before decimals, UTF-8 with a mark that says so, days in ISO 8601. What
would run as a formula gets an apostrophe before it. Programs are better served by Parquet.
"""

import codecs
import shutil
from pathlib import Path

import duckdb

from kc_pipeline.access.exports.described_table import Column, DescribedTable
from kc_pipeline.warehouse.quoting import identifier, literal

CSV = "csv"
_WITH_DECIMALS = ("DECIMAL", "DOUBLE", "FLOAT")
_AS_THEY_ARE = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "BOOLEAN", "DATE", "TIME")
_FORMULA = r"^\s*[=+\-@]"


def write_csv(connection: duckdb.DuckDBPyConnection, table: DescribedTable, folder: Path) -> None:
    """Write ``csv/core.projects.csv``."""
    file = folder / CSV / f"{table.qualified_name}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    unmarked = file.with_suffix(".tmp")
    columns = ", ".join(f"{_written(c)} as {identifier(c.name)}" for c in table.columns)
    # Sorted before: by the values, not by how they are written.
    query = f"select {columns} from (select * from {table.source} {table.ordered})"
    connection.execute(
        f"copy ({query}) to {literal(str(unmarked))} (format csv, header true, delimiter ';')"
    )
    with unmarked.open("rb") as plain, file.open("wb") as marked:
        marked.write(codecs.BOM_UTF8)
        shutil.copyfileobj(plain, marked)
    unmarked.unlink()


def _written(column: Column) -> str:
    """The value of a column as the file has it, in SQL."""
    name = identifier(column.name)
    if column.type.startswith(_WITH_DECIMALS):
        text = f"{name}::varchar"
        trimmed = f"if(contains({text}, '.'), rtrim(rtrim({text}, '0'), '.'), {text})"
        return f"replace({trimmed}, '.', ',')"
    if column.type.startswith(_AS_THEY_ARE):
        return name
    text = f"{name}::varchar"
    return f"if(regexp_matches({text}, {literal(_FORMULA)}), '''' || {text}, {text})"
