"""What is aimed at: ratios between two steps of one run, and a few plain limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.results import Results, Typical


@dataclass(frozen=True)
class Ratio:
    """How many times as long one step may take as another, or has to."""

    about: str
    step: str
    beside: str
    most: float | None = None
    least: float | None = None

    @property
    def aim(self) -> str:
        """What is aimed at, in words."""
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"

    def of(self, results: Results, size: int) -> str:
        """By the clock, and in brackets by the processor; bold where the aim is missed.

        Nothing where one of the two is not known.
        """
        step, beside = results.typical(size, self.step), results.typical(size, self.beside)
        if step is None or beside is None or beside.ending != "done":
            return ""
        ratio = step.seconds / beside.seconds
        missed = ratio > self.most if self.most is not None else ratio < (self.least or 0)
        by_processor = step.processor / beside.processor
        told = f"{'> ' if step.ending == 'capped' else ''}{ratio:.2f} ({by_processor:.2f})"
        return f"**{told}**" if missed else told


RATIOS = (
    Ratio("first consolidation / calamine", "first", "calamine", most=1.0),
    Ratio("no change / empty job", "unchanged", "empty_job", most=0.15),
    Ratio("one changed / empty job", "changed", "empty_job", most=1.5),
    Ratio("`kc assess` / empty job", "assess", "empty_job", most=3.0),
    Ratio("Frictionless / first consolidation", "frictionless", "first", least=10.0),
    Ratio("script / first consolidation", "script", "first", least=5.0),
)
HELP_SECONDS = 0.3
SECTION_MILLISECONDS = 20.0
GROWING = ("calamine", "first", "unchanged", "changed", "assess")
MOST_MEMORY_GROWTH = 1.5


def growth(results: Results, name: str, smaller: int, larger: int) -> tuple[str, str] | None:
    """How many times the time and the memory of a step, from one size to a larger one."""
    before, after = results.typical(smaller, name), results.typical(larger, name)
    if before is None or after is None or "capped" in {before.ending, after.ending}:
        return None
    return _bold(before, after, larger / smaller)


def _bold(before: Typical, after: Typical, files: float) -> tuple[str, str]:
    time = after.seconds / before.seconds
    memory = after.peak_mib / before.peak_mib
    return (
        f"**{time:.1f}**" if time > files else f"{time:.1f}",
        f"**{memory:.2f}**" if memory > MOST_MEMORY_GROWTH else f"{memory:.2f}",
    )


def steps_between(sizes: Sequence[int]) -> Mapping[tuple[int, int], float]:
    """Each size and the next larger one, and how many times the workbooks that is."""
    return {(smaller, larger): larger / smaller for smaller, larger in pairwise(sizes)}
