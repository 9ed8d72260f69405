"""``kc`` as the service runs it: a process of its own, whose account is bound by file permissions.

Tests run as root in many places, and root may do everything; here it may not.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.small_phase import HOME, Province
from tests.soak.runs import left_behind

_PR_CAPBSET_DROP = 24
_MAY_READ_AND_WRITE_ALL = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH; without root's, dropping them fails and is needless."""

_Marks = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Service:
    """A province with folders around it of which nothing is to be written."""

    province: Province

    def kc(self, *words: str, largest_file: int | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; no file it writes may grow beyond that many bytes."""
        project, around = self.province.project, self.province.folder
        folders = {
            "HOME": around / "user",
            "TMPDIR": around / "temporary",
            "KC_HOME": HOME,
            "KC_RAW": project.raw,
            "KC_WAREHOUSE": project.warehouse,
        }
        return subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", "from kc_pipeline.cli import main; main()", *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=around / "cwd",
            umask=0o027,
            preexec_fn=_bound(largest_file),
            env=os.environ | {name: str(folder) for name, folder in folders.items()},
        )

    def outside(self) -> _Marks:
        """Mode, size and time of change of everything but the warehouse."""
        warehouse = self.province.project.warehouse
        return {
            str(path): (stat.st_mode, stat.st_size, stat.st_mtime_ns)
            for path in self.province.folder.rglob("*")
            if not path.is_relative_to(warehouse)
            for stat in [path.lstat()]
        }

    def left_behind(self) -> list[str]:
        """What no run leaves, in the warehouse or beside it."""
        temporary = self.province.folder / "temporary"
        beside = [path.name for path in temporary.iterdir()]
        return [*left_behind(self.province.project.warehouse), *beside]

    def copied(self, folder: Path) -> "Service":
        """The same in another folder."""
        shutil.copytree(self.province.folder, folder, dirs_exist_ok=True)
        return Service(Province(folder))


def service(folder: Path) -> Service:
    """A service in an empty folder."""
    for name in ("cwd", "user", "temporary"):
        (folder / name).mkdir()
    return Service(Province(folder))


def _bound(largest_file: int | None) -> Callable[[], None]:
    libc = ctypes.CDLL(None)

    def bind() -> None:
        for capability in _MAY_READ_AND_WRITE_ALL:
            libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return bind
