"""Which establishment a row names, found anew from the cells of the reports.

The warehouse only tells which rows count. As the contract has it: a name is one establishment
within its district; the district is that of the row's commune, else of its project's, else the
reporting unit; a row of the centre without one stands where the name is had, if that is one
district only; a name without tones is its only accented twin. Registration numbers that differ part
a name, equal ones join it over districts. Nothing of ``kc_pipeline`` is used.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.report.raw_rows import bare, folded, row
from tests.small_phase import HOME, Outcome

TABLES = (
    "brands", "designs", "fair_booths", "selected_products", "technology_supports",
    "training_classes",
)  # fmt: skip
At = tuple[str, str, int]
"""Where a row stands: path, sheet, number."""


@dataclass(frozen=True)
class Named:
    """The name in a row, folded; the district it stands in, empty if none tells; its number."""

    name: str
    district: str
    number: str


@cache
def establishments(outcome: Outcome) -> Mapping[At, str]:
    """What tells the establishments apart that the rows that count name, by row."""
    named = dict(_named(outcome))
    where: dict[str, set[str]] = defaultdict(set)
    for one in named.values():
        if one.district:
            where[one.name].add(one.district)
    placed = {at: _placed(one, where) for at, one in named.items()}
    met = {(one.district, one.name) for one in placed.values()}
    twins = {at: replace(one, name=_twin(one, met)) for at, one in placed.items()}
    return _told_apart(twins)


def _told_apart(named: Mapping[At, Named]) -> Mapping[At, str]:
    numbers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in named.values():
        if one.number:
            numbers[one.district, one.name][one.number] += 1
    usual = {name: min(found, key=lambda n: (-found[n], n)) for name, found in numbers.items()}
    return {
        at: one.number or usual.get((one.district, one.name)) or f"{one.district} {one.name}"
        for at, one in named.items()
    }


def _placed(one: Named, where: Mapping[str, set[str]]) -> Named:
    near = {d for name, found in where.items() if _same(one.name, name) for d in found}
    return replace(one, district=near.pop()) if not one.district and len(near) == 1 else one


def _same(name: str, other: str) -> bool:
    return name == other or (bare(name) == bare(other) and bare(name) in {name, other})


def _twin(one: Named, met: Iterable[tuple[str, str]]) -> str:
    if one.name != bare(one.name):
        return one.name
    twins = [n for d, n in met if d == one.district and n != one.name and bare(n) == one.name]
    return twins[0] if len(twins) == 1 else one.name


def _named(outcome: Outcome) -> Iterator[tuple[At, Named]]:
    communes = {
        folded(told["project_code"]): told.get("commune") for _, told in _rows(outcome, "projects")
    }
    for table in TABLES:
        for at, told in _rows(outcome, table):
            if "establishment" in told:
                unit = Path(at[0]).name[:3]
                own = unit if unit.isdigit() else ""
                said = (told.get("commune"), communes.get(folded(told.get("project_code", ""))))
                district = next(filter(None, (_district(place, own) for place in said)), own)
                number = told.get("registration_no", "").lstrip("0")
                yield at, Named(folded(told["establishment"]), district, number)


def _rows(outcome: Outcome, table: str) -> Iterator[tuple[At, Mapping[str, str]]]:
    for at in outcome.rows(
        f"select path, sheet, row_no from core.{table} join quality.submissions "
        "using (submission_id) order by all"
    ):
        path, sheet, row_no = at
        yield (path, sheet, row_no), row(outcome.project.raw, path, sheet, row_no)


def _district(place: str | None, own: str) -> str:
    """The district a place lies in, or is; of namesakes the one in the unit's own district."""
    if place is None:
        return ""
    found = _places().get(folded(place.partition(",")[0]), frozenset())
    return own if own in found else next(iter(found)) if len(found) == 1 else ""


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """The districts that communes and districts of a name lie in, or are."""
    found: dict[str, set[str]] = defaultdict(set)
    with (HOME / "assets/reference/units.csv").open(encoding="utf-8-sig", newline="") as file:
        for unit in csv.DictReader(file):
            if unit["level"] in {"xa", "huyen"}:
                district = unit["code"] if unit["level"] == "huyen" else unit["parent_code"]
                for name in (unit["name_vi"], *unit["aliases"].split("|")):
                    found[folded(name)].add(district)
    return {name: frozenset(districts) for name, districts in found.items()}
