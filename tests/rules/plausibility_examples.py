"""Examples as in `cross_rule_examples`, for the rules that ask whether the figures can be right."""

from collections.abc import Sequence
from datetime import date

from tests.rules.out_of_scale_examples import in_years
from tests.rules.staged_rows import (
    FIRST_SUPPORT,
    MILLION,
    TWO_UNITS,
    Example,
    project,
    support,
    supported,
)
from tests.rules.staging import Row, Staged

TWO_YEARS = {"a": {"year": 2016}, "b": {"year": 2015}}
PLAN: Row = {"name": "plan_local_vnd", "cell": "B8"}
HONOUR: Row = {
    "project_code": "P1",
    "round_year": 2016,
    "level": "province",
    "product": "Chè",
    "establishment": "HTX A",
}


def assigned(millions: int, *plans: int | None, **differs: object) -> Staged:
    """A local budget and the plans of the projects P0, P1 …"""
    projects = [
        project(project_code=f"P{n}", planned_vnd=plan and plan * MILLION, **differs)
        for n, plan in enumerate(plans)
    ]
    facts = [{**PLAN, "value": str(millions * MILLION)}]
    return Staged({"projects": projects, "cover_facts": facts})


def classes(*trainees: int | None) -> Staged:
    rows = [{"project_code": "P1", "trainees": number} for number in trainees]
    return Staged({"training_classes": rows})


def spent(now: int, last: int, year: int = 2015) -> Staged:
    """What one project of each of two years spent, in millions."""
    projects = [
        project(spent_vnd=now * MILLION),
        project(of="b", project_code="P2", spent_vnd=last * MILLION),
    ]
    return Staged({"projects": projects}, {"a": {}, "b": {"year": year}})


def held(day: date | None, **differs: object) -> Staged:
    row = {"project_code": "P1", "held_on": day, **differs}
    return Staged({"management_activities": [row]})


def managed(*amounts: int | None) -> Staged:
    rows = [{"project_code": "P1", "spent_vnd": amount} for amount in amounts]
    return Staged({"projects": [project()], "management_activities": rows})


def honours(*rows: Row, projects: Sequence[str] = ("P1", "P2")) -> Staged:
    told = [project(project_code=code, activity="selection", content_no=4) for code in projects]
    return Staged({"projects": told, "selected_products": [{**HONOUR, **row} for row in rows]})


def machines(*rows: Row) -> Staged:
    return supported(
        [support(**{"equipment": "Máy sấy", **row}) for row in rows],
        project(),
        project(project_code="P2"),
    )


