"""Which of several units of one name a written place means, in the year and for the reporter.

Units of the year come before those of another time, the reporter's own before others. Finding the
units a text names is for `unit_wording`, looking them up for `units`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kc_pipeline.resolution.unit import Level, Unit
from kc_pipeline.resolution.unit_wording import Named


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """What a written place was taken for.

    ``unit_code`` is None where no single unit is meant; ``district_code`` may be known all the
    same. ``level`` is that of the unit. ``problem`` is the code of a rule, or None; ``name`` and
    ``candidates`` fill its message. ``on`` is a day on which the code has this meaning: codes are
    reused.
    """

    unit_code: str | None
    district_code: str | None
    level: Level | None
    problem: str | None = None
    name: str = ""
    candidates: tuple[str, ...] = ()
    on: date | None = None

    @property
    def details(self) -> dict[str, str]:
        """Give the details of an issue with ``problem``."""
        return {"name": self.name, "candidates": "; ".join(self.candidates)}


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who writes, and when; ``area`` is the unit's own, a district or commune, None for the centre.

    A commune that reports lies in no district.
    """

    year: int
    area: Unit | None

    @property
    def district(self) -> str | None:
        """Give the code of the district that reports."""
        return self.area.code if self.area and self.area.level is Level.DISTRICT else None

    @property
    def commune(self) -> str | None:
        """Give the code of the commune that reports."""
        return self.area.code if self.area and self.area.level is Level.COMMUNE else None

    def is_elsewhere(self, unit: Unit, district: str | None) -> bool:
        """Say whether a unit below the province, in ``district``, lies outside the area."""
        if self.commune is not None:
            return unit.code != self.commune
        return self.district is not None and self.district != district


def choose(
    named: Named, units: Iterable[Unit], within: frozenset[str], reporter: Reporter
) -> tuple[Unit, ...]:
    """Give the units meant, best first by time, kind and nearness; several if none stands out.

    ``within`` are districts that the text names beside; communes elsewhere are then left out.
    """
    candidates = [
        unit
        for unit in units
        if unit.level is not Level.CENTRE
        and (named.level is None or unit.level is named.level)
        and (not within or _lies_in(unit, within))
    ]
    for is_wanted in _tiers(named, reporter.year):
        tier = [unit for unit in candidates if is_wanted(unit)]
        if tier:
            nearest = min(_distance(unit, reporter) for unit in tier)
            return _distinct(
                [unit for unit in tier if _distance(unit, reporter) == nearest], reporter.year
            )
    return ()


def is_name_of_year(unit: Unit, named: Named, year: int) -> bool:
    """Say whether the unit was called so in that year, kind included if the text tells one."""
    return unit.is_of(year) and named.kind in (None, unit.kind)


def district_of(unit: Unit, reporter: Reporter) -> str | None:
    """Give the district, the reporter's own if the unit's area lay in several."""
    if reporter.district in unit.districts:
        return reporter.district
    return unit.districts[0] if len(unit.districts) == 1 else None


def _lies_in(unit: Unit, within: frozenset[str]) -> bool:
    return unit.level is not Level.PROVINCE and bool(within.intersection(unit.districts))


def _tiers(named: Named, year: int) -> tuple[Callable[[Unit], bool], ...]:
    """Of the year under its kind; of the year under another kind; of another time, likewise."""
    return (
        lambda unit: is_name_of_year(unit, named, year),
        lambda unit: unit.is_of(year),
        lambda unit: unit.kind == named.kind,
        lambda _: True,
    )


def _distance(unit: Unit, reporter: Reporter) -> int:
    """Rank a bare name: a unit writes its own communes first, the centre names districts."""
    if unit.level is Level.PROVINCE:
        return 4
    if unit.code == reporter.commune:
        return -1
    if reporter.district is None:
        return 0 if unit.level is Level.DISTRICT else 1
    is_own = reporter.district in unit.districts
    if unit.level is Level.COMMUNE:
        return 0 if is_own else 3
    return 1 if is_own else 2


def _distinct(units: list[Unit], year: int) -> tuple[Unit, ...]:
    """Give one unit a code; a unit that took over another's name and district within the year."""
    by_code: dict[str, Unit] = {}
    for unit in sorted(units, key=lambda unit: unit.valid_from):
        by_code[unit.code] = unit
    left = list(by_code.values())
    if len({(unit.name, unit.districts) for unit in left}) == 1:
        at_end = [unit for unit in left if unit.is_at_end_of(year)]
        left = at_end if len(at_end) == 1 else left[-1:]
    return tuple(left)
