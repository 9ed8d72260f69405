"""What a report costs, side by side with a recorded Dagster job of one empty asset.

`python -m benchmarks.assessment` consolidates the sample phase once, then measures in turns, each
in a process of its own: the empty job, ``kc assess`` with all its files for a declared phase, and
for a range of years that is none and so is computed first.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.side_by_side import EMPTY_JOB, Costs, table, timed
from kc_pipeline.paths import Project

DECLARED = "assess 2014-2018"
ANY_RANGE = "assess 2015-2018"
AIMS = {DECLARED: 3.0, ANY_RANGE: 3.0}
_HOME = Path(__file__).parents[1]
_DAGSTER = "telemetry:\n  enabled: false\n"


def main(arguments: Sequence[str]) -> int:
    """Measure and print the table; aims are aims: 0 whether or not they are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kc-bench-") as temporary:
        folder = Path(temporary)
        dagster = folder / "dagster"
        dagster.mkdir()
        (dagster / "dagster.yaml").write_text(_DAGSTER, encoding="utf-8")
        project = Project(_HOME, _HOME / "raw", folder / "warehouse")
        commands = {
            EMPTY_JOB: [sys.executable, "-m", "benchmarks.empty_job", str(dagster)],
            DECLARED: _kc(*DECLARED.split()),
            ANY_RANGE: _kc(*ANY_RANGE.split()),
        }
        timed(_kc("run"), project, Costs())
        timed(commands[EMPTY_JOB], project, Costs())
        costs = {name: Costs() for name in commands}
        for _ in range(told.rounds):
            for name, command in commands.items():
                timed(command, project, costs[name])
    sys.stdout.write(table(costs, AIMS))
    return 0


def _kc(*words: str) -> list[str]:
    return [sys.executable, "-c", f"from kc_pipeline.cli import main; main({list(words)})"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
