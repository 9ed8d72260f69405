"""A tiny warehouse whose rows all tell which build they are from, and processes that use it.

The processes' functions stand here since a spawned process imports them by name.
"""

import itertools
import multiprocessing
import threading
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb

from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.private_builds import build_folder, writer_lock
from kc_pipeline.warehouse.publishing import Snapshot, open_warehouse, publish
from kc_pipeline.warehouse.retention import Retention

NOW = datetime(2026, 1, 31, 1, 0, tzinfo=UTC)
SPAWN = multiprocessing.get_context("spawn")
CONTROL = {"select count(*) from core.a": 1000, "select count(distinct n) from core.v": 1}


def build_numbers(warehouse_dir: Path, n: int) -> Path:
    """Build a private file of 1000 rows that all hold ``n``."""
    file = build_folder(warehouse_dir, "run-1") / PUBLISHED_FILE
    file.unlink(missing_ok=True)
    with connect(file, threads=1) as connection:
        connection.execute(
            "create schema core; create table core.a as "
            "select $n as n, md5(range::varchar) as filling from range(1000)",
            {"n": n},
        )
        connection.execute("create view core.v as select n from core.a; checkpoint")
    return file


def publish_numbers(warehouse_dir: Path, n: int, now: datetime, keep: int = 14) -> Snapshot:
    """Build and publish ``n``."""
    file = build_numbers(warehouse_dir, n)
    return publish(file, warehouse_dir, controls=CONTROL, now=now, keep=Retention(latest=keep))


def read_number(warehouse_dir: Path, snapshot_id: str | None = None) -> int:
    """Read which ``n`` is published, and that all its rows are there."""
    with open_warehouse(warehouse_dir, snapshot_id) as connection:
        row = connection.execute("select min(n), max(n), count(*) from core.v").fetchone()
    assert row is not None
    low, high, rows = row
    assert (low, rows) == (high, 1000)
    return int(low)


def read_until(warehouse_dir: Path, stop: Event, answer: Connection, *, by_path: bool) -> None:
    """Read again and again, as we do or as a stranger does; answer the numbers seen."""
    seen: list[int] = []
    while not stop.is_set():
        if by_path:
            with duckdb.connect(str(warehouse_dir / PUBLISHED_FILE), read_only=True) as connection:
                found = connection.execute("select distinct n from core.v").fetchall()
            assert len(found) == 1
            seen.append(found[0][0])
        else:
            seen.append(read_number(warehouse_dir))
        time.sleep(0.005)
        if len(seen) == 1:
            answer.send("reading")
    answer.send(seen)


def publish_for_ever(warehouse_dir: Path, start: int, publishing: Event) -> None:
    """Publish one number after the other until killed."""
    with writer_lock(warehouse_dir, now=NOW, timeout_seconds=10):
        for n in itertools.count(start):
            publish_numbers(warehouse_dir, n, NOW, keep=3)
            publishing.set()


def hold_and_die(warehouse_dir: Path, held: Event) -> None:
    """Take the lock, make a build folder and wait to be killed."""
    with writer_lock(warehouse_dir, now=NOW):
        build_folder(warehouse_dir, "dead-run")
        held.set()
        threading.Event().wait()
