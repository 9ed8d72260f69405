"""What was measured, kept as it comes: one line of JSON a measurement, so that a cut run goes on.

A measurement tells of the program and the declarations it was taken with
(`kc_pipeline.build_inputs`); those of others are kept and left out.
"""

import hashlib
import json
import os
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Ending, Measure
from kc_pipeline.build_inputs import declarations, program
from tests.small_phase import HOME


def of_now() -> str:
    """One hash over the program, its lock file and its declarations."""
    made = (*program(), *declarations(HOME))
    return hashlib.sha256(" ".join(str(one.sha256) for one in made).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Result:
    """One measurement of one step on the archive of one size."""

    size: int
    step: str
    seconds: float
    processor: float
    peak_mib: float
    ending: Ending
    program: str
    at: str
    load: float
    told: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Typical:
    """The medians of a step's measurements; a capped one ran at least so long."""

    seconds: float
    processor: float
    peak_mib: float
    ending: Ending
    times: int


@dataclass(frozen=True)
class Results:
    """The measurements in one file."""

    file: Path
    program: str = field(default_factory=of_now)

    def add(self, size: int, step: str, measure: Measure, told: Mapping[str, object]) -> Result:
        """Keep one more."""
        result = Result(
            size=size,
            step=step,
            seconds=round(measure.seconds, 3),
            processor=round(measure.processor, 3),
            peak_mib=round(measure.peak_mib, 1),
            ending=measure.ending,
            program=self.program,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            load=os.getloadavg()[0],
            told=dict(told),  # type: ignore[arg-type]  # read from JSON
        )
        with self.file.open("a", encoding="utf-8") as opened:
            opened.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
        return result

    def of(self, size: int, step: str) -> list[Result]:
        """Those of a step at a size."""
        return [one for one in self.all() if (one.size, one.step) == (size, step)]

    def all(self) -> Iterator[Result]:
        """Every measurement of this program."""
        if self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                result = Result(**json.loads(line))
                if result.program == self.program:
                    yield result

    def typical(self, size: int, step: str) -> Typical | None:
        """The medians of a step, None if it never was measured or failed."""
        found = [one for one in self.of(size, step) if one.ending != "failed"]
        done = [one for one in found if one.ending == "done"] or found
        if not done:
            return None
        return Typical(
            seconds=statistics.median(one.seconds for one in done),
            processor=statistics.median(one.processor for one in done),
            peak_mib=max(one.peak_mib for one in done),
            ending=done[0].ending,
            times=len(done),
        )

    def sizes(self) -> list[int]:
        """The sizes of which anything was measured."""
        return sorted({one.size for one in self.all()})
