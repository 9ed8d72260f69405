"""What the phase that follows sets out to reach, told as goals.

Read from ``assets/targets``: the file whose first year is the year after the phase. Targets of the
phase itself stand in ``sections.section_9_targets``, not here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kc_pipeline.figures.phases import Phase
from kc_pipeline.reference import read_csv
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.words import Words

_RANGE = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of the next phase in words: what stands before the number, the number, the rest."""

    before: str
    quantity: Quantity
    after: str


@dataclass(frozen=True, slots=True)
class NextPhase:
    """The phase after and its goals; no goals where none are declared."""

    words: str
    goals: tuple[Goal, ...]


def next_phase(targets_folder: Path, phase: Phase, words: Words) -> NextPhase:
    """The goals declared for the years right after a phase."""
    for path in sorted(targets_folder.glob("*.csv")):
        years = _RANGE.fullmatch(path.stem)
        if years and int(years[1]) == phase.to_year + 1:
            told = f"giai đoạn {years[1]}-{years[2]}" if years[1] != years[2] else f"năm {years[1]}"
            return NextPhase(told, tuple(_goals(path, words)))
    return NextPhase("giai đoạn tiếp theo", ())


def _goals(path: Path, words: Words) -> Iterator[Goal]:
    for row in read_csv(path):
        cell = place("targets", path.stem, "value", target=row["target"])
        quantity = Quantity(Decimal(row["value"]), row["unit"], cell=cell)
        # A target without words of its own is told by its label rather than left out.
        sentence = words.targets.get(row["target"], f"{row['label']}: {{value}}")
        before, _, after = sentence.partition("{value}")
        yield Goal(before, quantity, after)
