"""`python -m benchmarks`: what everything costs, beside floors and peers on the same files.

Archives and measurements are kept in a folder, and a run that was cut goes on where it was; a run
with nothing left to measure prints the tables. Aims are aims: the exit code is 0 whether or not
they are met.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.campaign import Campaign
from benchmarks.results import Results
from benchmarks.steps import STEPS
from benchmarks.tables import told, write_into

_HERE = Path(__file__).parent
_PAGE = _HERE.parent / "docs" / "performance.md"
_MINUTE = 60.0


def main() -> int:
    """Measure what is asked for and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="45,1000,7000", help="workbooks, by commas")
    parser.add_argument("--folder", type=Path, default=_HERE / "results", help="what is kept")
    parser.add_argument("--cap", type=float, default=1800, help="seconds a step of ours may take")
    parser.add_argument("--peer-cap", type=float, default=600, help="seconds a peer may take")
    parser.add_argument("--minutes", type=float, default=90, help="of the whole run")
    parser.add_argument("--steps", help=f"only these, by commas: {', '.join(STEPS)}")
    parser.add_argument("--turns", type=int, default=99, help="at most so many of each")
    parser.add_argument("--write", action="store_true", help="tables into docs/performance.md")
    parser.add_argument("--tables", action="store_true", help="of what is there; measure nothing")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    results = Results(asked.folder / "results.jsonl")
    campaign = Campaign(
        folder=asked.folder,
        results=results,
        cap=asked.cap,
        peer_cap=asked.peer_cap,
        steps=frozenset(asked.steps.split(",") if asked.steps else STEPS),
        turns=asked.turns,
        until=time.monotonic() + asked.minutes * _MINUTE,
    )
    sizes = [] if asked.tables else [int(size) for size in asked.sizes.split(",")]
    for _ in campaign.run(sizes):
        if asked.write:
            write_into(_PAGE, results)
    if asked.write:
        write_into(_PAGE, results)
    sys.stdout.write(told(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
