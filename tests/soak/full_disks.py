"""``kc run`` on a disk that is full: a small one in memory, filled up to so much room."""

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.small_phase import Province
from tests.soak.kills import Told, let_go_on, see_that_it_is_whole
from tests.soak.runs import ended, left_behind, send, started

_DISK_MIB = 96
_KIB = 1024
_NOT_PUBLISHED = 3


def fill_disks(folder: Path, rounds: int, seed: int, told: Told) -> bool:
    """Run with little room, then with enough; False where no disk can be made here.

    With little room a run publishes or leaves what was published, tells why in a line, and leaves
    nothing behind; with enough the next is right.
    """
    rooms = random.Random(seed)  # noqa: S311  # no secret
    inner = Province(folder)
    with small_disk(folder / "disk") as disk:
        if disk is None:
            return False
        province = replace(inner, elsewhere=replace(inner.project, warehouse=disk / "warehouse"))
        send(province, 0)
        let_go_on(province, 0, told)
        for turn in range(1, rounds + 1):
            send(province, turn)
            _run_with_little_room(province, disk, turn, rooms.randint(0, 6_000) * _KIB, told)
            let_go_on(province, turn, told)
            print(f"disk filled {turn} of {rounds}, {len(told.faults)} faults", flush=True)  # noqa: T201
    return True


def _run_with_little_room(province: Province, disk: Path, turn: int, room: int, told: Told) -> None:
    ballast = disk / "ballast"
    _fill(ballast, room)
    run = ended(started(province.project))
    ballast.unlink()
    told.filled += 1
    if run.exit_code == _NOT_PUBLISHED:
        told.refused += 1
        causes = [line for line in run.stderr.splitlines() if line.startswith("Error: ")]
        if len(causes) != 1:
            told.faults.append(f"disk {turn}, {room} bytes: told in {len(causes)}: {run.stderr}")
    elif run.exit_code != 0:
        told.faults.append(f"disk {turn}, {room} bytes: exit {run.exit_code}: {run.stderr}")
    warehouse = province.project.warehouse
    see_that_it_is_whole(warehouse, turn, told)
    if left := left_behind(warehouse):
        told.faults.append(f"disk {turn}, {room} bytes: left behind: {left}")


def _fill(ballast: Path, room: int) -> None:
    free = os.statvfs(ballast.parent).f_bavail * os.statvfs(ballast.parent).f_frsize
    with ballast.open("wb") as opened:
        os.posix_fallocate(opened.fileno(), 0, max(free - room, 1))


@contextmanager
def small_disk(at: Path) -> Iterator[Path | None]:
    """A disk of some megabytes; None where this account may not mount one."""
    at.mkdir()
    size = f"size={_DISK_MIB}m"
    if not _done("mount", "-t", "tmpfs", "-o", size, "none", str(at)):
        yield None
        return
    try:
        yield at
    finally:
        _done("umount", str(at))


def _done(*command: str) -> bool:
    """Whether a program of the system did it."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
