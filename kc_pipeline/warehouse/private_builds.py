"""One writer at a time, and the folder it builds in before anything is published.

The folder lies beside the published file so that a rename can publish from it. What is built there
is the business of ``build``; how it becomes the published file, of ``publishing``.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kc_pipeline.errors import NotPublished, UsageError
from kc_pipeline.warehouse.broken_off import sign, signed_by, unsign
from kc_pipeline.warehouse.processes import is_alive, mark_of_this
from kc_pipeline.warehouse.unfinished_files import remove_unfinished

_BUILD_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BUILDER = "builder.json"


@contextmanager
def writer_lock(
    warehouse_dir: Path, *, now: datetime, timeout_seconds: float = 60.0
) -> Iterator[None]:
    """Be the only one who builds, publishes and rolls back in this warehouse.

    Waits for another writer up to the timeout, then raises NotPublished with its process and start.
    The system frees the lock of a process that died. Readers are not held up.
    """
    warehouse_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse_dir / ".writer.lock")
    try:
        lock.acquire(timeout=timeout_seconds)
    except Timeout as timeout:
        raise NotPublished(
            f"{warehouse_dir}: {signed_by(warehouse_dir)} is writing; nothing was done after "
            f"waiting {timeout_seconds:g} s. Try again when it has ended"
        ) from timeout
    try:
        # The lock file itself is cut to nothing by everyone who tries, hence a sign beside it.
        sign(warehouse_dir, now)
        yield
    finally:
        unsign(warehouse_dir)
        lock.release()


def builds(warehouse_dir: Path) -> Path:
    """Give the folder of all private builds."""
    return warehouse_dir / "build"


def build_folder(warehouse_dir: Path, build_id: str) -> Path:
    """Give the folder for a private build, made if need be and marked as this process's.

    ``clean_leftovers`` spares it while this process lives; ``publish`` and ``discard`` remove it.
    """
    if not _BUILD_ID.fullmatch(build_id):
        raise UsageError(f"{build_id!r} is no name for a build folder")
    folder = builds(warehouse_dir) / build_id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _BUILDER).write_text(json.dumps(mark_of_this()))
    return folder


def discard(folder: Path) -> None:
    """Remove a build folder with all that is in it; one that is gone is no error."""
    shutil.rmtree(folder, ignore_errors=True)


def clean_leftovers(warehouse_dir: Path) -> tuple[str, ...]:
    """Remove the build folders of processes that are gone and give their names, sorted.

    Files that such processes were still writing elsewhere in the warehouse go with them.
    Call it as the writer: without the lock a folder just made by another may have no mark yet.
    """
    folders = sorted(path for path in builds(warehouse_dir).glob("*") if path.is_dir())
    left = [folder for folder in folders if not _builder_lives(folder)]
    for folder in left:
        discard(folder)
    remove_unfinished(warehouse_dir)
    return tuple(folder.name for folder in left)


def _builder_lives(folder: Path) -> bool:
    try:
        return is_alive(json.loads((folder / _BUILDER).read_text()))
    except (OSError, ValueError, KeyError, TypeError):
        return False
