"""Every row has one fate, and it is the one that the counts, the checks and the figures tell."""

import shutil

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.explaining import Explained, explain_project, explain_row
from kc_pipeline.figures.fate_words import FATES, READ_AS, fate_vi
from kc_pipeline.intake.reading import Fate
from kc_pipeline.warehouse.connection import connect
from tests.decisions.written import cell_of, entry, on
from tests.sections.detail_rows import lesson
from tests.small_phase import Outcome, Province, partner, project, report, training

SHEET = "Biểu 01 - Đề án"


@pytest.fixture(scope="module")
def phase(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A phase with a row of every fate."""
    province = Province(tmp_path_factory.mktemp("explaining"))
    province.decide("")
    slip = province.send(report("061", 2016, project("ODD", status="unheard of"), project("OWN")))
    shutil.copyfile(slip, province.raw / "2016" / "061 again.xlsx")
    lessons = [lesson("BOTH", 30)]
    later = project("LATER", status="carried_over")
    province.send(report("062", 2016, training("BOTH"), later, training_classes=lessons))
    province.send(report("TTKC", 2016, training("BOTH"), training_classes=lessons))
    stopped = project("STOP", status="stopped")
    province.send(report("062", 2017, project("LATER"), partner("OUT"), stopped))
    gone = province.send(report("060", 2017, project("GONE")))
    province.send(report("063", 2017, project("FIRST")), "2017/063.xlsx")
    province.send(report("063", 2017, project("FIRST"), version=2), "2017/063 lần 2.xlsx")
    province.send(report("058", 2016, project("AMISS")), "2017/058.xlsx")
    spent = {**cell_of(province, slip, "spent_vnd"), "from": "10", "to": "11"}
    province.decide(
        entry("correction", **on(province, slip), **spent)
        + entry("exclusion", **on(province, gone))
    )
    return province.consolidate()


def of_project(outcome: Outcome, code: str) -> tuple[Explained, ...]:
    with connect(outcome.project.published, read_only=True) as connection:
        return explain_project(connection, code)


def of_row(outcome: Outcome, file: str, sheet: str, row_no: int) -> Explained:
    with connect(outcome.project.published, read_only=True) as connection:
        return explain_row(connection, file, sheet, row_no)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("OWN", [("2016/061.xlsx", "projects", "counted")]),
        ("odd", [("2016/061.xlsx", "projects", "held_back")]),
        (
            "BOTH",
            [
                ("2016/062.xlsx", "projects", "reported_twice"),
                ("2016/TTKC.xlsx", "projects", "counted"),
                ("2016/062.xlsx", "training_classes", "reported_twice"),
                ("2016/TTKC.xlsx", "training_classes", "counted"),
            ],
        ),
        (
            "LATER",
            [
                ("2016/062.xlsx", "projects", "other_year"),
                ("2017/062.xlsx", "projects", "counted"),
            ],
        ),
        ("OUT", [("2017/062.xlsx", "projects", "partner")]),
        ("STOP", [("2017/062.xlsx", "projects", "not_completed")]),
        ("GONE", [("2017/060.xlsx", "projects", "withdrawn")]),
        (
            "FIRST",
            [
                ("2017/063 lần 2.xlsx", "projects", "counted"),
                ("2017/063.xlsx", "projects", "superseded"),
            ],
        ),
        ("AMISS", [("2017/058.xlsx", "projects", "rejected")]),
    ],
)
def test_the_rows_of_a_project(phase: Outcome, code: str, told: list[tuple[str, str, str]]) -> None:
    found = of_project(phase, code)
    assert [(e.path, e.table_name, e.fate) for e in found] == told


def test_what_rules_instead_is_named(phase: Outcome) -> None:
    lost, *_ = of_project(phase, "BOTH")
    assert fate_vi(lost).endswith(
        f"số liệu lấy theo báo cáo năm 2016, tệp “2016/TTKC.xlsx”, trang “{SHEET}”, "
        f"dòng {lost.ruling_row_no}."
    )
    early, late = of_project(phase, "LATER")
    assert (early.ruling_path, early.ruling_sheet, early.ruling_row_no, early.ruling_year) == (
        late.path,
        late.sheet,
        late.row_no,
        2017,
    )
    _, old = of_project(phase, "FIRST")
    assert fate_vi(old).endswith("thay bằng tệp “2017/063 lần 2.xlsx”.")


def test_the_rule_the_decision_and_the_contribution_are_told(phase: Outcome) -> None:
    (held,) = of_project(phase, "ODD")
    assert [f.code for f in held.findings] == [held.code] == ["required.unknown_code"]
    assert fate_vi(held) == "Chưa được tính: dòng còn lỗi phải sửa (quy tắc required.unknown_code)."
    assert held.figures == ()
    (own,) = of_project(phase, "OWN")
    assert [(d.kind, d.stands, d.value) for d in own.decisions] == [("correction", "10", "11")]
    support = [
        f.contribution
        for f in own.figures
        if (f.phase, f.figure) == ("2014-2018", "overview.support")
    ]
    assert support == [11]
    (gone,) = of_project(phase, "GONE")
    assert [d.kind for d in gone.decisions] == ["exclusion"]


def test_a_row_is_told_by_path_or_id_and_a_duplicate_by_what_it_repeats(phase: Outcome) -> None:
    (own,) = of_project(phase, "OWN")
    for file in (own.path, own.submission_id[:8], "2016/061 again.xlsx"):
        assert of_row(phase, file, own.sheet, own.row_no) == own
    heading = of_row(phase, own.path, own.sheet, own.row_no - 2)
    assert fate_vi(heading) == "Không phải dòng số liệu: dòng tiêu đề bảng."


@pytest.mark.parametrize(
    ("file", "sheet", "row_no", "message"),
    [
        ("2016/nobody.xlsx", SHEET, 4, "neither the path"),
        ("2016/061.xlsx", "Biểu 99", 4, f"no table sheet that was read; those are “{SHEET}”"),
        ("2016/061.xlsx", SHEET, 999, "row 999 is empty"),
    ],
)
def test_what_is_not_there(
    phase: Outcome, file: str, sheet: str, row_no: int, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        of_row(phase, file, sheet, row_no)


def test_an_unknown_project(phase: Outcome) -> None:
    with pytest.raises(UsageError, match="no submission has a project NONE"):
        of_project(phase, "NONE")


@pytest.mark.parametrize("built", ["phase", "sample", "random_phase"])
def test_every_row_has_one_fate_and_figures_agree(
    built: str, request: pytest.FixtureRequest
) -> None:
    """The checks of the table, which every build passes, count the rows; here figures are asked."""
    outcome: Outcome = request.getfixturevalue(built)
    fates = outcome.rows("select fate, read_as from quality.row_fates")
    assert {fate for fate, _ in fates} <= set(FATES)
    assert {read_as for _, read_as in fates} <= {*READ_AS, "data"}
    total = "select sum(rows_read)::bigint from quality.submissions"
    assert outcome.rows(total) == [(len(fates),)]
    # what stands above a table may be a fact of the cover
    in_figures = outcome.rows(
        "select distinct fate from assessment.figure_sources "
        "join quality.row_fates using (submission_id, sheet, row_no) where read_as = 'data'"
    )
    assert {fate for (fate,) in in_figures} <= {"counted", "partner", "not_completed"}
    idle = outcome.rows(
        "select submission_id, sheet, row_no from quality.row_fates "
        "where fate = 'counted' and table_name = 'projects' "
        "except select submission_id, sheet, row_no from assessment.figure_sources"
    )
    years = outcome.rows(
        "select distinct year from core.projects join core.phases "
        "on year between from_year and to_year"
    )
    assert not idle or not years


def test_every_fate_of_the_reader_has_a_name() -> None:
    assert {*READ_AS, Fate.DATA} == set(Fate)
