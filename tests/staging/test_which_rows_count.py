"""Which row of a project counts, in which year, and whose detail rows with it."""

import pytest

from tests.small_phase import MILLION, Outcome, consolidated, partner, project, report
from tools.sample_phase.submission import Row


def support(code: str, name: str) -> Row:
    return {"project_code": code, "establishment": name, "support_vnd": MILLION}


def lesson(code: str, name: str) -> Row:
    return {"project_code": code, "class_name": name, "trainees": 10}


def at(millions: int, code: str, **told: object) -> Row:
    return project(code, spent_vnd=millions * MILLION, **told)


@pytest.fixture(scope="module")
def phase(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Codes tell the case: what became of a project, or who reports it."""
    return consolidated(
        tmp_path_factory.mktemp("rows"),
        report(
            "061",
            2014,
            at(1, "CARRIED", status="carried_over"),
            at(1, "HANDED-ON", status="carried_over"),
            at(2, "DONE-TWICE"),
            at(3, "DONE-THEN-STOPPED"),
            at(1, "STOPPED", status="stopped"),
            at(1, "RUNNING", status="in_progress"),
            at(1, "WAITING", status="carried_over"),
            at(4, "LED-BY-061", lead_unit="UBND huyện Ba Bể"),
            at(4, "LED-BY-NOBODY-HERE", lead_unit="UBND huyện Ngân Sơn"),
            at(4, "LED-BY-A-FIRM", lead_unit="HTX Tân Thành"),
            at(-4, "HELD-BACK", lead_unit="Phòng Kinh tế và Hạ tầng huyện Ba Bể"),
            at(4, "WITHOUT-CLASSES", lead_unit="huyện Ba Bể"),
            at(4, "THREE", lead_unit="huyện Ngân Sơn"),
            at(4, "NAMES-A-THIRD", lead_unit="huyện Bạch Thông"),
            at(4, "EACH-ITSELF", lead_unit="huyện Ba Bể"),
            technology_supports=[
                support("CARRIED", "HTX 14"),
                support("HELD-BACK", "HTX 061"),
                support("WITHOUT-CLASSES", "HTX 061"),
                support("THREE", "HTX 061"),
                support("STOPPED", "HTX 061"),
                support("NOBODY", "HTX 061"),
            ],
            training_classes=[lesson("CARRIED", "Lớp 14")],
        ),
        report(
            "062",
            2014,
            at(5, "LED-BY-A-FIRM"),
            at(5, "THREE", lead_unit="huyện Ngân Sơn"),
            at(5, "NAMES-A-THIRD", lead_unit="Ngân Sơn"),
            at(5, "EACH-ITSELF", lead_unit="huyện Ngân Sơn"),
            technology_supports=[support("THREE", "HTX 062")],
        ),
        report(
            "TTKC",
            2014,
            at(6, "LED-BY-061"),
            at(6, "LED-BY-NOBODY-HERE"),
            at(6, "HELD-BACK"),
            at(6, "WITHOUT-CLASSES"),
            at(6, "THREE"),
            at(6, "EACH-ITSELF"),
            technology_supports=[
                support("HELD-BACK", "HTX TTKC"),
                support("WITHOUT-CLASSES", "HTX TTKC"),
                support("THREE", "HTX TTKC"),
            ],
            training_classes=[lesson("WITHOUT-CLASSES", "Lớp TTKC")],
        ),
        report(
            "061",
            2015,
            at(7, "CARRIED"),
            at(8, "DONE-TWICE"),
            at(9, "DONE-THEN-STOPPED", status="stopped"),
            technology_supports=[support("CARRIED", "HTX 15")],
        ),
        report("TTKC", 2015, at(10, "HANDED-ON", status="adjusted")),
        report(
            "TTKC",
            2016,
            partner("PARTNER", spent_vnd=100 * MILLION, counterpart_vnd=7 * MILLION),
            partner("PARTNER-SILENT", spent_vnd=None),
            at(11, "OTHER", funding="other"),
            project("SILENT", spent_vnd=None),
            plan_national_vnd=50 * MILLION,
        ),
    )


def test_one_row_a_project_the_one_that_counts_or_is_latest(phase: Outcome) -> None:
    found = phase.rows(
        "select project_code, year, unit_code, spent_vnd // 1000000, is_counted "
        "from core.projects order by project_code"
    )
    assert found == [
        ("CARRIED", 2015, "061", 7, True),
        ("DONE-THEN-STOPPED", 2014, "061", 3, True),
        ("DONE-TWICE", 2015, "061", 8, True),
        ("EACH-ITSELF", 2014, "TTKC", 6, True),
        ("HANDED-ON", 2015, "TTKC", 10, True),
        ("HELD-BACK", 2014, "TTKC", 6, True),
        ("LED-BY-061", 2014, "061", 4, True),
        ("LED-BY-A-FIRM", 2014, "061", 4, True),
        ("LED-BY-NOBODY-HERE", 2014, "TTKC", 6, True),
        ("NAMES-A-THIRD", 2014, "062", 5, True),
        ("OTHER", 2016, "TTKC", 11, True),
        ("PARTNER", 2016, "TTKC", 100, True),
        ("PARTNER-SILENT", 2016, "TTKC", None, True),
        ("RUNNING", 2014, "061", 1, False),
        ("STOPPED", 2014, "061", 1, False),
        ("THREE", 2014, "062", 5, True),
        ("WAITING", 2014, "061", 1, False),
        ("WITHOUT-CLASSES", 2014, "061", 4, True),
    ]


def test_the_winners_details_count_and_where_it_has_none_the_others(phase: Outcome) -> None:
    supports = phase.rows("select project_code, establishment from core.technology_supports")
    assert sorted(supports) == [
        ("CARRIED", "HTX 15"),
        ("HELD-BACK", "HTX TTKC"),
        ("STOPPED", "HTX 061"),
        ("THREE", "HTX 062"),
        ("WITHOUT-CLASSES", "HTX 061"),
    ]
    classes = phase.rows("select project_code, class_name, year from core.training_classes")
    assert sorted(classes) == [("CARRIED", "Lớp 14", 2014), ("WITHOUT-CLASSES", "Lớp TTKC", 2014)]


def test_what_does_not_count_has_figures_of_its_own_and_partners_are_apart(phase: Outcome) -> None:
    assert phase.figures("2014-2018") == {
        "overview.contents_in_decree": 9,
        "overview.contents_carried_out": 1,
        "overview.projects": 13,
        "overview.projects.local": 12,
        "overview.projects_adjusted": 1,
        "overview.projects_in_progress": 1,
        "overview.projects_carried_over": 1,
        "overview.projects_stopped": 1,
        "overview.projects_partner": 2,
        "overview.support": 79,
        "overview.support.local": 68,
        "overview.support.2014": 43,
        "overview.support.2015": 25,
        "overview.support.2016": 11,
        "overview.plan": 50,
        "overview.plan.national": 50,
        "overview.execution_share": 158,
        "s3.machinery.projects": 13,
        "s3.machinery.projects.local": 12,
        "s3.machinery.support": 79,
        "s3.machinery.support.local": 68,
        "s3.machinery.beneficiaries": 4,
        "s3.content.projects": 13,
        "s3.content.projects.local": 12,
        "s3.content.support": 79,
        "s3.content.support.local": 68,
    }


def test_a_later_phase_has_only_its_own_years(phase: Outcome) -> None:
    found = phase.figures("2016-2020")
    assert (found["overview.projects"], found["overview.support"]) == (1, 11)
    assert phase.figures("2019-2020") == {"overview.contents_in_decree": 9}


def test_partners_stand_in_no_budget(phase: Outcome) -> None:
    assert phase.rows(
        "select funding, plan_vnd, spent_vnd, counterpart_vnd, execution_share "
        "from sections.budget_execution "
        "where phase = '2016-2020' and year is null and unit_code is null order by funding"
    ) == [
        ("national", 50 * MILLION, 0, 0, 0),
        ("other", 0, 11 * MILLION, 0, None),
        (None, 50 * MILLION, 11 * MILLION, 0, 22),
    ]


def test_who_loses_is_told_and_accepted(phase: Outcome) -> None:
    told = phase.rows(
        "select s.unit_code, f.value from quality.findings as f "
        "join quality.submissions as s using (submission_id) "
        "where f.code = 'project.reported_twice' order by all"
    )
    assert told == [
        ("061", "EACH-ITSELF"),
        ("061", "LED-BY-NOBODY-HERE"),
        ("061", "NAMES-A-THIRD"),
        ("061", "THREE"),
        ("062", "EACH-ITSELF"),
        ("062", "LED-BY-A-FIRM"),
        ("TTKC", "LED-BY-061"),
        ("TTKC", "THREE"),
        ("TTKC", "WITHOUT-CLASSES"),
    ]


def test_held_rows_are_listed_and_every_row_has_one_fate(phase: Outcome) -> None:
    held = phase.rows(
        "select s.unit_code, s.year, q.code, q.raw->>'project_code' from quality.quarantine as q "
        "join quality.submissions as s using (submission_id) order by all"
    )
    assert held == [
        ("061", 2014, "detail.project_held_back", "HELD-BACK"),
        ("061", 2014, "detail.project_unknown", "NOBODY"),
        ("061", 2014, "money.negative", "HELD-BACK"),
        ("TTKC", 2016, "projects.spent_missing", "SILENT"),
    ]
    fates = phase.rows(
        "select unit_code, year, rows_accepted, rows_quarantined, "
        "rows_read - rows_accepted - rows_quarantined - rows_not_data "
        "from quality.submissions order by year, unit_code"
    )
    assert fates == [
        ("061", 2014, 19, 3, 0),
        ("062", 2014, 5, 0, 0),
        ("TTKC", 2014, 10, 0, 0),
        ("061", 2015, 4, 0, 0),
        ("TTKC", 2015, 1, 0, 0),
        ("TTKC", 2016, 3, 1, 0),
    ]


FORM_TABLES = (
    "projects",
    "training_classes",
    "technology_supports",
    "fair_booths",
    "selected_products",
    "brands",
    "designs",
    "information_items",
    "cluster_works",
    "international_activities",
    "management_activities",
)


@pytest.mark.parametrize("outcome", ["phase", "sample", "random_phase"])
@pytest.mark.parametrize("table", FORM_TABLES)
def test_every_core_row_has_its_address_and_its_keys_lead_somewhere(
    table: str, outcome: str, request: pytest.FixtureRequest
) -> None:
    found: Outcome = request.getfixturevalue(outcome)
    columns = {name for (name, *_) in found.rows(f"describe core.{table}")}
    in_force = "where status in ('accepted', 'accepted_with_findings')"
    conditions = [
        f"submission_id not in (select submission_id from quality.submissions {in_force})",
        "unit_code not in (select unit_code from core.units)",
        *(f"{name} is null" for name in ("submission_id", "year", "unit_code", "sheet", "row_no")),
        "project_code not in (select project_code from core.projects)",
    ]
    if "establishment" in columns:
        conditions += [
            "establishment_id not in (select establishment_id from core.establishments)",
            "(establishment is null) <> (establishment_id is null)",
        ]
    wrong = f"select count(*) from core.{table} where {' or '.join(conditions)}"
    assert found.rows(wrong) == [(0,)]


def test_everything_published_has_a_comment(phase: Outcome) -> None:
    bare = phase.rows(
        "select schema_name || '.' || table_name from duckdb_tables() where comment is null "
        "union all "
        "select schema_name || '.' || view_name from duckdb_views() "
        "where comment is null and not internal "
        "union all "
        "select table_name || '.' || column_name from duckdb_columns() "
        "where comment is null and not internal"
    )
    assert bare == []


def test_every_year_of_a_project_stands_in_a_table_and_one_of_them_rules(phase: Outcome) -> None:
    assert phase.rows("""
        select project_code, year, status, is_ruling, ruling_year, next_year
        from core.project_years where project_code in ('CARRIED', 'WAITING') order by all
    """) == [
        ("CARRIED", 2014, "carried_over", False, 2015, 2015),
        ("CARRIED", 2015, "completed", True, 2015, None),
        ("WAITING", 2014, "carried_over", True, 2014, None),
    ]
    assert phase.rows("""
        select distinct fate, project_status is null from quality.row_fates
        where fate in ('other_year', 'reported_twice') order by all
    """) == [("other_year", False), ("reported_twice", False)]
