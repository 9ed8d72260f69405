"""A warehouse that all worker processes of a test run share: the first to need it builds it."""

import os
import shutil
from collections.abc import Callable

import pytest
from filelock import FileLock

from tests.small_phase import Outcome, Province


def built_once(
    temporary: pytest.TempPathFactory, name: str, build: Callable[[Province], object]
) -> Outcome:
    """The warehouse that ``build`` makes of an empty province; nobody may write to it after."""
    own = temporary.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"shared-{name}"
    province, done = Province(folder), folder / "done"
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a build that failed has left
            folder.mkdir()
            build(province)
            done.touch()
    return Outcome(province.project)
