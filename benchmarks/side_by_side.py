"""What a night costs, side by side with a recorded Dagster job of one empty asset.

`python -m benchmarks.side_by_side` writes a thousand workbooks, consolidates them once, and then
measures in turns, each in a process of its own: the empty job, ``kc run`` where nothing changed,
and ``kc run`` with one changed workbook. In turns, so that what else the machine does weighs on
all three alike. Nothing but the three is timed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.thousand_workbooks import made_home, path_of, report_of, submissions, write_all
from kc_pipeline.paths import Project
from tools.sample_phase.workbooks import write_workbook

EMPTY_JOB = "empty job"
NOTHING_CHANGED = "nothing changed"
ONE_CHANGED = "one workbook changed"
AIMS = {NOTHING_CHANGED: 0.15, ONE_CHANGED: 1.5}

_HOME = """\
telemetry:
  enabled: false
"""
_KC = "from kc_pipeline.cli import main; main()"


@dataclass
class Costs:
    """What the turns of one thing cost: seconds on the clock, and seconds of processor."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    """Measure and print the table; aims are aims: 0 whether or not they are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="kept, and taken as it is if it is there")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kc-bench-") as temporary:
        folder = told.folder or Path(temporary)
        project = _consolidated(folder)
        costs = {name: Costs() for name in (EMPTY_JOB, NOTHING_CHANGED, ONE_CHANGED)}
        for turn in range(told.rounds):
            _one_turn(project, folder, turn, costs)
    sys.stdout.write(table(costs, AIMS))
    return 0


def table(costs: Mapping[str, Costs], aims: Mapping[str, float]) -> str:
    """Medians, and ratios to the empty job, beside what is aimed at."""
    yardstick = costs[EMPTY_JOB]
    lines = [
        "| | s | ratio | s of processor | ratio | aim |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, cost in costs.items():
        cells = []
        for own, of_job in (
            (cost.clock, yardstick.clock),
            (cost.processor, yardstick.processor),
        ):
            median = statistics.median(own)
            cells += [f"{median:.2f}", f"{median / statistics.median(of_job):.2f}"]
        aim = f"{aims[name]:.2f}" if name in aims else ""
        lines.append(f"| {name} | {' | '.join(cells)} | {aim} |")
    return "\n".join(lines) + "\n"


def _consolidated(folder: Path) -> Project:
    """The thousand workbooks and their first, whole consolidation; nothing of it is timed."""
    project = Project(folder / "home", folder / "raw", folder / "warehouse")
    if not project.home.exists():
        project = made_home(folder)
        count = write_all(project.raw)
        sys.stdout.write(f"{count} workbooks written; consolidating them once\n")
        sys.stdout.flush()
    dagster = folder / "dagster"
    dagster.mkdir(exist_ok=True)
    (dagster / "dagster.yaml").write_text(_HOME, encoding="utf-8")
    timed([sys.executable, "-c", _KC, "run"], project, Costs())
    timed([sys.executable, "-m", "benchmarks.empty_job", str(dagster)], project, Costs())
    return project


def _one_turn(project: Project, folder: Path, turn: int, costs: Mapping[str, Costs]) -> None:
    kc = [sys.executable, "-c", _KC, "run"]
    empty = [sys.executable, "-m", "benchmarks.empty_job", str(folder / "dagster")]
    timed(empty, project, costs[EMPTY_JOB])
    timed(kc, project, costs[NOTHING_CHANGED])
    first = next(submissions())
    changed = report_of(first.unit_code, first.unit, first.year, time.time_ns())
    write_workbook(changed, path_of(project.raw, changed))
    timed(kc, project, costs[ONE_CHANGED])
    sys.stdout.write(
        f"turn {turn + 1}: "
        + ", ".join(f"{name} {cost.clock[-1]:.2f} s" for name, cost in costs.items())
        + "\n"
    )
    sys.stdout.flush()


def timed(command: Sequence[str], project: Project, cost: Costs) -> None:
    """Run to the end and add what it cost, with all the processes it started."""
    folders = {"KC_HOME": project.home, "KC_RAW": project.raw, "KC_WAREHOUSE": project.warehouse}
    begin = time.monotonic()
    process = subprocess.Popen(  # noqa: S603  # our own interpreter
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {name: str(folder) for name, folder in folders.items()},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}")
    cost.clock.append(time.monotonic() - begin)
    cost.processor.append(usage.ru_utime + usage.ru_stime)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
