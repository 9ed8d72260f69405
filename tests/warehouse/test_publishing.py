"""Publishing, snapshots and rollback, one process at a time; see ``test_swaps`` for many."""

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from kc_pipeline.errors import NotPublished, UsageError, WarehouseMissing
from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.private_builds import build_folder
from kc_pipeline.warehouse.publishing import (
    Snapshot,
    control_totals,
    next_snapshot_id,
    open_warehouse,
    publish,
    rollback,
    snapshots,
)
from tests.warehouse.published_numbers import (
    CONTROL,
    NOW,
    build_numbers,
    publish_numbers,
    read_number,
)


def _files(warehouse_dir: Path) -> set[str]:
    found = (path for path in warehouse_dir.rglob("*") if path.is_file())
    return {path.relative_to(warehouse_dir).as_posix() for path in found}


def test_a_finished_file_is_published_and_kept(tmp_path: Path) -> None:
    snapshot = publish_numbers(tmp_path, 1, NOW)
    kept_at = tmp_path / "snapshots" / "20260131T010000Z.duckdb"
    size = kept_at.stat().st_size
    assert snapshot == Snapshot("20260131T010000Z", kept_at, NOW, size, is_current=True)
    assert _files(tmp_path) == {PUBLISHED_FILE, "snapshots/20260131T010000Z.duckdb"}
    assert list((tmp_path / "build").iterdir()) == []
    assert read_number(tmp_path) == 1


