"""`python -m tests.soak`: runs killed at random moments, and disks that are full."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.kills import kill_at_random


def main() -> int:
    """Kill, fill disks, and tell; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=180, help="and then no more")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kc-soak-") as folder:
        killed = kill_at_random(Path(folder), told.kills, told.readers, told.seed, told.minutes)
    print(  # noqa: T201  # what it is for
        f"{killed.kills} kills ({killed.ended_before} runs ended before), {killed.runs} runs after "
        f"them, {killed.readings} readings, {len(killed.faults)} faults"
    )
    for fault in killed.faults:
        print(fault)  # noqa: T201
    return 1 if killed.faults else 0


if __name__ == "__main__":
    sys.exit(main())
