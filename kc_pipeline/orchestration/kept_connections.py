"""Dagster's own SQLite records, with a connection to a file kept instead of made for each event.

Dagster opens and closes the file for every event, and SQLAlchemy compiles each statement anew with
it: that was half of the processor time of a run. What is written is the same, where it always was.
Where the records are, and whether in SQLite at all, is for ``home``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from dagster._core.instance.ref import InstanceRef
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_FILES_KEPT = 2  # the index of all runs, and the run that is being recorded


class KeptEventLog(SqliteEventLogStorage):
    """Events of runs, a file a run, of which the last ones used stay open."""

    def __init__(self, base_dir: str) -> None:
        self._engines: dict[str, Engine] = {}
        self._tables: set[str] = set()
        super().__init__(base_dir)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        engine = self._engines.pop(shard, None) or _opened(self.conn_string_for_shard(shard))
        self._engines[shard] = engine  # the last used is the last
        while len(self._engines) > _FILES_KEPT:
            self._engines.pop(next(iter(self._engines))).dispose()
        return engine

    def has_table(self, table_name: str) -> bool:
        """Whether there is such a table; asked at each event, and one that is there stays."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def wipe(self) -> None:
        """Delete all events; the files that go are closed first."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close the files."""
        self._close()
        super().dispose()

    def _close(self) -> None:
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()


def _opened(file: str) -> Engine:
    engine = create_engine(
        file,
        poolclass=QueuePool,
        pool_size=1,
        connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
    )
    listen(engine, "connect", _leave_the_disk_its_time)
    return engine


def _leave_the_disk_its_time(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Let SQLite wait for the disk at checkpoints only, not at each event.

    With its write-ahead log, as Dagster sets it, a power cut may cost the last events of the run
    that it ended, and damages nothing.
    """
    connection.cursor().execute("pragma synchronous = normal")


class KeptStorage(DagsterSqliteStorage):
    """Dagster's records in SQLite, with such events."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = KeptEventLog(str(Path(base_dir) / "history" / "runs"))

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, object]
    ) -> Self:
        """As Dagster makes a storage from its settings."""
        return cls.from_local(str(config_value["base_dir"]), inst_data)


def with_kept_connections(ref: InstanceRef) -> InstanceRef:
    """The same instance with connections kept; one that records elsewhere than in SQLite stays."""
    storage = ref.storage_data
    if storage is None or storage.class_name != DagsterSqliteStorage.__name__:
        return ref
    kept = ConfigurableClassData(__name__, KeptStorage.__name__, storage.config_yaml)
    return ref._replace(storage_data=kept)