def test_a_stale_log_beside_the_published_file_goes(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    (tmp_path / f"{PUBLISHED_FILE}.wal").write_bytes(b"left behind")
    publish_numbers(tmp_path, 2, NOW)
    assert not (tmp_path / f"{PUBLISHED_FILE}.wal").exists()
    assert read_number(tmp_path) == 2


def test_an_open_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    with open_warehouse(tmp_path) as before:
        publish_numbers(tmp_path, 2, NOW)
        with open_warehouse(tmp_path) as after:
            assert after.execute("select max(n) from core.a").fetchall() == [(2,)]
        assert before.execute("select max(n) from core.v").fetchall() == [(1,)]


def test_an_unfinished_file_is_refused(tmp_path: Path) -> None:
    file = build_numbers(tmp_path, 1)
    wal = file.with_name(f"{PUBLISHED_FILE}.wal")
    wal.write_bytes(b"x")
    with pytest.raises(NotPublished, match=r"\.wal: the build was not checkpointed and closed"):
        publish(file, tmp_path, controls=CONTROL, now=NOW)
    wal.unlink()
    with connect(file), pytest.raises(NotPublished, match="finished file cannot be read"):
        publish(file, tmp_path, controls=CONTROL, now=NOW)
    with pytest.raises(NotPublished, match="no such file to publish"):
        publish(file.with_name("gone.duckdb"), tmp_path, controls=CONTROL, now=NOW)
    file.write_bytes(b"no database")
    with pytest.raises(NotPublished, match="finished file cannot be read"):
        publish(file, tmp_path, controls=CONTROL, now=NOW)
    assert (snapshots(tmp_path), (tmp_path / PUBLISHED_FILE).exists()) == ((), False)


def test_other_control_totals_are_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    file = build_numbers(tmp_path, 2)
    with pytest.raises(NotPublished, match=r"1000 instead of 999 for select count"):
        publish(file, tmp_path, controls={"select count(*) from core.a": 999}, now=NOW)
    with pytest.raises(NotPublished, match="finished file cannot be read"):
        publish(file, tmp_path, controls={"select count(*) from core.gone": 0}, now=NOW)
    with pytest.raises(NotPublished, match="the control total is no whole number"):
        publish(file, tmp_path, controls={"select 'x'": 0}, now=NOW)
    assert (read_number(tmp_path), len(snapshots(tmp_path))) == (1, 1)
    publish(file, tmp_path, controls=CONTROL, now=NOW)
    assert read_number(tmp_path) == 2


def test_a_full_or_broken_disk_is_not_published(tmp_path: Path) -> None:
    file = build_numbers(tmp_path, 1)
    (tmp_path / "snapshots").write_text("a file where a folder should be")
    with pytest.raises(NotPublished, match="could not be published"):
        publish(file, tmp_path, controls=CONTROL, now=NOW)
    (tmp_path / "snapshots").unlink()
    snapshot = publish(file, tmp_path, controls=CONTROL, now=NOW)
    (tmp_path / PUBLISHED_FILE).unlink()
    (tmp_path / PUBLISHED_FILE / "folder").mkdir(parents=True)
    with pytest.raises(NotPublished, match="could not be made current"):
        rollback(tmp_path, snapshot.id)


def test_control_totals_are_read_from_a_build() -> None:
    with connect(":memory:") as connection:
        sql = ["select 1", "select sum(range) from range(4)"]
        assert control_totals(connection, sql) == {sql[0]: 1, sql[1]: 6}


def test_ids_sort_by_publication_whatever_the_clock_says() -> None:
    ids: list[str] = []
    for moved in (0, 0, 0, -3600, 0.4, 1, 1, -86400, 7200):
        ids.append(next_snapshot_id(ids, NOW + timedelta(seconds=moved)))
    assert ids == [
        "20260131T010000Z",
        "20260131T010000Z-002",
        "20260131T010000Z-003",
        "20260131T010000Z-004",
        "20260131T010000Z-005",
        "20260131T010001Z",
        "20260131T010001Z-002",
        "20260131T010001Z-003",
        "20260131T030000Z",
    ]
    assert sorted(ids) == ids
    assert next_snapshot_id(["20260131T010000Z-999"], NOW) == "20260131T010001Z"


def test_rollback_and_return(tmp_path: Path) -> None:
    first, second = (publish_numbers(tmp_path, n, NOW).id for n in (1, 2))
    (tmp_path / f"{PUBLISHED_FILE}.wal").write_bytes(b"left behind")
    assert rollback(tmp_path, first).is_current
    assert (read_number(tmp_path), read_number(tmp_path, second)) == (1, 2)
    assert [(kept.id, kept.is_current) for kept in snapshots(tmp_path)] == [
        (first, True),
        (second, False),
    ]
    assert not (tmp_path / f"{PUBLISHED_FILE}.wal").exists()
    rollback(tmp_path, second)
    assert read_number(tmp_path) == 2
    assert list((tmp_path / "build").iterdir()) == []


def test_a_spoilt_snapshot_is_not_made_current(tmp_path: Path) -> None:
    first = publish_numbers(tmp_path, 1, NOW)
    publish_numbers(tmp_path, 2, NOW)
    first.path.write_bytes(b"spoilt")
    with pytest.raises(NotPublished, match="cannot be read"):
        rollback(tmp_path, first.id)
    assert read_number(tmp_path) == 2


@pytest.mark.parametrize("snapshot_id", ["20200101T000000Z", "../khuyen_cong"])
def test_an_unknown_snapshot_is_named(tmp_path: Path, snapshot_id: str) -> None:
    publish_numbers(tmp_path, 1, NOW)
    with pytest.raises(UsageError, match=f"no snapshot {snapshot_id}; `kc snapshots` lists"):
        rollback(tmp_path, snapshot_id)
    with (
        pytest.raises(UsageError, match=f"no snapshot {snapshot_id}"),
        open_warehouse(tmp_path, snapshot_id),
    ):
        pass


def test_only_the_last_snapshots_are_kept_and_the_current_one(tmp_path: Path) -> None:
    ids = [publish_numbers(tmp_path, n, NOW, keep=2).id for n in range(4)]
    assert [kept.id for kept in snapshots(tmp_path)] == ids[2:]
    (tmp_path / "snapshots" / "notes.duckdb").write_text("not ours")
    assert publish_numbers(tmp_path, 9, NOW, keep=0).is_current
    assert [kept.id for kept in snapshots(tmp_path)] == ["20260131T010000Z-005"]


def test_a_file_somebody_wrote_to_is_no_snapshot_any_more(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    with duckdb.connect(str(tmp_path / PUBLISHED_FILE)) as connection:
        connection.execute("create table core.mine as select 1 as n")
    assert [kept.is_current for kept in snapshots(tmp_path)] == [False]


def test_no_warehouse_yet(tmp_path: Path) -> None:
    assert snapshots(tmp_path / "gone") == ()
    with (
        pytest.raises(WarehouseMissing, match="no published warehouse yet; run `kc run`"),
        open_warehouse(tmp_path),
    ):
        pass


def test_the_warehouse_is_read_only_and_closed_in_the_end(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    with (
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
        open_warehouse(tmp_path) as connection,
    ):
        connection.execute("create table core.b as select 1 as n")
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("select 1")


def test_a_private_file_elsewhere_leaves_its_folder_alone(tmp_path: Path) -> None:
    file = build_numbers(tmp_path / "elsewhere", 1)
    publish(file, tmp_path / "warehouse", controls=CONTROL, now=NOW)
    assert build_folder(tmp_path / "elsewhere", "run-1") == file.parent
    assert read_number(tmp_path / "warehouse") == 1
