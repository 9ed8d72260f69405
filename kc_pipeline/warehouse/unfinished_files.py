"""Files that a killed process was still writing: they are named after it, and nobody ends them.

Whatever is put in place under the warehouse folder is first written beside its place, under a name
with the number of the process and ``.tmp``. Build folders are the business of `private_builds`.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from kc_pipeline.warehouse.processes import exists

_UNFINISHED = re.compile(r".*\.(?P<pid>\d+)(-\d+)?\.tmp(\.\w+)?")


def remove_unfinished(warehouse_dir: Path) -> None:
    """Remove what processes that are gone were still writing, wherever it lies in the warehouse.

    What a process of that number is there for is spared, even if it is another one by now: numbers
    come round, and a later run finds it.
    """
    for path in tuple(_unfinished(warehouse_dir)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _unfinished(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            named = _UNFINISHED.fullmatch(name)
            if named and not exists(int(named["pid"])):
                yield Path(here, name)
