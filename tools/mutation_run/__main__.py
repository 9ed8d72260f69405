"""`python -m tools.mutation_run`: seed faults into random phases and write the catch rates."""

import argparse
import csv
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.paths import locate
from tools.mutation_run.faults import FAULTS, Fault, seeded
from tools.mutation_run.phases import Judge, Phase, clean_sample, random_phase

COLUMNS = ("fault", "label_vi", "seeded", "found", "phases", "seed")
FALSE_ALARMS = "false_alarms"
RESULT = "catch-rates.csv"
_FAULTS_A_PHASE = 30


@dataclass
class Tally:
    """How often something could happen and how often it did."""

    chances: int = 0
    hits: int = 0


def run(judge: Judge, sample: Phase, *, phases: int, seed: int) -> dict[str, Tally]:
    """Seed one fault a report into most reports of a phase; a tally by fault, and of false alarms.

    A fault is found when one of its codes is told of its report that was not told before. A false
    alarm is a report of a clean random phase of which something is told that the sample's own, as
    it stands, does not have.
    """
    draw = random.Random(seed)  # noqa: S311  # chance, not secrecy
    known = judge.findings(sample)
    tallies = {name: Tally() for name in (*(fault.name for fault in FAULTS), FALSE_ALARMS)}
    in_force = [path for path in sample if not _is_superseded(path, known)]
    for _ in range(phases):
        phase = dict(random_phase(sample, draw))
        alarmed = {path for path, _, _, _ in judge.findings(phase) - known}
        tallies[FALSE_ALARMS].chances += len(in_force)
        tallies[FALSE_ALARMS].hits += len(alarmed)
        struck: dict[str, Fault] = {}
        for path in draw.sample(in_force, len(in_force)):
            fault = draw.choice(FAULTS)
            wrong = seeded(fault, phase[path], draw)
            if wrong is not None:
                phase[path], struck[path] = wrong, fault
            if len(struck) == _FAULTS_A_PHASE:
                break
        new = judge.findings(phase) - known
        for path, fault in struck.items():
            tallies[fault.name].chances += 1
            tallies[fault.name].hits += any(p == path and c in fault.codes for p, _, _, c in new)
    return tallies


def _is_superseded(path: str, known: frozenset[tuple[str, str | None, str | None, str]]) -> bool:
    return (path, None, None, "submission.superseded") in known


def main() -> None:
    """Run and write the result beside the generated pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phases", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    project = locate()
    judge = Judge(Consolidation(project))
    with tempfile.TemporaryDirectory() as folder:
        sample = clean_sample(judge.steps, Path(folder))
    tallies = run(judge, sample, phases=told.phases, seed=told.seed)
    labels = {fault.name: fault.label_vi for fault in FAULTS}
    labels[FALSE_ALARMS] = "Báo nhầm ở báo cáo không có lỗi"
    with (project.home / "docs" / RESULT).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        for name, tally in tallies.items():
            row = (name, labels[name], tally.chances, tally.hits, told.phases, told.seed)
            lines.writerow(row)
            sys.stdout.write(f"{name}: {tally.hits} of {tally.chances}\n")


if __name__ == "__main__":
    main()
