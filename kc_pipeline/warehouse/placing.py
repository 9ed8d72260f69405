"""The one place that puts a file where everybody reads it, and knows where that is.

A rename does it, in one step. Windows refuses to replace a file that a program holds open; then the
snapshot itself, a dated file, is what is read, and a small pointer file beside the published one
says so until the next time. Only what opens the warehouse by ``current_file`` follows the pointer.
"""

import os
from collections.abc import Callable
from pathlib import Path

from kc_pipeline.paths import PUBLISHED_FILE

POINTER = "khuyen_cong.current.txt"
"""Where it stands, its first line is the path of the file to read, relative to the folder."""

Replace = Callable[[Path, Path], None]


def current_file(warehouse_dir: Path) -> Path:
    """The published file: the one of that name, unless a pointer says another that is there."""
    pointer = warehouse_dir / POINTER
    try:
        named = warehouse_dir / pointer.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, ValueError, IndexError):
        return warehouse_dir / PUBLISHED_FILE
    return named if named.is_file() else warehouse_dir / PUBLISHED_FILE


def held_open(warehouse_dir: Path) -> str | None:
    """What is to be told where the published file could not be replaced; None where it was."""
    current = current_file(warehouse_dir)
    if current.name == PUBLISHED_FILE:
        return None
    return (
        f"{warehouse_dir / PUBLISHED_FILE} is held open by a program and was not replaced: it is "
        f"older than what is published, {current}; close that program and run kc run again"
    )


def put_in_place(
    file: Path, snapshot: Path, warehouse_dir: Path, replace: Replace = os.replace
) -> None:
    """Make a finished file the published one; ``snapshot`` is a copy of it that is kept.

    Raises OSError, with what was published before as it was, where neither can be done.
    """
    target = warehouse_dir / PUBLISHED_FILE
    pointer = warehouse_dir / POINTER
    try:
        # DuckDB would apply a left-over log to the new file and find it unreadable.
        log_of(target).unlink(missing_ok=True)
        replace(file, target)
    except PermissionError:
        unfinished = pointer.with_suffix(".tmp")
        unfinished.write_text(
            f"{snapshot.relative_to(warehouse_dir).as_posix()}\n", encoding="utf-8"
        )
        flush(unfinished)
        unfinished.replace(pointer)
    else:
        pointer.unlink(missing_ok=True)
    flush_folder(warehouse_dir)


def log_of(file: Path) -> Path:
    """Where DuckDB writes what is not yet in the file itself."""
    return file.with_name(f"{file.name}.wal")


def flush(file: Path) -> None:
    """See that the bytes are on the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows has no handle on a folder to do it with."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
