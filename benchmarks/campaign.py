"""A run of the benchmark: archives written, steps measured in turns, each kept as it ends.

What an earlier run of the same program measured is not measured again, so that a run that was cut
goes on where it was. What reached its cap is not tried again, what failed is by the next run.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.measuring import Measure, measured
from benchmarks.profile_parts import parts
from benchmarks.results import Results
from benchmarks.steps import NIGHT, PEERS, ROUNDS, WHOLE, Kind, Step, stacks

_DONE = frozenset({0})
_PUBLISHED_OR_FAULTY = frozenset({0, 1})
_PRIMING = NIGHT[1]


@dataclass(frozen=True)
class Campaign:
    """Where everything is kept, and how long anything may take."""

    folder: Path
    results: Results
    cap: float
    peer_cap: float
    steps: frozenset[str]
    turns: int
    until: float
    """On the monotonic clock: no step begins after it, and none lasts beyond it."""

    def run(self, sizes: Sequence[int]) -> Iterator[int]:
        """Measure size after size; yield each when it is through."""
        for size in sorted(sizes):
            archive = Archive(self.folder / str(size), size)
            _tell(f"{size} workbooks: writing what is missing")
            archive.write()
            for steps in ROUNDS:
                self._round(archive, steps)
            yield size

    def _round(self, archive: Archive, steps: Sequence[Step]) -> None:
        left = {step.name: self._turns_left(archive, step) for step in steps}
        if not any(left.values()):
            return
        if steps is not WHOLE and not self._is_primed(archive):
            _tell("not published in time: what needs a published file is left out")
            return
        while any(left.values()) and time.monotonic() < self.until:
            for step in steps:
                if left[step.name]:
                    going_on = self._measure(archive, step)
                    left[step.name] = left[step.name] - 1 if going_on else 0

    def _turns_left(self, archive: Archive, step: Step) -> int:
        if step.kind in {Kind.PEER, Kind.PROFILE} and not PEERS.exists():
            return 0
        if step.name not in self.steps:
            return 0
        had = self.results.of(archive.size, step.name)
        if any(one.ending == "capped" for one in had):
            return 0
        done = sum(one.ending == "done" for one in had)
        return max(0, min(self.turns, step.turns(archive.size)) - done)

    def _is_primed(self, archive: Archive) -> bool:
        """Publish what lies there, untimed, so that nothing has changed for the night."""
        primed = self._measured(archive, _PRIMING)
        return primed.ending == "done" and archive.project.published.exists()

    def _measure(self, archive: Archive, step: Step) -> bool:
        """Whether the step is worth another turn."""
        step.before(archive)
        measure = self._measured(archive, step)
        cut = measure.ending == "capped" and time.monotonic() >= self.until
        if not cut:
            self.results.add(archive.size, step.name, measure, _told(archive, step, measure))
        _tell(
            f"{archive.size} {step.name}: {measure.seconds:.2f} s, "
            f"{measure.processor:.2f} s of processor, {measure.peak_mib:.0f} MiB, "
            f"{'cut' if cut else measure.ending}"
        )
        if measure.ending == "failed":
            _tell(measure.printed[-2000:])
        return measure.ending == "done"

    def _measured(self, archive: Archive, step: Step) -> Measure:
        project = archive.project
        folders = {
            "KC_HOME": project.home,
            "KC_RAW": project.raw,
            "KC_WAREHOUSE": project.warehouse,
        }
        cap = self.peer_cap if step.kind is Kind.PEER else self.cap
        return measured(
            step.command(archive),
            folder=archive.folder,
            environment={name: str(folder) for name, folder in folders.items()},
            cap=min(cap, max(0.0, self.until - time.monotonic())),
            succeeding=_PUBLISHED_OR_FAULTY if step.is_kc else _DONE,
        )


def _told(archive: Archive, step: Step, measure: Measure) -> Mapping[str, object]:
    if step.name == "answers" and measure.ending == "done":
        told: Mapping[str, object] = json.loads(measure.printed)
        return told
    if step.kind is Kind.PROFILE and measure.ending == "done":
        return {"parts": parts(stacks(archive).read_text(encoding="utf-8").splitlines())}
    return {}


def _tell(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
