"""From a finished private file to the published warehouse, its snapshots, and back to an older one.

A reader sees the old file or the new one, whole, at every moment, even when the writer is killed.
The caller holds ``private_builds.writer_lock``. Whether a build deserves publishing was decided
before, by ``checks``; here only what the file itself must satisfy is looked at.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from kc_pipeline.errors import NotPublished, UsageError, WarehouseMissing
from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.connection import attached, connect
from kc_pipeline.warehouse.placing import (
    Replace,
    current_file,
    flush,
    flush_folder,
    log_of,
    put_in_place,
)
from kc_pipeline.warehouse.private_builds import build_folder, builds, discard
from kc_pipeline.warehouse.retention import UNDECLARED, Retention

_STAMP = "%Y%m%dT%H%M%SZ"
_LARGEST_COUNT = 999
_SNAPSHOT_ID = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)(-(?P<count>\d{3}))?")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published state that is kept; ids sort in the order of publication.

    ``is_current`` says that the published file is this one, unchanged.
    """

    id: str
    path: Path
    published_at: datetime
    size_bytes: int
    is_current: bool


def control_totals(connection: duckdb.DuckDBPyConnection, queries: Iterable[str]) -> dict[str, int]:
    """Run queries that give one number each; the builder's answers are what ``publish`` expects."""
    totals: dict[str, int] = {}
    for sql in queries:
        row = connection.execute(sql).fetchone()
        if row is None or not isinstance(row[0], int):
            raise NotPublished(f"the control total is no whole number: {sql}")
        totals[sql] = row[0]
    return totals


def publish(
    private_file: Path,
    warehouse_dir: Path,
    *,
    controls: Mapping[str, int],
    now: datetime,
    keep: Retention = UNDECLARED,
    replace: Replace = os.replace,
) -> Snapshot:
    """Put a finished private file in place of the published one and keep it as a snapshot.

    The file must be checkpointed and closed; reopened read-only it must give the ``controls``
    (a query, the number it must give). Its build folder goes, and so do snapshots beyond ``keep``.
    ``replace`` is what the system does to put one file in the place of another.
    Raises NotPublished, with the published file as it was, when anything is wrong.
    """
    snapshot_id = next_snapshot_id((kept.id for kept in snapshots(warehouse_dir)), now)
    kept_at = _snapshot_path(warehouse_dir, snapshot_id)
    copy = private_file.with_name("snapshot.duckdb")
    try:
        _refuse_unfinished(private_file, controls)
        flush(private_file)
        shutil.copy2(private_file, copy)
        flush(copy)
        kept_at.parent.mkdir(parents=True, exist_ok=True)
        copy.replace(kept_at)
        flush_folder(kept_at.parent)
        put_in_place(private_file, kept_at, warehouse_dir, replace)
    except OSError as error:
        raise NotPublished(f"{private_file} could not be published: {error}") from error
    if private_file.parent.parent == builds(warehouse_dir):
        discard(private_file.parent)
    _forget_old(warehouse_dir, keep)
    return _snapshot(warehouse_dir, snapshot_id)


def snapshots(warehouse_dir: Path) -> tuple[Snapshot, ...]:
    """Give the kept snapshots, oldest first; none where nothing was ever published."""
    found = (warehouse_dir / "snapshots").glob("*.duckdb")
    ids = sorted(path.stem for path in found if _SNAPSHOT_ID.fullmatch(path.stem))
    return tuple(_snapshot(warehouse_dir, snapshot_id) for snapshot_id in ids)


def rollback(warehouse_dir: Path, snapshot_id: str) -> Snapshot:
    """Make a kept snapshot the published file again; no snapshot is lost by it.

    Raises UsageError for an unknown id and NotPublished when it cannot be read or put in place.
    """
    kept_at = _kept(warehouse_dir, snapshot_id)
    folder = build_folder(warehouse_dir, f"rollback-{snapshot_id}")
    try:
        copy = folder / PUBLISHED_FILE
        shutil.copy2(kept_at, copy)
        _refuse_unfinished(copy, {})
        flush(copy)
        put_in_place(copy, kept_at, warehouse_dir)
    except OSError as error:
        raise NotPublished(f"{kept_at} could not be made current: {error}") from error
    finally:
        discard(folder)
    return _snapshot(warehouse_dir, snapshot_id)