EXAMPLES = {
    "budget.plan_exceeded": Example(
        passes=[
            assigned(150, 100, 50),
            assigned(150, 100),
            assigned(50, 100, None),
            assigned(50, 100, funding="national"),
            assigned(50, 100, delivery="partner"),
            assigned(50, 100, row_error=True),
            assigned(50),
        ],
        fails=[(assigned(149, 100, 50), {("a", "cover", 8)})],
    ),
    "budget.plan_unused": Example(
        passes=[assigned(150, 100, 50), assigned(150, 100, None), assigned(0, 100)],
        fails=[(assigned(151, 100, 50), {("a", "cover", 8)})],
    ),
    "count.out_of_scale": Example(
        passes=[
            classes(30, 30, 30, 30, 30, 300),
            classes(30, 30, 30, 30, 301),
            classes(0, 0, 0, 0, 0, 301),
            classes(None, None, None, None, None, 301),
            classes(301, 302, 303, 304, 305, 306, 20),
        ],
        fails=[
            (classes(30, 30, 30, 30, 30, 301), {("a", "training_classes", 10)}),
            (
                Staged({"fair_booths": [{"booths": n} for n in (1, 41, 2, 2, 2, 2)]}),
                {("a", "fair_booths", 6)},
            ),
        ],
    ),
    "date.outside_year": Example(
        passes=[
            held(date(2016, 1, 1)),
            held(date(2016, 12, 31)),
            held(None),
            held(date(2015, 12, 31), row_error=True),
            Staged({"projects": [project(approved_on=date(2011, 1, 1))]}),
            Staged({"projects": [project(accepted_on=date(2017, 12, 31))]}),
            Staged({"selected_products": [{"round_year": 2014}]}),
        ],
        fails=[
            (held(date(2015, 12, 31)), {("a", "management_activities", 5)}),
            (held(date(2017, 1, 1)), {("a", "management_activities", 5)}),
            (
                Staged({"projects": [project(approved_on=date(2017, 1, 1))]}),
                {("a", "projects", 5)},
            ),
            (
                Staged({"projects": [project(approved_on=date(2010, 12, 31))]}),
                {("a", "projects", 5)},
            ),
            (
                Staged({"projects": [project(accepted_on=date(2015, 12, 31))]}),
                {("a", "projects", 5)},
            ),
            (
                Staged({"training_classes": [{"ends_on": date(2018, 1, 1)}]}),
                {("a", "training_classes", 5)},
            ),
            (
                Staged({"fair_booths": [{"opens_on": date(2061, 9, 1)}]}),
                {("a", "fair_booths", 5)},
            ),
            (
                Staged({"selected_products": [{"round_year": 2017}]}),
                {("a", "selected_products", 5)},
            ),
            (Staged({"brands": [{"certified_on": date(2006, 5, 1)}]}), {("a", "brands", 5)}),
            (
                Staged({"information_items": [{"published_on": date(2017, 1, 1)}]}),
                {("a", "information_items", 5)},
            ),
            (
                Staged({"international_activities": [{"held_on": date(2017, 1, 1)}]}),
                {("a", "international_activities", 5)},
            ),
        ],
    ),
    "management.spent_above_project": Example(
        passes=[managed(60 * MILLION, 40 * MILLION), managed(None), managed()],
        fails=[(managed(60 * MILLION, 40 * MILLION + 1), {("a", "projects", 5)})],
    ),
    "measure.jumps": Example(
        passes=[
            spent(999, 50),
            spent(400, 1),
            spent(1000, 50, year=2014),
            Staged({"projects": [project()]}),
        ],
        fails=[
            (spent(1000, 50), {("a", "projects", 5)}),
            (spent(50, 1000), {("a", "projects", 5)}),
            (in_years(400, 500, 10_000, 450), {("y2", "projects", 7)}),
            (
                Staged(
                    {
                        "training_classes": [
                            {"trainees": 100},
                            {"trainees": 130},
                            {"trainees": 20, "of": "b"},
                        ]
                    },
                    TWO_YEARS,
                ),
                {("a", "training_classes", 6)},
            ),
        ],
    ),
    "selection.product_twice": Example(
        passes=[
            honours({}, {"product": "Miến"}),
            honours({}, {"establishment": "HTX B"}),
            honours({}, {"level": "region"}),
            honours({}, {"round_year": 2014}),
            honours({}, {"row_error": True}),
        ],
        fails=[
            (honours({}, {"product": "CHÈ "}), {("a", "selected_products", 6)}),
            (honours({"level": "nation"}, {"level": "nation"}), {("a", "selected_products", 6)}),
        ],
    ),
    "selection.round_twice": Example(
        passes=[
            honours({}, {"product": "Miến"}),
            honours({}, {"product": "Miến", "project_code": "P2", "round_year": 2014}),
            honours({}, {"product": "Miến", "project_code": None}),
            honours({}, {"product": "Miến", "project_code": "P2", "level": "region"}),
        ],
        fails=[
            (
                honours(
                    {},
                    {"product": "Miến", "project_code": "P2"},
                    {"product": "Gạo", "project_code": "P2"},
                ),
                {("a", "selected_products", 6)},
            ),
        ],
    ),
    "support.same_equipment_twice": Example(
        passes=[
            machines({}, {"equipment": "Máy xay"}),
            machines({}, {"establishment": "HTX B"}),
            machines({"equipment": None}, {"equipment": None}),
            # one project, told by two units
            Staged(
                {
                    "projects": [project(), project(of="b")],
                    "technology_supports": [
                        support(equipment="Máy sấy"),
                        support(equipment="Máy sấy", of="b"),
                    ],
                },
                TWO_UNITS,
            ),
        ],
        fails=[
            (machines({}, {"equipment": "MÁY SẤY"}), {("a", "technology_supports", 6)}),
            (machines({}, {"project_code": "P2"}), {("a", "technology_supports", 6)}),
            (
                Staged(
                    {
                        "projects": [project(), project(of="b", project_code="P2")],
                        "technology_supports": [
                            support(equipment="Máy sấy"),
                            support(equipment="Máy sấy", of="b", project_code="P2"),
                        ],
                    },
                    TWO_YEARS,
                ),
                {("a", "technology_supports", 5)},
            ),
        ],
    ),
    "support.ceiling_not_checked": Example(
        passes=[
            supported([support()]),
            supported([support(support_vnd=900 * MILLION)]),
            supported([support(investment_vnd=None)], project(activity="consulting")),
            supported([support(investment_vnd=None)], project(funding="other")),
        ],
        fails=[
            (supported([support(investment_vnd=None)]), FIRST_SUPPORT),
            (supported([support()], project(approved_on=date(2014, 4, 7))), FIRST_SUPPORT),
            (supported([support()], project(activity="cleaner_production_model")), FIRST_SUPPORT),
        ],
    ),
}
