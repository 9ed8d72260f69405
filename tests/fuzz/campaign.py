"""A bounded run over mutated files: so many, from one seed, in so much time."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening import run_isolated
from tests.fuzz.judging import Verdict, judge
from tests.fuzz.mutations import MUTATIONS, bases

AT_ONCE = 150
HANGS_AFTER = 20.0
"""Seconds for one file; the slowest sound one takes a fraction of one."""


@dataclass
class Outcome:
    """How the files ended, and those that should not have ended so."""

    endings: Counter[str] = field(default_factory=Counter)
    failed: dict[Path, tuple[str, ...]] = field(default_factory=dict)

    @property
    def files(self) -> int:
        """How many were tried."""
        return self.endings.total()


def run(folder: Path, *, files: int, seed: int, seconds: float, workers: int = 1) -> Outcome:
    """Try that many files or as many as the time allows; failing ones stay in the folder."""
    outcome = Outcome()
    until = time.monotonic() + seconds
    written = _written(folder, seed)
    while outcome.files < files and time.monotonic() < until:
        batch = [next(written) for _ in range(min(AT_ONCE, files - outcome.files))]
        for path, verdict in zip(batch, judged(batch, workers), strict=True):
            outcome.endings[verdict.ending] += 1
            if verdict.faults:
                outcome.failed[path] = verdict.faults
            else:
                _remove(path)
    return outcome


def judged(paths: Sequence[Path], workers: int = 1) -> list[Verdict]:
    """The verdicts on files, from child processes."""
    found = run_isolated(judge, paths, timeout=HANGS_AFTER, workers=workers)
    return [_verdict(verdict) for verdict in found]


def _verdict(found: Verdict | UnreadableSubmission) -> Verdict:
    """What the isolation itself refuses is a fault: the task broke, hung or swelled."""
    if isinstance(found, UnreadableSubmission):
        return Verdict(found.code, (str(found),))
    return found


def _written(folder: Path, seed: int) -> Iterator[Path]:
    sound = bases(folder / "bases")
    number = 0
    while True:
        chance = random.Random(f"{seed}/{number}")  # noqa: S311  # an example, no secret
        mutation = chance.choice(MUTATIONS)
        yield mutation(chance.choice(sound), chance, folder / f"{seed}-{number}")
        number += 1


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
