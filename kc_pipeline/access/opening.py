"""The published warehouse in an analyst's hands: a connection that says which state it shows.

Nothing is asked here; ``asking`` is for queries that are typed.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import duckdb

from kc_pipeline.errors import UsageError, WarehouseMissing
from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.connection import attached
from kc_pipeline.warehouse.placing import current_file
from kc_pipeline.warehouse.publishing import Snapshot, open_warehouse, snapshots

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_SPANS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


class OpenWarehouse:
    """A warehouse, open for reading; it stays the same until it is closed.

    ``connection`` is an ordinary DuckDB connection on which ``core``, ``sections``, ``assessment``
    and ``quality`` are there and cannot be written to; other files can be read beside them. To see
    what was published since, open it again: every opening gives what is published at that moment.
    Shown in a notebook, it says which snapshot it is and how old.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        kept: Snapshot | None,
        on: ExitStack,
    ) -> None:
        self.connection = connection
        self.path = path
        self.snapshot: str | None = kept.id if kept else None
        self.published_at: datetime | None = (
            kept.published_at.astimezone(_ZONE) if kept is not None else None
        )
        self._closing = on

    @property
    def age(self) -> timedelta | None:
        """How long ago it was published; None of a copy, which does not know."""
        return None if self.published_at is None else datetime.now(UTC) - self.published_at

    def sql(self, query: str, **bound: object) -> duckdb.DuckDBPyRelation:
        """A query, its ``$name`` bound by name; ``.df()``, ``.pl()`` or ``.arrow()`` give frames.

        Raises duckdb.Error for what is no query of this warehouse.
        """
        return self.connection.sql(query, params=bound or None)

    def tables(self) -> duckdb.DuckDBPyRelation:
        """One row a table: schema, table, rows (absent for a view), and what it is."""
        return self.connection.sql("""
            select
                schema_name as schema, table_name as "table",
                estimated_size as rows, comment as meaning
            from duckdb_tables() where database_name = current_database()
            union all
            select schema_name, view_name, null, comment
            from duckdb_views() where database_name = current_database() and not internal
            order by schema, "table"
        """)

    def columns(self, table: str) -> duckdb.DuckDBPyRelation:
        """One row a column of a table such as ``core.projects``, in order: name, type, meaning."""
        return self.connection.sql(
            """
            select column_name as "column", data_type as type, comment as meaning
            from duckdb_columns()
            where database_name = current_database() and schema_name || '.' || table_name = $table
            order by column_index
            """,
            params={"table": table},
        )

    def close(self) -> None:
        """Close the connection; frames that were taken from it stay."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if self.published_at is None or self.age is None:
            return f"{self.path}, a copy that knows no snapshot, read-only"
        return (
            f"{PUBLISHED_FILE}, snapshot {self.snapshot}, "
            f"published {self.published_at:%d/%m/%Y %H:%M} ({_told(self.age)}), read-only"
        )


def open_place(place: Path, snapshot: str | None = None) -> OpenWarehouse:
    """Open what is published in a warehouse folder, a snapshot kept in it, or a copied file.

    Raises WarehouseMissing where there is none or it cannot be read, UsageError for an unknown
    snapshot.
    """
    if place.is_dir():
        kept = _kept(place, snapshot)
        # The snapshot rather than its copy in place: no run can swap it between asking and opening.
        opening = open_warehouse(place, kept.id if kept else None)
    elif snapshot is not None:
        raise UsageError(f"{place} is no warehouse folder: only there are snapshots kept")
    elif place.is_file():
        kept, opening = None, attached(place)
    else:
        raise WarehouseMissing(f"{place}: there is no published warehouse; run `kc run`")
    file = place if place.is_file() else current_file(place)
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(opening)
        except duckdb.Error as error:
            raise WarehouseMissing(
                f"{file}: this cannot be read as a warehouse: {error}"
            ) from error
        return OpenWarehouse(connection, kept.path if kept else file, kept, stack.pop_all())


def _kept(folder: Path, snapshot: str | None) -> Snapshot | None:
    """The snapshot that is meant: the one told, else the one that is published, if it is kept."""
    found = snapshots(folder)
    if snapshot is not None:
        known = next((kept for kept in found if kept.id == snapshot), None)
        if known is None:
            raise UsageError(f"there is no snapshot {snapshot}; `kc snapshots` lists them")
        return known
    return next((kept for kept in reversed(found) if kept.is_current), None)


def _told(age: timedelta) -> str:
    """An age in the largest span that it fills."""
    seconds = int(age.total_seconds())
    for name, length in _SPANS:
        if seconds >= length:
            count = seconds // length
            return f"{count} {name}{'s' * (count > 1)} ago"
    return "just now"
