"""Every rule across rows has data that pass and data that fail; one without fails here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.catalogue import load_catalogue
from kc_pipeline.rules.cross_rules import (
    CrossRule,
    hold_back,
    load_cross_rules,
    read_cross_rule,
    run,
    run_in_stages,
)
from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.places import RowPlace
from tests.rules.staging import ASSETS, Row, Staged, cell_of, database

RULES = {rule.rule.code: rule for rule in load_cross_rules(ASSETS)}
CATALOGUE = load_catalogue(ASSETS)
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


FIRST_SUPPORT = {("a", "technology_supports", 5)}
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
            Staged({"projects": [project()]}, ranks=[1]),
            Staged(
                {"projects": [project(), project(of="b")]},
                {"a": {}, "b": {"unit_code": "TTKC", "year": 2017}},
                ranks=[2, 1],
            ),
        ],
        fails=[
            (
                Staged({"projects": [project(), project(of="b")]}, TWO_UNITS, ranks=[2, 1]),
                {("a", "projects", 5)},
            ),
            (
                Staged(
                    {"projects": [project(), project(of="b"), project(of="c")]},
                    {**TWO_UNITS, "c": {"unit_code": "062"}},
                    ranks=[1, 2, 3],
                ),
                {("b", "projects", 6), ("c", "projects", 7)},
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
    "money.out_of_scale": Example(
        passes=[
            Staged({"projects": [project(planned_vnd=90 * MILLION)]}),
            Staged({"projects": [project(spent_vnd=1_000)]}),
            Staged(
                {
                    "projects": [
                        project(),
                        project(of="b", spent_vnd=20 * MILLION),
                        project(of="c", spent_vnd=900 * MILLION),
                        project(of="d"),
                    ]
                },
                FOUR_UNITS,
            ),
        ],
        fails=[
            (
                Staged({"projects": [project(planned_vnd=100_000)]}),
                {("a", "projects", 5)},
            ),
            (
                Staged(
                    {
                        "projects": [
                            project(spent_vnd=100),
                            project(of="b"),
                            project(of="c"),
                            project(of="d"),
                        ]
                    },
                    FOUR_UNITS,
                ),
                {("a", "projects", 5)},
            ),
            (
                supported([support(support_vnd=100)]),
                {("a", "technology_supports", 5)},
            ),
        ],
    ),
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
            supported(
                [support(support_vnd=900 * MILLION)], project(activity="technology_transfer")
            ),
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
                supported([support(), support(establishment=" htx a", support_vnd=101 * MILLION)]),
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


def _at_fault(rule: CrossRule, staged: Staged) -> set[tuple[str, str, int]]:
    with database(staged) as connection:
        issues = run(connection, rule, cell_of)
        assert len(issues) == len({issue.row for issue in issues})
        for issue in issues:
            finding = CATALOGUE.finding(issue.issue, issue.row.submission_id, "2016/a.xlsx")
            assert "{" not in finding.message_vi + finding.message_en
    return {(i.row.submission_id, i.row.sheet, i.row.row_no) for i in issues}


def test_every_cross_rule_has_its_examples() -> None:
    assert set(EXAMPLES) == set(RULES)
    assert all(example.passes and example.fails for example in EXAMPLES.values())


@pytest.mark.parametrize("code", EXAMPLES)
def test_these_pass(code: str) -> None:
    for staged in EXAMPLES[code].passes:
        assert _at_fault(RULES[code], staged) == set(), staged


@pytest.mark.parametrize("code", EXAMPLES)
def test_these_fail_at_their_rows(code: str) -> None:
    for staged, expected in EXAMPLES[code].fails:
        assert _at_fault(RULES[code], staged) == expected, staged


@pytest.mark.parametrize("code", [c for c, r in RULES.items() if r.rule.severity != "error"])
def test_warnings_look_at_accepted_rows_in_force_only(code: str) -> None:
    for staged, _ in EXAMPLES[code].fails:
        for differs in ({"in_force": False}, {"in_force": False, "rejected": True}):
            left = {name: {**told, **differs} for name, told in staged.submissions.items()}
            assert _at_fault(RULES[code], Staged(staged.rows, left, staged.ranks)) == set()


def test_a_ceiling_is_told_with_its_legal_basis() -> None:
    staged = supported([support(investment_vnd=150 * MILLION)])
    with database(staged) as connection:
        (noticed,) = run(connection, RULES["support.above_ceiling"], cell_of)
    finding = CATALOGUE.finding(noticed.issue, "a", "2016/a.xlsx")
    assert finding.message_vi == (
        "Ô support_vnd!5: kinh phí hỗ trợ cơ sở là 100.000.000 đồng, vượt mức tối đa 75.000.000 "
        "đồng (50% tổng vốn đầu tư theo TTLT 26/2014/TTLT-BTC-BCT (18/02/2014)). Đề nghị kiểm tra "
        "lại số liệu hoặc căn cứ hỗ trợ."
    )


def test_the_winner_of_a_project_is_named_with_its_file() -> None:
    staged = Staged({"projects": [project(), project(of="b")]}, TWO_UNITS, ranks=[2, 1])
    with database(staged) as connection:
        (noticed,) = run(connection, RULES["project.reported_twice"], cell_of)
    assert noticed.issue.details == {
        "project_code": "P1",
        "winner_unit": "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
        "winner_path": "2016/b.xlsx",
    }


def test_a_code_used_twice_takes_its_details_along() -> None:
    staged = Staged({"projects": [project(), project()], "designs": [BRAND], "brands": [BRAND]})
    with database(staged) as connection:
        issues = run_in_stages(connection, RULES.values(), cell_of)
        held = connection.execute(
            "select row_error from staging.designs union all select row_error from staging.projects"
        ).fetchall()
    assert [(i.issue.code, i.row.sheet, i.row.row_no) for i in issues] == [
        ("project.code_twice", "projects", 5),
        ("project.code_twice", "projects", 6),
        ("detail.project_held_back", "brands", 5),
        ("detail.project_held_back", "designs", 5),
    ]
    assert held == [(True,), (True,), (True,)]


def test_only_the_rows_named_are_held_back() -> None:
    with database(Staged({"brands": [BRAND, BRAND], "designs": [BRAND]})) as connection:
        connection.execute("create view staging.accepted as select * from staging.brands")
        hold_back(connection, [RowPlace("a", "brands", 6), RowPlace("z", "brands", 5)])
        hold_back(connection, [])
        found = connection.execute("from staging.accepted select row_no, row_error order by row_no")
        assert found.fetchall() == [(5, False), (6, True)]


def test_errors_come_before_the_warnings_that_build_on_them() -> None:
    assert [(r.stage, r.rule.severity) for r in RULES.values()] == [
        (1, Severity.ERROR),
        (2, Severity.ERROR),
        (2, Severity.ERROR),
        *[(3, Severity.WARNING)] * (len(RULES) - 3),
    ]


HEADER = """/*
code = "a.b"
stage = 1
severity = "warning"
title_vi = "x"
title_en = "x"
message_vi = "{cell} {more}"
message_en = "{cell} {more}"
*/
select submission_id, sheet, row_no, 'x' as column_name, 1 as more from staging.brands
"""


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ("stage = 1", 'stage = "1"', "stage must be"),
        ("stage = 1", "stage = 0", "stage must be"),
        ("stage = 1", "stage = 1\nmore = 1", "unknown entry more"),
        ("1 as more", "1 as other", "unknown placeholder"),
        ("submission_id, sheet", "sheet, submission_id", "must begin with"),
        ('code = "a.b"', "", "code is missing"),
        ("select", "delete", "SQL"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, changed: str, to: str, told: str) -> None:
    path = tmp_path / "a.sql"
    path.write_text(HEADER.replace(changed, to, 1), encoding="utf-8")
    with pytest.raises(DeclarationError, match=told):
        read_cross_rule(path)


def test_sql_that_fails_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    path.write_text(HEADER.replace("staging.brands", "staging.nothing"), encoding="utf-8")
    rule = read_cross_rule(path)
    with (
        database(Staged({})) as connection,
        pytest.raises(DeclarationError, match=r"a\.sql: the SQL fails"),
    ):
        run(connection, rule, cell_of)
