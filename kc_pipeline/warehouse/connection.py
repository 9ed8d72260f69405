"""Opening a DuckDB file so that it behaves the same everywhere, and closing it whatever happens.

Which file is the published one is the business of ``publishing``; what is in it, of ``build``.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import duckdb

from kc_pipeline.errors import UsageError
from kc_pipeline.warehouse.quoting import literal

# Files of this format open in every DuckDB from 1.4 on; 2.0 would by itself write one that no 1.x
# can read.
STORAGE_VERSION = "v1.4.0"

# Many tables are small, and each column and key of a table takes a block at least: with the usual
# 256 KiB a file is five times as large. Files that are there keep theirs.
BLOCK_SIZE = 16_384

BUILD_MEMORY = "KC_BUILD_MEMORY"
"""The setting for what a build may hold in memory before it goes on in a file, ``4GiB`` say."""
_BUILD_MEMORY_UNLESS_SET = "2GiB"

_ROW_GROUP = 122_880
"""Rows that DuckDB stores together; a scan of no more of them is one thread's."""

_AMOUNT = re.compile(r"[1-9][0-9]*(\.[0-9]+)? ?[KMGT]i?B")

_CATALOG = "khuyen_cong"
_TIME_ZONE = "Asia/Ho_Chi_Minh"


@contextmanager
def connect(
    path: Path | Literal[":memory:"],
    *,
    read_only: bool = False,
    memory_limit: str | None = None,
    threads: int | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file, or a fresh database in memory, and close it in the end.

    Nothing is fetched from the network, Python variables are no tables, rows keep the order they
    came in, and times are shown as in Viet Nam. The file is the default database, so ``core.x``
    means the table in it on this connection and on its cursors. ``read_only`` writes nothing.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "preserve_insertion_order": True,
        "storage_compatibility_version": STORAGE_VERSION,
        "default_block_size": BLOCK_SIZE,
    }
    if memory_limit is not None:
        config["memory_limit"] = memory_limit
    if threads is not None:
        config["threads"] = threads
    if isinstance(path, Path) and not read_only:
        config["temp_directory"] = f"{path}.tmp"
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    try:
        _set_time_zone(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def building(
    path: Path, environment: Mapping[str, str] = os.environ
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the private file of a build, its memory limited as set.

    What does not fit is put in a folder beside the file, which goes with it. Raises UsageError
    where the setting is no amount of memory.
    """
    with connect(path, memory_limit=build_memory(environment)) as connection:
        yield connection


def build_memory(environment: Mapping[str, str] = os.environ) -> str:
    """What a build may hold in memory, as DuckDB takes it. Raises UsageError for no amount."""
    asked = environment.get(BUILD_MEMORY) or _BUILD_MEMORY_UNLESS_SET
    if not _AMOUNT.fullmatch(asked):
        raise UsageError(f"{BUILD_MEMORY}: {asked!r} is no amount of memory, as 2GiB is")
    return asked


def use_threads_for(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Work with one thread where the largest table has so few ``rows`` that none would be shared.

    Waking the others for each query costs a tenth of what the query does.
    """
    if rows <= _ROW_GROUP:
        connection.execute("set threads = 1")
    else:
        connection.execute("reset threads")


@contextmanager
def attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Attach a DuckDB file read-only to a database in memory, as the default one.

    Opened by its path, a process in which anything still reads the file that was there before would
    be given that one again. Cursors of the connection start in the database in memory.
    """
    with connect(":memory:") as connection:
        connection.execute(f"attach {literal(str(path))} as {_CATALOG} (read_only)")
        connection.execute(f"use {_CATALOG}")
        yield connection


def _set_time_zone(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the zone for all cursors; a DuckDB built without icu has none to set and keeps UTC."""
    icu = connection.execute(
        "select loaded from duckdb_extensions() where extension_name = 'icu'"
    ).fetchone()
    if icu is not None and icu[0]:
        connection.execute(f"set global TimeZone = '{_TIME_ZONE}'")
