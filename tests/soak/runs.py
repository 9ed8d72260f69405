"""``kc run`` as a process of its own, to be killed with all it started."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.paths import Project
from tests.small_phase import HOME, Province, project, report


@dataclass(frozen=True)
class Ended:
    """How a run ended that was let go on."""

    exit_code: int
    stdout: str
    stderr: str


def send(province: Province, turn: int) -> None:
    """Send two reports of which one is another each turn, so that there is something to do."""
    if turn == 0:
        province.send(report("060", 2016, project("A"), project("B")))
    province.send(report("061", 2017, project("C", title=f"Lượt {turn}")))


def started(told: Project) -> subprocess.Popen[str]:
    """Start ``kc run`` at the head of a group of its own."""
    folders = {"KC_HOME": told.home, "KC_RAW": told.raw, "KC_WAREHOUSE": told.warehouse}
    return subprocess.Popen(  # our own interpreter
        [sys.executable, "-c", "from kc_pipeline.cli import main; main()", "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOME,
        env=os.environ | {name: str(folder) for name, folder in folders.items()},
        start_new_session=True,
    )


def ended(run: subprocess.Popen[str], timeout_seconds: float = 300) -> Ended:
    """Let the run go on to its end."""
    stdout, stderr = run.communicate(timeout=timeout_seconds)
    return Ended(run.returncode, stdout, stderr)


def killed_when(
    run: subprocess.Popen[str], moment: Callable[[float], bool], now: Callable[[], float]
) -> bool:
    """Kill the run and its children once the moment has come; False where it ended before."""
    begun = now()
    while run.poll() is None:
        if moment(now() - begun):
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            return run.returncode == -signal.SIGKILL
    run.communicate()
    return False


def left_behind(warehouse: Path) -> list[str]:
    """What no finished run leaves: builds, unfinished files, logs of the database."""
    builds = [path.name for path in (warehouse / "build").glob("*")]
    unfinished = [p.name for p in warehouse.rglob("*") if p.suffix in {".tmp", ".wal"}]
    return [*builds, *unfinished]
