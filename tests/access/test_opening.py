"""What analysts open: it says which state it shows, and an old state never stands in for a new."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

import kc_pipeline
from kc_pipeline.errors import UsageError, WarehouseMissing
from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.placing import POINTER
from kc_pipeline.warehouse.publishing import snapshots
from tests.small_phase import HOME, Outcome
from tests.warehouse.published_numbers import publish_numbers

HOURS_AGO = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)


def test_it_says_snapshot_and_age(tmp_path: Path) -> None:
    published = publish_numbers(tmp_path, 7, HOURS_AGO)
    with kc_pipeline.open_warehouse(tmp_path) as opened:
        assert (opened.snapshot, opened.published_at) == (published.id, HOURS_AGO)
        assert opened.age is not None
        assert timedelta(hours=3) <= opened.age < timedelta(hours=4)
        assert str(opened).startswith(f"{PUBLISHED_FILE}, snapshot {published.id}, published ")
        assert str(opened).endswith(" (3 hours ago), read-only")
        assert opened.sql("select max(n) from core.a where n < $top", top=8).fetchall() == [(7,)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            opened.connection.execute("delete from core.a")


def test_opened_again_it_shows_what_was_published_since(tmp_path: Path) -> None:
    first = publish_numbers(tmp_path, 1, HOURS_AGO)
    plain = duckdb.connect(tmp_path / PUBLISHED_FILE, read_only=True)
    with kc_pipeline.open_warehouse(tmp_path) as before:
        publish_numbers(tmp_path, 2, HOURS_AGO + timedelta(hours=1))
        with kc_pipeline.open_warehouse(tmp_path) as after:
            assert _number(before.connection) == 1
            assert _number(after.connection) == 2
        # What the guide warns of: by its path, the same process is given what it still has open.
        with duckdb.connect(tmp_path / PUBLISHED_FILE, read_only=True) as again:
            assert _number(again) == 1
    plain.close()
    with duckdb.connect(tmp_path / PUBLISHED_FILE, read_only=True) as closed_before:
        assert _number(closed_before) == 2
    with kc_pipeline.open_warehouse(tmp_path, snapshot=first.id) as older:
        assert (_number(older.connection), older.snapshot) == (1, first.id)


def test_it_follows_the_pointer_where_the_file_was_held_open(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, HOURS_AGO)
    held = (tmp_path / PUBLISHED_FILE).read_bytes()
    newest = publish_numbers(tmp_path, 2, HOURS_AGO + timedelta(hours=1))
    (tmp_path / PUBLISHED_FILE).write_bytes(held)
    (tmp_path / POINTER).write_text(f"snapshots/{newest.path.name}\n")
    with kc_pipeline.open_warehouse(tmp_path) as opened:
        assert (_number(opened.connection), opened.snapshot) == (2, newest.id)


def test_a_copied_file_opens_and_knows_no_snapshot(tmp_path: Path) -> None:
    publish_numbers(tmp_path / "w", 5, HOURS_AGO)
    copy = tmp_path / "copy.duckdb"
    shutil.copy(tmp_path / "w" / PUBLISHED_FILE, copy)
    with kc_pipeline.open_warehouse(copy) as opened:
        assert (_number(opened.connection), opened.snapshot, opened.age) == (5, None, None)
        assert str(opened) == f"{copy}, a copy that knows no snapshot, read-only"
    with pytest.raises(UsageError, match="no warehouse folder"):
        kc_pipeline.open_warehouse(copy, snapshot="20260131T010000Z")


def test_without_a_warehouse_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing, match="run `kc run`"):
        kc_pipeline.open_warehouse(tmp_path)
    with pytest.raises(WarehouseMissing, match="elsewhere: there is no published warehouse"):
        kc_pipeline.open_warehouse(tmp_path / "elsewhere")
    (tmp_path / PUBLISHED_FILE).write_bytes(b"no database " * 1000)
    with pytest.raises(WarehouseMissing, match="cannot be read as a warehouse"):
        kc_pipeline.open_warehouse(tmp_path)
    with pytest.raises(UsageError, match="no snapshot 20260131T010000Z"):
        kc_pipeline.open_warehouse(tmp_path, snapshot="20260131T010000Z")


def test_it_lists_tables_and_columns(sample: Outcome) -> None:
    with kc_pipeline.open_warehouse(sample.project.warehouse) as opened:
        assert opened.snapshot == snapshots(sample.project.warehouse)[-1].id
        tables = {(schema, name): rest for schema, name, *rest in opened.tables().fetchall()}
        rows, meaning = tables["core", "projects"]
        assert rows == opened.sql("from core.projects").count("*").fetchall()[0][0]
        assert "one row per" in meaning
        names = [name for name, *_ in opened.columns("core.projects").fetchall()]
        assert names == opened.sql("from core.projects").columns


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys; import kc_pipeline; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=HOME
    )
    loaded = {name for name in done.stdout.split() if name.startswith("kc_pipeline")}
    assert loaded == {"kc_pipeline"}
    assert {"duckdb", "dagster", "pandas"} & set(done.stdout.split()) == set()


def _number(connection: duckdb.DuckDBPyConnection) -> int:
    (found,) = connection.execute("select max(n) from core.a").fetchall()
    return int(found[0])