@contextmanager
def open_warehouse(
    warehouse_dir: Path, snapshot_id: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file, or a snapshot, read-only; it stays the same while it is open.

    Cursors of the connection do not know ``core.x`` (`connection.attached`).
    Raises WarehouseMissing where nothing is published, UsageError for an unknown snapshot.
    """
    path = _kept(warehouse_dir, snapshot_id) if snapshot_id else current_file(warehouse_dir)
    if not path.is_file():
        raise WarehouseMissing(f"{path}: there is no published warehouse yet; run `kc run`")
    with attached(path) as connection:
        yield connection


def next_snapshot_id(existing: Iterable[str], now: datetime) -> str:
    """Give an id that sorts after all existing ones: the time in UTC.

    Within the same second, or when the clock went back, the newest id is counted on: ``…Z-002``.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    newest = _SNAPSHOT_ID.fullmatch(max(existing, default=""))
    if newest is None or newest["stamp"] < stamp:
        return stamp
    count = int(newest["count"] or 1) + 1
    if count > _LARGEST_COUNT:  # a clock that went back by years: four digits no longer sort
        return (_time_of(newest["stamp"]) + timedelta(seconds=1)).strftime(_STAMP)
    return f"{newest['stamp']}-{count:03d}"


def _refuse_unfinished(file: Path, controls: Mapping[str, int]) -> None:
    wal = log_of(file)
    if wal.exists():
        raise NotPublished(f"{wal}: the build was not checkpointed and closed")
    if not file.is_file():
        raise NotPublished(f"{file}: there is no such file to publish")
    try:
        with connect(file, read_only=True) as connection:
            totals = control_totals(connection, controls)
    except duckdb.Error as error:
        raise NotPublished(f"{file}: the finished file cannot be read: {error}") from error
    wrong = [
        f"{totals[sql]} instead of {expected} for {sql}"
        for sql, expected in controls.items()
        if totals[sql] != expected
    ]
    if wrong:
        raise NotPublished(f"{file}: control totals differ after reopening: {'; '.join(wrong)}")


def _forget_old(warehouse_dir: Path, keep: Retention) -> None:
    found = snapshots(warehouse_dir)
    kept = keep.reasons({snapshot.id: snapshot.published_at for snapshot in found})
    for snapshot in found:
        if snapshot.id not in kept and not snapshot.is_current:
            # The new file is already published: what cannot be removed now goes the next time.
            with suppress(OSError):
                snapshot.path.unlink()


def _kept(warehouse_dir: Path, snapshot_id: str) -> Path:
    path = _snapshot_path(warehouse_dir, snapshot_id)
    if not _SNAPSHOT_ID.fullmatch(snapshot_id) or not path.is_file():
        raise UsageError(f"there is no snapshot {snapshot_id}; `kc snapshots` lists them")
    return path


def _snapshot(warehouse_dir: Path, snapshot_id: str) -> Snapshot:
    path = _snapshot_path(warehouse_dir, snapshot_id)
    return Snapshot(
        id=snapshot_id,
        path=path,
        published_at=_time_of(snapshot_id.partition("-")[0]),
        size_bytes=path.stat().st_size,
        is_current=_is_copy(path, current_file(warehouse_dir)),
    )


def _time_of(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _is_copy(path: Path, other: Path) -> bool:
    """Compare size and time of change: copies keep both, and whoever writes changes them."""
    if not other.exists():
        return False
    one, two = path.stat(), other.stat()
    return (one.st_size, one.st_mtime_ns) == (two.st_size, two.st_mtime_ns)


def _snapshot_path(warehouse_dir: Path, snapshot_id: str) -> Path:
    return warehouse_dir / "snapshots" / f"{snapshot_id}.duckdb"
