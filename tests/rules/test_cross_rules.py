"""Every rule across rows has data that pass and data that fail; one without fails here."""

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
from tests.rules import cross_rule_examples, plausibility_examples
from tests.rules.staged_rows import BRAND, MILLION, TWO_UNITS, project, support, supported
from tests.rules.staging import ASSETS, Staged, cell_of, database

EXAMPLES = cross_rule_examples.EXAMPLES | plausibility_examples.EXAMPLES
RULES = {rule.rule.code: rule for rule in load_cross_rules(ASSETS)}
CATALOGUE = load_catalogue(ASSETS)


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
            assert _at_fault(RULES[code], Staged(staged.rows, left, staged.reference)) == set()


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
    staged = Staged({"projects": [project(), project(of="b")]}, TWO_UNITS)
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


def test_rows_of_several_sheets_are_told_with_their_sheets() -> None:
    twice = [project(sheet="Biểu 01"), project(sheet="Biểu 1", row_no=5)]
    with database(Staged({"projects": twice, "brands": [BRAND]})) as connection:
        *_, held = run_in_stages(connection, RULES.values(), cell_of)
        found = run(connection, RULES["project.code_twice"], cell_of)
    rows = "dòng 5 trang tính “Biểu 01”; dòng 5 trang tính “Biểu 1”"
    told = [issue.issue.details["rows_vi"] for issue in (*found, held)]
    assert told == [rows, rows, rows]


def test_only_the_rows_named_are_held_back() -> None:
    with database(Staged({"brands": [BRAND, BRAND], "designs": [BRAND]})) as connection:
        connection.execute("create view staging.accepted as select * from staging.brands")
        hold_back(connection, [RowPlace("a", "brands", 6), RowPlace("z", "brands", 5)])
        hold_back(connection, [])
        found = connection.execute("from staging.accepted select row_no, row_error order by row_no")
        assert found.fetchall() == [(5, False), (6, True)]


def test_errors_come_before_the_warnings_that_build_on_them() -> None:
    stages = [(r.stage, r.rule.severity is Severity.ERROR) for r in RULES.values()]
    assert stages == [(1, True), (2, True), (2, True), *[(3, False)] * (len(RULES) - 3)]


HEADER = """/*
code = "a.b"
stage = 1
severity = "warning"
title_vi = "x"
title_en = "x"
message_vi = "{cell} {more}."
message_en = "{cell} {more}."
mend_vi = "x."
mend_en = "x."
reason_vi = "x."
reason_en = "x."
*/
select submission_id, sheet, row_no, 'x' as column_name, 1 as more from staging.brands
"""


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ("stage = 1", 'stage = "1"', "stage must be"),
        ("stage = 1", "stage = 0", "stage must be"),
        ('1\nseverity = "warning"', '3\nseverity = "error"', "an error needs a stage below 3"),
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
