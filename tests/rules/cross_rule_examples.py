"""For every rule across rows: stagings that pass, and stagings that fail at known rows."""

from datetime import date

from tests.rules.out_of_scale_examples import OUT_OF_SCALE
from tests.rules.staged_rows import (
    BRAND,
    FIRST_SUPPORT,
    MILLION,
    NEXT_YEAR,
    TWO_UNITS,
    Example,
    project,
    support,
    supported,
)
from tests.rules.staging import Staged

EXAMPLES = {
    "project.code_twice": Example(
        passes=[
            Staged({"projects": [project(), project(project_code="P2")]}),
            Staged({"projects": [project(), project(of="b")]}, TWO_UNITS),
            Staged({"projects": [project(project_code=None), project(project_code=None)]}),
        ],
        fails=[
            (
                Staged({"projects": [project(), project(row_error=True)]}),
                {("a", "projects", 5), ("a", "projects", 6)},
            ),
        ],
    ),
    "detail.project_held_back": Example(
        passes=[
            Staged({"projects": [project()], "brands": [BRAND]}),
            Staged({"projects": [project(), project(row_error=True)], "brands": [BRAND]}),
            Staged({"projects": [project(row_error=True)], "selected_products": [{}]}),
            Staged({"projects": [project(row_error=True, of="b")], "brands": [BRAND]}, TWO_UNITS),
        ],
        fails=[
            (
                Staged(
                    {"projects": [project(row_error=True), project(of="b")], "brands": [BRAND]},
                    TWO_UNITS,
                ),
                {("a", "brands", 5)},
            ),
        ],
    ),
    "detail.project_unknown": Example(
        passes=[
            Staged({"projects": [project()], "brands": [BRAND]}, {"a": {"in_force": False}}),
            Staged({"projects": [project(of="b")], "brands": [BRAND]}, TWO_UNITS),
            Staged({"projects": [project(row_error=True)], "brands": [BRAND]}),
            Staged({"selected_products": [{}]}),
        ],
        fails=[
            (
                Staged({"projects": [project(project_code="p1")], "brands": [BRAND]}),
                {("a", "brands", 5)},
            ),
            (
                Staged(
                    {"projects": [project(of="b")], "designs": [BRAND]},
                    {"a": {}, "b": {"in_force": False}},
                ),
                {("a", "designs", 5)},
            ),
            (
                Staged(
                    {"projects": [project(of="b", row_error=True)], "brands": [BRAND]}, TWO_UNITS
                ),
                {("a", "brands", 5)},
            ),
        ],
    ),
    "detail.content_mismatch": Example(
        passes=[
            Staged({"projects": [project(content_no=4)], "brands": [BRAND]}),
            Staged({"projects": [project(content_no=2)], "training_classes": [BRAND]}),
            Staged(
                {"projects": [project(content_no=4), project(of="b")], "brands": [BRAND]}, TWO_UNITS
            ),
            Staged({"projects": [project()], "brands": [BRAND]}, {"a": {"in_force": False}}),
        ],
        fails=[
            (Staged({"projects": [project()], "brands": [BRAND]}), {("a", "brands", 5)}),
            (
                Staged({"projects": [project(of="b")], "brands": [BRAND]}, TWO_UNITS),
                {("a", "brands", 5)},
            ),
            (
                Staged({"projects": [project()], "training_classes": [BRAND]}),
                {("a", "training_classes", 5)},
            ),
        ],
    ),
    "project.activity_outside_content": Example(
        passes=[
            Staged({"projects": [project()]}),
            Staged({"projects": [project(activity="joint_venture", content_no=7)]}),
            Staged({"projects": [project(activity=None)]}),
        ],
        fails=[
            (Staged({"projects": [project(activity="fair")]}), {("a", "projects", 5)}),
        ],
    ),
    "project.reported_twice": Example(
        passes=[
            Staged({"projects": [project()]}),
            Staged(
                {"projects": [project(), project(of="b")]},
                NEXT_YEAR,
            ),
        ],
        fails=[
            (
                Staged({"projects": [project(), project(of="b")]}, TWO_UNITS),
                {("a", "projects", 5)},
            ),
            (
                Staged(
                    {"projects": [project(), project(of="b"), project(of="c")]},
                    {**TWO_UNITS, "c": {"unit_code": "062"}},
                ),
                {("a", "projects", 5), ("c", "projects", 7)},
            ),
        ],
    ),
    "project.completed_twice": Example(
        passes=[
            Staged({"projects": [project(), project(of="b")]}, TWO_UNITS),
            Staged(
                {"projects": [project(status="carried_over"), project(of="b")]},
                NEXT_YEAR,
            ),
            Staged({"projects": [project(), project(of="b", status="stopped")]}, NEXT_YEAR),
            Staged({"projects": [project(), project(of="b", row_error=True)]}, NEXT_YEAR),
        ],
        fails=[
            (
                Staged({"projects": [project(), project(of="b")]}, NEXT_YEAR),
                {("a", "projects", 5)},
            ),
            (
                Staged(
                    {"projects": [project(status="adjusted"), project(of="b")]},
                    {"a": {}, "b": {"year": 2017}},
                ),
                {("a", "projects", 5)},
            ),
        ],
    ),
    "support.differs_from_spent": Example(
        passes=[
            supported([support()]),
            supported([support(support_vnd=60 * MILLION), support(support_vnd=40 * MILLION)]),
            supported([support(), support(row_error=True)]),
            supported([support(support_vnd=1)], project(status="in_progress")),
            supported([support(support_vnd=1)], project(spent_vnd=None)),
            supported([]),
        ],
        fails=[
            (supported([support(support_vnd=99 * MILLION)]), {("a", "projects", 5)}),
        ],
    ),
    "money.out_of_scale": OUT_OF_SCALE,
    "support.above_ceiling": Example(
        passes=[
            supported([support(support_vnd=200 * MILLION)]),
            supported(
                [support(support_vnd=300 * MILLION, investment_vnd=600 * MILLION)],
                project(approved_on=date(2018, 5, 11)),
            ),
            supported([support(investment_vnd=None)]),
            supported(
                [support(support_vnd=250 * MILLION)],
                project(activity="demonstration", approved_on=date(2014, 4, 7)),
            ),
            supported([support(support_vnd=900 * MILLION)], project(funding="other")),
            supported([support(support_vnd=900 * MILLION)], project(activity="consulting")),
            supported([support(support_vnd=150 * MILLION), support(establishment="B")]),
        ],
        fails=[
            (supported([support(support_vnd=200 * MILLION + 1)]), FIRST_SUPPORT),
            (supported([support(investment_vnd=200 * MILLION - 1)]), FIRST_SUPPORT),
            (
                supported([support(support_vnd=201 * MILLION)], project(approved_on=None)),
                FIRST_SUPPORT,
            ),
            (
                supported([support(), support(establishment="htx a", support_vnd=101 * MILLION)]),
                FIRST_SUPPORT,
            ),
            (
                supported(
                    [support(support_vnd=501 * MILLION, investment_vnd=None)],
                    project(activity="demonstration", funding="national"),
                ),
                FIRST_SUPPORT,
            ),
        ],
    ),
}
