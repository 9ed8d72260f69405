"""Inputs are loaded and SQL assets built, with comments everywhere."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.build import load_inputs, materialise, undocumented
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.sql_asset import read_sql_asset
from tests.warehouse.sql_files import write_asset


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(":memory:") as connection:
        yield connection


def test_inputs_keep_rows_types_and_comments(database: duckdb.DuckDBPyConnection) -> None:
    field = pa.field("n", pa.int32(), metadata={"comment": "A number"})
    schema = pa.schema([field, ("d", pa.date32())], metadata={"comment": "The inputs"})
    table = pa.table({"n": [2, 1, None], "d": [None, None, None]}, schema=schema)
    assert load_inputs(database, "staging", {"x": table}) == {"x": 3}
    assert load_inputs(database, "staging", {"x": table.slice(1), "y": table.slice(3)}) == {
        "x": 2,
        "y": 0,
    }
    assert database.execute("select n, d from staging.x").fetchall() == [(1, None), (None, None)]
    assert database.execute(
        "select column_name, data_type, comment from duckdb_columns() where table_name = 'x'"
    ).fetchall() == [("n", "INTEGER", "A number"), ("d", "DATE", None)]
    assert undocumented(database) == ("staging.x.d", "staging.y.d")


@pytest.mark.parametrize("kind", ["table", "view"])
def test_a_table_or_view_is_built_and_commented(
    tmp_path: Path, database: duckdb.DuckDBPyConnection, kind: str
) -> None:
    path = write_asset(
        tmp_path,
        "core.a",
        "with s as (select range as n from range(3)) select n, n / 2 as half from s -- end",
        columns='n = "It\'s a number"\nhalf = { about = "Half", about_vi = "Nửa", unit = "đồng" }',
        more=f'kind = "{kind}"\ncaveats = "Starts at 0"',
    )
    asset = read_sql_asset(path)
    assert (materialise(database, asset), materialise(database, asset)) == (3, 3)
    assert undocumented(database) == ()
    about = "Numbers – Các số – one row per number – Starts at 0"
    assert database.execute(
        "select 'table', table_name, comment from duckdb_tables() where schema_name = 'core' "
        "union all "
        "select 'view', view_name, comment from duckdb_views() where schema_name = 'core'"
    ).fetchall() == [(kind, "a", about)]
    assert database.execute(
        "select column_name, comment from duckdb_columns() where table_name = 'a'"
    ).fetchall() == [("n", "It's a number"), ("half", "Half – Nửa [đồng]")]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ('n = "x"', "built but not documented: m"),
        ('n = "x"\nm = "x"\nk = "x"', "documented but not built: k$"),
        ('m = "x"\nn = "x"', "the order is n, m$"),
    ],
)
def test_documented_columns_must_be_the_built_ones(
    tmp_path: Path, database: duckdb.DuckDBPyConnection, columns: str, message: str
) -> None:
    path = write_asset(tmp_path, "core.a", "select 1 as n, 2 as m", columns=columns)
    with pytest.raises(DeclarationError, match=rf"a\.sql: .*{message}"):
        materialise(database, read_sql_asset(path))
    assert database.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]


@pytest.mark.parametrize("sql", ["select gone as n from core.a", "select 'x'::int as n"])
def test_failing_sql_names_the_file_and_keeps_the_older_table(
    tmp_path: Path, database: duckdb.DuckDBPyConnection, sql: str
) -> None:
    database.execute("create schema core; create table core.b as select 7 as n")
    database.execute("create table core.a as select 1 as m")
    path = write_asset(tmp_path, "core.b", sql)
    with pytest.raises(DeclarationError, match=r"b\.sql: the SQL fails: "):
        materialise(database, read_sql_asset(path))
    assert database.execute("select n from core.b").fetchall() == [(7,)]
