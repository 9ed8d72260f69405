"""`python -m tests.fuzz [--files N] [--seed N] [--seconds S] [--keep DIR]`: the long form."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.fuzz.campaign import run


def main() -> int:
    """Run, tell how the files ended, keep what failed; 1 if anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=2000, help="how many files to try")
    parser.add_argument("--seed", type=int, default=0, help="the same seed, the same files")
    parser.add_argument("--seconds", type=float, default=900, help="stop after so much time")
    parser.add_argument("--workers", type=int, default=2, help="child processes at once")
    parser.add_argument("--keep", type=Path, help="folder for the files that failed")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(
            Path(folder),
            files=told.files,
            seed=told.seed,
            seconds=told.seconds,
            workers=told.workers,
        )
        for ending, count in outcome.endings.most_common():
            sys.stdout.write(f"{count:6} {ending}\n")
        for path, faults in outcome.failed.items():
            sys.stdout.write(f"{path.name}: {'; '.join(faults)}\n")
            if told.keep:
                told.keep.mkdir(parents=True, exist_ok=True)
                shutil.move(path, told.keep / path.name)
    sys.stdout.write(f"{outcome.files} files, {len(outcome.failed)} failed\n")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
