"""The rows that examples of rules across rows are made of, and what an example is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.rules.staging import Row, Staged

MILLION = 1_000_000

MACHINERY: Row = {
    "project_code": "P1",
    "content_no": 3,
    "activity": "machinery",
    "funding": "local",
    "delivery": "own",
    "status": "completed",
    "approved_on": date(2016, 3, 1),
    "spent_vnd": 100 * MILLION,
}
SUPPORT: Row = {
    "project_code": "P1",
    "establishment": "HTX A",
    "support_vnd": 100 * MILLION,
    "investment_vnd": 500 * MILLION,
}
BRAND: Row = {"project_code": "P1"}
FIRST_SUPPORT = {("a", "technology_supports", 5)}
NEXT_YEAR = {"a": {}, "b": {"unit_code": "TTKC", "year": 2017}}
TWO_UNITS = {"a": {}, "b": {"unit_code": "TTKC"}}
FOUR_UNITS = {"a": {}, "b": {"unit_code": "TTKC"}, "c": {"unit_code": "062"}, "d": {"year": 2017}}


@dataclass(frozen=True)
class Example:
    """Stagings that pass, stagings that fail at the rows of one table, and those rows."""

    passes: Sequence[Staged]
    fails: Sequence[tuple[Staged, set[tuple[str, str, int]]]]


def project(**differs: object) -> Row:
    return {**MACHINERY, **differs}


def support(**differs: object) -> Row:
    return {**SUPPORT, **differs}


def supported(supports: Sequence[Row], *projects: Row) -> Staged:
    return Staged({"projects": projects or (MACHINERY,), "technology_supports": supports})
