"""Opening DuckDB."""

from pathlib import Path

import duckdb
import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.warehouse.connection import (
    BUILD_MEMORY,
    STORAGE_VERSION,
    building,
    connect,
    use_threads_for,
)


def test_a_new_file_can_be_read_by_older_versions(tmp_path: Path) -> None:
    with connect(tmp_path / "a.duckdb") as connection:
        found = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where not internal"
        ).fetchall()
    assert found == [(f"{STORAGE_VERSION}+",)]


def test_the_file_is_closed_even_after_an_exception(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with pytest.raises(ZeroDivisionError), connect(path) as connection:
        raise ZeroDivisionError
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("select 1")
    # Opening it another way fails as long as the process still has it open.
    with duckdb.connect(str(path), read_only=True) as again:
        assert again.execute("select 1").fetchall() == [(1,)]


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    with connect(tmp_path / "a.duckdb") as connection:
        connection.execute("create schema core")
    with (
        connect(tmp_path / "a.duckdb", read_only=True) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("create table core.a as select 1 as n")


@pytest.mark.parametrize(
    ("told", "limit"),
    [({}, "2.0 GiB"), ({BUILD_MEMORY: ""}, "2.0 GiB"), ({BUILD_MEMORY: "64MiB"}, "64.0 MiB")],
)
def test_a_build_goes_on_in_a_folder_beside_its_file(
    tmp_path: Path, told: dict[str, str], limit: str
) -> None:
    file = tmp_path / "a.duckdb"
    with building(file, told) as connection:
        settings = connection.execute(
            "select current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchall()
    assert settings == [(limit, f"{file}.tmp")]


@pytest.mark.parametrize("asked", ["much", "2", "-1GiB", "0GiB"])
def test_an_amount_of_memory_that_is_none_is_refused(tmp_path: Path, asked: str) -> None:
    file = tmp_path / "a.duckdb"
    with pytest.raises(UsageError, match=BUILD_MEMORY), building(file, {BUILD_MEMORY: asked}):
        pass
    assert not file.exists()


def test_python_variables_are_no_tables() -> None:
    numbers = [1]
    with connect(":memory:") as connection, pytest.raises(duckdb.CatalogException):
        connection.execute("select * from numbers")
    assert numbers == [1]


def test_settings_reach_cursors_too(tmp_path: Path) -> None:
    with connect(tmp_path / "a.duckdb", memory_limit="256MiB", threads=1) as connection:
        connection.execute("create schema core; create table core.a as select 1 as n")
        settings = (
            connection.cursor()
            .execute(
                "select n, current_setting('TimeZone'), current_setting('memory_limit'), "
                "current_setting('threads'), current_setting('autoload_known_extensions'), "
                "current_setting('autoinstall_known_extensions') from core.a"
            )
            .fetchall()
        )
    assert settings == [(1, "Asia/Ho_Chi_Minh", "256.0 MiB", 1, False, False)]


def test_few_rows_are_one_thread_s_work() -> None:
    threads = "select current_setting('threads')"
    with connect(":memory:") as connection:
        usual = connection.execute(threads).fetchall()
        asked: list[object] = []
        for rows in (0, 122_880, 122_881):
            use_threads_for(connection, rows)
            asked += connection.execute(threads).fetchall()
    assert asked == [(1,), (1,), *usual]
