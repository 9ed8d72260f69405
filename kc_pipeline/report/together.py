"""Files that belong together are put in place one after the other only when all are written."""

import os
from collections.abc import Mapping
from pathlib import Path


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, whole or not at all; gives their paths in order.

    A reader sees each file old or new, never half. Other files of the folder stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # The process in the name: two that write at once do not write into each other's files.
    waiting = {folder / f".{name}.{os.getpid()}": folder / name for name in files}
    try:
        for path, content in zip(waiting, files.values(), strict=True):
            path.write_bytes(content)
        for path, target in waiting.items():
            path.replace(target)
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
    return tuple(waiting.values())
