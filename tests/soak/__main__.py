"""`python -m tests.soak`: runs killed at random moments, and disks that are full."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.full_disks import fill_disks
from tests.soak.kills import Told, kill_at_random


def main() -> int:
    """Kill, fill disks, and tell; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--disks", type=int, default=5, help="so often a disk is filled")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=20, help="and then no more kills")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kc-soak-") as folder:
        killed, disks = Path(folder, "killed"), Path(folder, "disks")
        killed.mkdir()
        disks.mkdir()
        found = kill_at_random(killed, told.kills, told.readers, told.seed, told.minutes)
        has_disk = fill_disks(disks, told.disks, told.seed, found)
    print(_verdict(found, told.readers, has_disk=has_disk))  # noqa: T201  # what it is for
    return 1 if found.faults or found.kills < told.kills or not has_disk else 0


def _verdict(found: Told, readers: int, *, has_disk: bool) -> str:
    """One page: what was done, and what was wrong."""
    disks = (
        f"{found.filled} runs on a disk with little room: {found.refused} published nothing"
        if has_disk
        else "no disk was filled: this account may not mount one"
    )
    return "\n".join(
        (
            "",
            f"{found.kills} kills at random moments; {found.ended_before} runs ended before theirs",
            f"{found.readings} readings by {readers} readers meanwhile",
            f"{found.runs} runs let go on to their end and compared with what lay in raw/",
            disks,
            f"{len(found.faults)} faults" if found.faults else "no fault",
            *found.faults[:40],
        )
    )


if __name__ == "__main__":
    sys.exit(main())
