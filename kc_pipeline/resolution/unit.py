"""One administrative unit, or the provincial centre, for as long as it had that name and kind.

What a written text means is for `units`; here are only the rows of ``reference/units.csv``.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kc_pipeline.errors import DeclarationError

_ALWAYS = (date.min, date.max)
_CODE = re.compile(r"\b([0-9]{2,5}|[A-Z]{2,10}):")


class Level(StrEnum):
    """How high a unit stands; communes before and after the reform of 2025 are one level."""

    PROVINCE = "tinh"
    DISTRICT = "huyen"
    COMMUNE = "xa"
    CENTRE = "trung_tam"


_LEVELS = {
    "tinh": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "xa_2025": Level.COMMUNE,
    "trung_tam": Level.CENTRE,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under one name: a renamed one is several, with the same code.

    ``kind`` is ``Xã``, ``Huyện`` and the like. ``districts`` are those a commune lies or, after
    the districts were abolished, its area lay in; a district's own code for a district.
    ``reports`` says that it stands right below a province, as districts and the centre do, and
    communes since there are no districts: those report.
    """

    code: str
    name: str
    kind: str
    level: Level
    valid_from: date
    valid_to: date
    aliases: tuple[str, ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    districts: tuple[str, ...]
    reports: bool

    def is_of(self, year: int) -> bool:
        """Say whether the unit existed under this name on any day of the year."""
        return self.valid_from.year <= year <= self.valid_to.year

    def is_at_end_of(self, year: int) -> bool:
        """Say whether the unit existed under this name on the last day of the year."""
        return self.valid_from <= date(year, 12, 31) <= self.valid_to

    def last_day_in(self, year: int) -> date:
        """Give its last day in the year; of a unit of another time the day nearest to the year."""
        return min(max(date(year, 12, 31), self.valid_from), self.valid_to)


def read_units(rows: Iterable[Mapping[str, str]]) -> tuple[Unit, ...]:
    """Read the rows of ``units.csv``; a DeclarationError names the row that is wrong."""
    listed = list(rows)
    parents = {row["code"]: row["parent_code"] for row in listed if row["level"] == "xa"}
    provinces = {row["code"] for row in listed if row["level"] == Level.PROVINCE}
    return tuple(_unit(row, parents, provinces) for row in listed)


def _unit(row: Mapping[str, str], parents: Mapping[str, str], provinces: Collection[str]) -> Unit:
    try:
        level = _LEVELS[row["level"]]
        valid_from, valid_to = (
            date.fromisoformat(row[name]) if row[name] else unbounded
            for name, unbounded in zip(("valid_from", "valid_to"), _ALWAYS, strict=True)
        )
    except (KeyError, ValueError) as error:
        raise DeclarationError(f"units.csv, {row.get('code')}: {error}") from error
    predecessors = tuple(_CODE.findall(row["predecessors"]))
    districts: tuple[str, ...] = ()
    if level is Level.DISTRICT:
        districts = (row["code"],)
    elif row["level"] == "xa":
        districts = (row["parent_code"],)
    elif level is Level.COMMUNE:
        districts = tuple(sorted({parents[code] for code in predecessors if code in parents}))
    return Unit(
        code=row["code"],
        name=row["name_vi"],
        kind=row["type"],
        level=level,
        valid_from=valid_from,
        valid_to=valid_to,
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        predecessors=predecessors,
        successors=tuple(_CODE.findall(row["successors"])),
        districts=districts,
        reports=row["parent_code"] in provinces,
    )
