"""Phases that share a year say the same of it, whether they are declared or any range of years."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kc_pipeline.figures.session import Assessment, open_assessment
from tests.small_phase import Outcome

DECLARED = ("2014-2018", "2016-2020", "2019-2020")
ONE_YEAR = "2016-2016"
ANY_RANGE = ("2015-2019", ONE_YEAR)
SHARED = (2014, 2015, 2016, 2019)
"""The years with reports; each but the first lies in several of the phases."""

Told = Mapping[int | None, frozenset[tuple[object, ...]]]
"""What a phase says of each year."""


@dataclass(frozen=True)
class Said:
    """The rows of section tables by year and over all years; the yearly figures, their cells."""

    rows: Told
    total: frozenset[tuple[object, ...]]
    figures: Told
    sources: Told


@pytest.fixture(scope="module")
def said(random_phase: Outcome) -> Mapping[str, Said]:
    """What each phase says."""
    found = {}
    for phase in (*DECLARED, *ANY_RANGE):
        with open_assessment(random_phase.project, phase) as assessment:
            rows = _rows(assessment)
            total = rows.pop(None)
            found[phase] = Said(rows, total, _figures(assessment), _sources(assessment))
    return found


@pytest.mark.parametrize("what", ["rows", "figures", "sources"])
def test_phases_agree_on_the_years_they_share(said: Mapping[str, Said], what: str) -> None:
    told: list[Told] = [getattr(one, what) for one in said.values()]
    agreed = {}
    for year in SHARED:
        of_year = [by_year[year] for by_year in told if year in by_year]
        assert (len(of_year) > 1) == (year > SHARED[0])
        agreed[year] = len(of_year[0]) > 1 and set(of_year) == {of_year[0]}
    assert agreed == dict.fromkeys(SHARED, True)


def test_a_phase_of_one_year_is_what_others_say_of_it(said: Mapping[str, Said]) -> None:
    of_year = said["2014-2018"].rows[2016]
    assert len(of_year) > 100
    assert of_year - said[ONE_YEAR].total == set()


def _yearly(assessment: Assessment) -> list[str]:
    """The section tables with a total over the years."""
    return [
        asset.name
        for asset in assessment.assessor.sql
        if asset.schema == "sections" and {"phase", "year"} <= set(asset.header.keys)
    ]


def _rows(assessment: Assessment) -> dict[int | None, frozenset[tuple[object, ...]]]:
    found: dict[int | None, set[tuple[object, ...]]] = defaultdict(set)
    for table in _yearly(assessment):
        rows = assessment.connection.execute(
            f"select year, * exclude (phase, year) from sections.{table} where phase = ?",
            [assessment.phase.name],
        )
        for year, *row in rows.fetchall():
            found[year].add((table, *row))
    return {year: frozenset(rows) for year, rows in found.items()}


def _figures(assessment: Assessment) -> Told:
    values: list[tuple[str, Decimal | None]] = assessment.connection.execute(
        "select figure, value from assessment.figures where phase = ?", [assessment.phase.name]
    ).fetchall()
    return _by_year(values)


def _sources(assessment: Assessment) -> Told:
    cells: list[tuple[str, object]] = assessment.connection.execute(
        "select figure, submission_id, sheet, row_no, cell, contribution "
        "from assessment.figure_sources where phase = ?",
        [assessment.phase.name],
    ).fetchall()
    return _by_year(cells)


def _by_year(rows: list[tuple[str, object]] | list[tuple[str, Decimal | None]]) -> Told:
    """The rows of figures whose names end in a year."""
    found: dict[int | None, set[tuple[object, ...]]] = defaultdict(set)
    for row in rows:
        ending = row[0].rpartition(".")[2]
        if ending.isdigit():
            found[int(ending)].add(row)
    return {year: frozenset(of_year) for year, of_year in found.items()}
