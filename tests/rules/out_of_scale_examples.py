"""Stagings for the rule `money.out_of_scale`: honest amounts, and slips of the unit of money."""

from tests.rules.staged_rows import FOUR_UNITS, MILLION, Example, project, support, supported
from tests.rules.staging import Row, Staged

THREE_YEARS = {"a": {}, "b": {"year": 2015}, "c": {"year": 2017}}


def elsewhere(**of_a: object) -> Staged:
    rows = [project(**of_a), project(of="b"), project(of="c"), project(of="d")]
    return Staged({"projects": rows}, FOUR_UNITS)


def in_three_years(**of_a: object) -> Staged:
    rows = [project(of="b"), project(of="c", spent_vnd=30 * MILLION), project(**of_a)]
    return Staged({"projects": rows}, THREE_YEARS)


def in_years(*millions: int) -> Staged:
    """What one unit spent on one project a year, in millions, from 2016 on."""
    rows = [project(of=f"y{n}", spent_vnd=m * MILLION) for n, m in enumerate(millions)]
    return Staged({"projects": rows}, {f"y{n}": {"year": 2016 + n} for n in range(len(rows))})


def machines(*investments: int | None, counterpart: int | None = 400 * MILLION) -> Staged:
    """A project of 100 million with its counterpart, and what its establishments invested."""
    supports: list[Row] = [support(support_vnd=10 * MILLION, investment_vnd=i) for i in investments]
    return supported(supports, project(counterpart_vnd=counterpart))


THE_PROJECT = {("a", "projects", 5)}
THE_SUPPORT = {("a", "technology_supports", 5)}
OUT_OF_SCALE = Example(
    passes=[
        Staged({"projects": [project(planned_vnd=90 * MILLION)]}),
        Staged({"projects": [project(spent_vnd=1_000)]}),
        elsewhere(spent_vnd=20 * MILLION),
        elsewhere(spent_vnd=900 * MILLION),
        in_three_years(spent_vnd=2 * MILLION),
        Staged({"projects": [project(spent_vnd=100), project(of="b")]}, THREE_YEARS),
        supported([support(support_vnd=900 * MILLION)], project(spent_vnd=900 * MILLION)),
        elsewhere(spent_vnd=2 * MILLION),
        machines(300 * MILLION, 200 * MILLION),
        machines(300 * MILLION, None),
        machines(101 * MILLION),
        machines(500_000, counterpart=None),
        machines(110 * MILLION, counterpart=5 * 10**9),
    ],
    fails=[
        (Staged({"projects": [project(planned_vnd=100_000)]}), THE_PROJECT),
        (elsewhere(spent_vnd=100), THE_PROJECT),
        (elsewhere(spent_vnd=100 * 10**9), THE_PROJECT),
        (elsewhere(spent_vnd=900_000), THE_PROJECT),
        (in_three_years(spent_vnd=65_000), {("a", "projects", 7)}),
        (in_years(40, 50_000, 45), {("y1", "projects", 6)}),
        (
            elsewhere(spent_vnd=700_000, planned_vnd=700 * MILLION),
            THE_PROJECT,
        ),
        (
            Staged(
                {
                    "projects": [],
                    "management_activities": [
                        {"of": of, "activity": "survey", "spent_vnd": amount}
                        for of, amount in zip("abcd", (6_300, *[6_300_000] * 3), strict=True)
                    ],
                },
                FOUR_UNITS,
            ),
            {("a", "management_activities", 5)},
        ),
        (supported([support(support_vnd=100)]), THE_SUPPORT),
        (
            supported([support(support_vnd=100 * 10**9)], project(spent_vnd=100 * 10**9)),
            THE_SUPPORT,
        ),
        (machines(500_000), THE_SUPPORT),
        (machines(300_000_000_000, 200 * MILLION), THE_SUPPORT),
        (machines(300_000, 200 * MILLION), THE_SUPPORT),
        (machines(300 * MILLION, 200 * MILLION, counterpart=400_000), THE_PROJECT),
        (machines(300 * MILLION, 200 * MILLION, counterpart=400), THE_PROJECT),
    ],
)
