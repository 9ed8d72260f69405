"""Phases: the declared ones of ``phases.csv``, and any FROM-TO range of years."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kc_pipeline.errors import UnknownPhase
from kc_pipeline.reference import Row

_RANGE = re.compile(r"(?P<first>\d{4})\s*[-–—]\s*(?P<last>\d{4})")


@dataclass(frozen=True, slots=True)
class Phase:
    """A range of years, both included."""

    name: str
    from_year: int
    to_year: int
    title_vi: str

    @property
    def years(self) -> range:
        """The years of the phase."""
        return range(self.from_year, self.to_year + 1)


def declared_phases(rows: Iterable[Row]) -> tuple[Phase, ...]:
    """The phases of ``phases.csv``."""
    return tuple(
        Phase(row["phase"], int(row["from_year"]), int(row["to_year"]), row["title_vi"])
        for row in rows
    )


def find_phase(name: str, declared: Iterable[Phase]) -> Phase:
    """The declared phase of that name, else the range of years it says.

    Raises UnknownPhase when it says none, or one that ends before it begins.
    """
    for phase in declared:
        if phase.name == name:
            return phase
    found = _RANGE.fullmatch(name.strip())
    if found is None or int(found["last"]) < int(found["first"]):
        raise UnknownPhase(f"{name!r} is no phase: give FROM-TO, 2014-2018 for example")
    first, last = int(found["first"]), int(found["last"])
    same = next((p for p in declared if (p.from_year, p.to_year) == (first, last)), None)
    return same or Phase(f"{first}-{last}", first, last, f"Giai đoạn {first} - {last}")
