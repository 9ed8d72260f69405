"""Which ceiling applies when, to what money, and what is said where data are missing."""

from datetime import date

import pytest

from kc_pipeline.rules.catalogue import load_catalogue
from kc_pipeline.rules.cross_rules import load_cross_rules, run
from tests.rules.staged_rows import MILLION, project, support
from tests.rules.staging import ASSETS, Row, Staged, cell_of, database

RULES = [
    rule
    for rule in load_cross_rules(ASSETS)
    if rule.rule.code in {"support.above_ceiling", "support.ceiling_not_checked"}
]
CATALOGUE = load_catalogue(ASSETS)
LAST_OLD, FIRST_NEW = date(2018, 5, 10), date(2018, 5, 11)
OF_2018 = {"a": {"year": 2018}}
OWN: Row = {
    "rule_id": "P-BK-03C",
    "activity_code": "MAY_MOC_TB",
    "max_pct_of_cost": "40",
    "max_amount_trieu_dong": "150",
    "funding_scope": "KCĐP Bắc Kạn",
    "legal_basis": "NQ 01/2016/NQ-HĐND",
    "valid_from": "2016",
    "valid_to": "2017",
    "confidence": "verified",
}


def _told(staged: Staged) -> list[tuple[str, str]]:
    """Code and the explaining detail of what the two rules say."""
    told = []
    with database(staged) as connection:
        for rule in RULES:
            for found in run(connection, rule, cell_of):
                details = found.issue.details
                told.append((rule.rule.code, details.get("limit_vi") or details["missing_vi"]))
    return told


def _given(amount: int, approved_on: date | None, **differs: object) -> Staged:
    rows = {
        "projects": [project(approved_on=approved_on, **differs)],
        "technology_supports": [support(support_vnd=amount, investment_vnd=4_000 * MILLION)],
    }
    return Staged(rows, OF_2018)


EACH = "mức chi cho một cơ sở hoặc mô hình theo "
OLD = EACH + "TTLT 26/2014/TTLT-BTC-BCT (18/02/2014)"
NEW = EACH + "TT 28/2018/TT-BTC (28/3/2018), sđ,bs bởi TT 64/2024/TT-BTC"


@pytest.mark.parametrize("funding", ["national", "local"])
@pytest.mark.parametrize("activity", ["machinery", "technology_transfer", "demonstration"])
@pytest.mark.parametrize(("approved_on", "basis"), [(LAST_OLD, OLD), (FIRST_NEW, NEW)])
def test_the_day_of_approval_chooses_the_ceiling(
    activity: str, approved_on: date, basis: str, funding: str
) -> None:
    limits = {"demonstration": {OLD: 500, NEW: 1000}}.get(activity, {OLD: 200, NEW: 300})
    limit = limits[basis] * MILLION
    told = {"activity": activity, "funding": funding}
    assert _told(_given(limit, approved_on, **told)) == []
    assert _told(_given(limit + 1, approved_on, **told)) == [("support.above_ceiling", basis)]


def test_before_the_first_verified_ceiling_nothing_is_called_checked() -> None:
    missing = "chưa có mức chi tối đa đã đối chiếu cho ngày phê duyệt 07/04/2014"
    assert _told(_given(1, date(2014, 4, 7))) == [("support.ceiling_not_checked", missing)]
    assert _told(_given(1, date(2014, 4, 8))) == []


def test_without_a_day_of_approval_both_ends_of_the_year_must_agree() -> None:
    changes = "chưa ghi ngày phê duyệt mà mức chi tối đa thay đổi trong năm"
    assert _told(_given(200 * MILLION, None)) == []
    assert _told(_given(201 * MILLION, None)) == [("support.ceiling_not_checked", changes)]
    assert _told(_given(301 * MILLION, None)) == [("support.above_ceiling", NEW)]


def test_another_report_of_the_project_may_tell_the_day() -> None:
    rows = {
        "projects": [project(approved_on=None), project(of="b", approved_on=date(2015, 3, 1))],
        "technology_supports": [support(support_vnd=250 * MILLION)],
    }
    submissions = {"a": {"year": 2019}, "b": {"year": 2018}}
    assert _told(Staged(rows, submissions)) == [("support.above_ceiling", OLD)]
    assert _told(Staged({**rows, "projects": [project(approved_on=None)]}, submissions)) == []


def test_a_share_of_the_cost_needs_the_cost() -> None:
    missing = "chưa ghi tổng vốn đầu tư nên không tính được mức theo tỷ lệ"
    for investment, told in (
        (None, [("support.ceiling_not_checked", missing)]),
        (200 * MILLION, []),
        (
            200 * MILLION - 1,
            [("support.above_ceiling", "50% tổng vốn đầu tư theo " + OLD[len(EACH) :])],
        ),
    ):
        rows = {
            "projects": [project()],
            "technology_supports": [support(investment_vnd=investment)],
        }
        assert _told(Staged(rows)) == told


@pytest.mark.parametrize(
    ("funding", "year", "amount", "told"),
    [
        ("local", 2016, 150, []),
        ("local", 2016, 151, [("support.above_ceiling", EACH + "NQ 01/2016/NQ-HĐND")]),
        ("local", 2017, 151, [("support.above_ceiling", EACH + "NQ 01/2016/NQ-HĐND")]),
        ("local", 2015, 151, []),
        ("national", 2016, 151, []),
        ("local", 2016, 250, [("support.above_ceiling", EACH + "NQ 01/2016/NQ-HĐND")]),
    ],
)
def test_the_provinces_own_ceilings_hold_for_local_money_once_loaded(
    funding: str, year: int, amount: int, told: list[tuple[str, str]]
) -> None:
    rows = {
        "projects": [project(funding=funding, approved_on=date(year, 12, 31))],
        "technology_supports": [support(support_vnd=amount * MILLION, investment_vnd=10**9)],
    }
    staged = Staged(rows, {"a": {"year": 2017}}, {"ceilings": [OWN]})
    assert _told(staged) == told


def test_ceilings_of_other_provinces_and_unverified_ones_judge_nothing() -> None:
    rows = {"projects": [project()], "technology_supports": [support(support_vnd=160 * MILLION)]}
    other = {**OWN, "funding_scope": "KCĐP Hậu Giang"}
    unsure = {**OWN, "confidence": "medium"}
    assert _told(Staged(rows, reference={"ceilings": [other, unsure]})) == []


def test_the_message_names_amount_limit_and_basis() -> None:
    rows = {"projects": [project()], "technology_supports": [support(support_vnd=201 * MILLION)]}
    with database(Staged(rows)) as connection:
        (found,) = run(connection, RULES[0], cell_of)
    finding = CATALOGUE.finding(found.issue, "a", "2016/a.xlsx")
    assert finding.message_vi == (
        "Ô support_vnd!5: kinh phí hỗ trợ cơ sở là 201.000.000 đồng, vượt mức tối đa 200.000.000 "
        f"đồng ({OLD}). Đề nghị kiểm tra lại số liệu hoặc căn cứ hỗ trợ."
    )
