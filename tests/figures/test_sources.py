"""What stands behind the figures: contributions that add up, and cells that hold them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.small_phase import Outcome

AMOUNT = "million VND"
BOTH = pytest.mark.parametrize("phase", ["sample", "random_phase"])

ADDITIVE = {
    "classes",
    "trainees",
    "women",
    "booths",
    "designs",
    "programmes",
    "delegates",
    "enterprises",
    "new_jobs",
    "tours",
}
"""Last parts of the names of figures that are sums, or counts of rows."""


@cache
def workbook(path: Path) -> openpyxl.Workbook:
    """A workbook with the values its formulas were saved with."""
    return openpyxl.load_workbook(path, data_only=True)


def figures(outcome: Outcome) -> dict[tuple[str, str], tuple[Decimal | None, str]]:
    found = outcome.rows("select phase, figure, value, unit from assessment.figures")
    return {(phase, figure): (value, unit) for phase, figure, value, unit in found}


def contributions(outcome: Outcome) -> dict[tuple[str, str], list[Decimal | None]]:
    told: dict[tuple[str, str], list[Decimal | None]] = defaultdict(list)
    for phase, figure, contribution in outcome.rows(
        "select phase, figure, contribution from assessment.figure_sources"
    ):
        told[phase, figure].append(contribution)
    return told


def is_additive(figure: str, unit: str) -> bool:
    return unit == AMOUNT or bool(ADDITIVE & set(figure.split(".")))


@BOTH
def test_additive_figures_add_up_exactly(phase: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    behind = contributions(outcome)
    additive = {
        key: value
        for key, (value, unit) in figures(outcome).items()
        if is_additive(key[1], unit) and value
    }
    assert len(additive) > 50
    assert additive == {key: sum(filter(None, behind[key])) for key in additive}


@BOTH
def test_a_distinct_count_lists_each_row_with_one(
    phase: str, request: pytest.FixtureRequest
) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    behind = contributions(outcome)
    counts = {
        key: value
        for key, (value, unit) in figures(outcome).items()
        if value and not is_additive(key[1], unit) and unit != "percent"
        if key[1] != "overview.contents_in_decree"  # the decree's, in no report
    }
    assert len(counts) > 30
    assert {key for key in counts if set(behind[key]) != {Decimal(1)}} == set()
    assert {key for key, value in counts.items() if len(behind[key]) < value} == set()


@BOTH
def test_nothing_has_no_sources(phase: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    empty = {key for key, (value, unit) in figures(outcome).items() if value == 0}
    counted = {key for key, found in contributions(outcome).items() if any(found)}
    assert empty & counted == set()


@BOTH
def test_a_share_lists_its_parts_and_its_base(phase: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    key = ("2014-2018", "s2.outcome.household_share")
    value, _ = figures(outcome)[key]
    behind = contributions(outcome)[key]
    assert value is not None
    assert None in behind
    assert abs(value - sum(filter(None, behind))) < Decimal("0.0001")


def amounts_behind(outcome: Outcome) -> list[tuple[Any, ...]]:
    return outcome.rows(
        f"""
        select s.path, sub.form, f.unit, f.sheet, f.cell, f.contribution
        from (
            select sources.*, figures.unit
            from assessment.figure_sources as sources
            join assessment.figures as figures using (phase, figure)
            where unit in ('{AMOUNT}', 'people', 'booths', 'designs') and contribution is not null
        ) as f
        join quality.submissions as sub using (submission_id)
        join quality.submissions as s using (submission_id)
        where s.path like '%.xlsx'
        group by all
        """
    )


def unit_of_sheet(form: str) -> Mapping[str, Decimal]:
    """What one of a sheet's unit of money is in million đồng."""
    return {AMOUNT: Decimal("0.000001") if form == "KC-2014" else Decimal(1)}


def test_every_cell_holds_what_it_contributes(random_phase: Outcome) -> None:
    outcome = random_phase
    checked, wrong = 0, []
    for path, form, unit, sheet, cell, contribution in amounts_behind(outcome):
        stands = workbook(outcome.project.raw / path)[sheet][cell].value
        scale = unit_of_sheet(form).get(unit, Decimal(1))
        if Decimal(str(stands)) * scale != contribution:
            wrong.append((path, sheet, cell, stands, contribution))
        checked += 1
    assert checked > 100
    assert wrong == []


@BOTH
def test_every_cell_holds_the_text_that_was_read(
    phase: str, request: pytest.FixtureRequest
) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    behind = outcome.rows(
        """
        select distinct s.path, f.sheet, f.cell, c.raw
        from assessment.figure_sources as f
        join quality.submissions as s using (submission_id)
        left join quality.cells as c using (submission_id, sheet, row_no, cell)
        where s.path like '%.xlsx' and c.table_name is distinct from 'cover'
        """
    )
    absent = [one for one in behind if one[3] is None]
    blank = [
        (path, sheet, cell)
        for path, sheet, cell, _ in behind
        if workbook(outcome.project.raw / path)[sheet][cell].value is None
    ]
    assert (len(behind) > 200, absent, blank) == (True, [], [])
