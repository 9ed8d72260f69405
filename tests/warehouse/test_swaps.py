"""Readers in other processes while files are swapped, and writers killed in the middle."""

import time
from pathlib import Path

from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.private_builds import clean_leftovers, writer_lock
from kc_pipeline.warehouse.publishing import open_warehouse, rollback, snapshots
from tests.warehouse.published_numbers import (
    NOW,
    SPAWN,
    build_numbers,
    publish_for_ever,
    publish_numbers,
    read_number,
    read_until,
)


def test_readers_are_never_disturbed_by_swaps(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 0, NOW)
    stop = SPAWN.Event()
    readers = []
    for by_path in (False, True):
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(
            target=read_until, args=(tmp_path, stop, theirs), kwargs={"by_path": by_path}
        )
        process.start()
        theirs.close()
        readers.append((process, ours))
    assert [ours.recv() for _, ours in readers] == ["reading", "reading"]
    with open_warehouse(tmp_path) as opened_before:
        for n in range(1, 31):
            publish_numbers(tmp_path, n, NOW, keep=2)
        assert opened_before.execute("select max(n) from core.a").fetchall() == [(0,)]
    stop.set()
    for process, ours in readers:
        seen = ours.recv()
        process.join(30)
        assert process.exitcode == 0
        assert seen == sorted(seen)
        assert len(set(seen)) > 2


def test_a_writer_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 0, NOW)
    last = 0
    for delay in (0.0, 0.007, 0.013, 0.023, 0.037, 0.051):
        publishing = SPAWN.Event()
        writer = SPAWN.Process(target=publish_for_ever, args=(tmp_path, last + 1, publishing))
        writer.start()
        assert publishing.wait(30)
        time.sleep(delay)
        writer.kill()
        writer.join(30)
        number = read_number(tmp_path)
        assert number > last
        last = number
        assert not (tmp_path / f"{PUBLISHED_FILE}.wal").exists()
        for kept in snapshots(tmp_path):
            assert read_number(tmp_path, kept.id) <= last + 1
    with writer_lock(tmp_path, now=NOW, timeout_seconds=1):
        clean_leftovers(tmp_path)
        assert publish_numbers(tmp_path, last + 1, NOW, keep=3).is_current
    assert list((tmp_path / "build").iterdir()) == []
    assert (read_number(tmp_path), len(snapshots(tmp_path))) == (last + 1, 3)


def test_what_a_killed_writer_left_does_not_reach_the_next_build(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    file = build_numbers(tmp_path, 2)
    file.with_name("snapshot.duckdb").write_bytes(b"half a copy")
    (tmp_path / "snapshots" / "20260131T010000Z-002.duckdb").write_bytes(file.read_bytes())
    snapshot = publish_numbers(tmp_path, 3, NOW)
    assert snapshot.id == "20260131T010000Z-003"
    assert [read_number(tmp_path, kept.id) for kept in snapshots(tmp_path)] == [1, 2, 3]
    assert rollback(tmp_path, "20260131T010000Z-002").is_current
