"""Decisions that hold: figures move, rows count, and every file and text stays as it is."""

from decimal import Decimal

import pytest

from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.composing import compose
from tests.decisions.written import cell_of, entry, on
from tests.report.told import section, text
from tests.small_phase import HOME, MILLION, Outcome, Province, project, report, training

BEYOND = "projects.spent_beyond_plan"
WOMEN = "training_classes.women_above_trainees"
SUPPORT = "s3.machinery.support"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One file for each decision, and two with nothing to decide."""
    province = Province(tmp_path_factory.mktemp("decided"))
    slip = province.send(report("061", 2016, project("A"), project("B", spent_vnd=1958_800_000)))
    blank = province.send(report("062", 2016, project("C"), project("D", spent_vnd=None)))
    taken = province.send(report("063", 2016, project("E", counterpart_vnd=5 * MILLION)))
    beyond = province.send(report("058", 2016, project("F", planned_vnd=8 * MILLION)))
    women = province.send(
        report(
            "060",
            2016,
            training("G"),
            training_classes=[
                {"project_code": "G", "class_name": "Đan lát", "trainees": 20, "women": 25}
            ],
        )
    )
    province.send(report("TTKC", 2016, project("H")))
    later = report("TTKC", 2016, project("H", spent_vnd=90 * MILLION), version=2)
    excluded = province.send(later, "2016/TTKC lần 2.xlsx")
    rubbish = province.raw / "2016" / "061 nhầm.xlsx"
    rubbish.write_bytes(b"sent by mistake")
    province.decide("")
    spent = cell_of(province, beyond, "spent_vnd")
    province.decide(
        entry(
            "correction",
            **on(province, slip),
            **cell_of(province, slip, "spent_vnd"),
            **{"from": "1958,8", "to": "195,88"},
        )
        + entry(
            "correction",
            **on(province, blank),
            **cell_of(province, blank, "spent_vnd"),
            **{"from": "", "to": 12.5},
        )
        + entry(
            "correction",
            **on(province, taken),
            **cell_of(province, taken, "counterpart_vnd"),
            **{"from": 5, "to": ""},
        )
        + entry("waiver", **on(province, beyond), **spent, code=BEYOND)
        + entry(
            "waiver",
            **on(province, women),
            **cell_of(province, women, "women", "training_classes"),
            code=WOMEN,
        )
        + entry("exclusion", **on(province, excluded))
        + entry("exclusion", **on(province, rubbish))
    )
    return province.consolidate()


def test_every_decision_is_listed_with_what_it_touches(decided: Outcome) -> None:
    assert decided.rows("select decision, kind, state, path, rows_touched, problem "
                        "from quality.decisions") == [
        (f"decisions.toml {kind} {n}", kind, "applied", f"2016/{path}.xlsx", rows, None)
        for kind, n, path, rows in (
            ("correction", 1, "061", 1),
            ("correction", 2, "062", 1),
            ("correction", 3, "063", 1),
            ("exclusion", 1, "TTKC lần 2", 1),
            ("exclusion", 2, "061 nhầm", 0),
            ("waiver", 1, "058", 1),
            ("waiver", 2, "060", 1),
        )
    ]  # fmt: skip


def test_corrected_cells_keep_their_texts_and_are_read_in_the_sheets_unit(
    decided: Outcome,
) -> None:
    assert decided.rows("""
        select column_name, raw, value, corrected_by from quality.cells
        where corrected_by is not null order by corrected_by
    """) == [
        ("spent_vnd", "1958.8", "195880000", "decisions.toml correction 1"),
        ("spent_vnd", "", "12500000", "decisions.toml correction 2"),
        ("counterpart_vnd", "5", None, "decisions.toml correction 3"),
    ]


def test_figures_move_and_lead_back_to_the_corrected_cell(decided: Outcome) -> None:
    support = Decimal(10) + Decimal("195.88") + 10 + Decimal("12.5") + 10 + 10 + 10
    assert decided.figures("2014-2018", SUPPORT) == {SUPPORT: support}
    assert decided.rows(f"""
        select contribution from assessment.figure_sources as f
        join quality.decisions as d using (submission_id, sheet, cell)
        where phase = '2014-2018' and figure = '{SUPPORT}' and kind = 'correction'
        order by contribution desc
    """) == [(Decimal("195.88"),), (Decimal("12.5"),)]
    assert decided.rows("select project_code from core.projects where counterpart_vnd > 0") == []


def test_what_is_waived_stays_and_its_row_counts(decided: Outcome) -> None:
    assert decided.rows("from quality.quarantine") == []
    assert decided.rows("select trainees, women from core.training_classes") == [(20, 25)]
    assert decided.rows("""
        select path, code, waived_by from quality.findings where waived_by is not null order by 1
    """) == [
        ("2016/058.xlsx", BEYOND, "decisions.toml waiver 1"),
        ("2016/060.xlsx", WOMEN, "decisions.toml waiver 2"),
    ]


def test_what_is_excluded_leaves_the_version_before_in_force(decided: Outcome) -> None:
    statuses = decided.statuses()
    assert statuses["2016/TTKC lần 2.xlsx"] == ["superseded"]
    assert statuses["2016/061 nhầm.xlsx"] == ["superseded"]
    assert statuses["2016/TTKC.xlsx"] != ["superseded"]
    ((message,),) = decided.rows("""
        select message_vi from quality.findings
        where code = 'submission.withdrawn' and path = '2016/TTKC lần 2.xlsx'
    """)
    assert "theo biên bản nghiệm thu (Nguyễn Thị Hoa, 22/01/2017)" in message


def test_the_report_tells_what_was_decided(decided: Outcome) -> None:
    with open_assessment(decided.project, "2014-2018") as assessment:
        report = compose(assessment, HOME / "assets")
    told = "\n".join(text(block) for block in section(report, "so-lieu").blocks)
    why = "(lý do: theo biên bản nghiệm thu)"
    assert "huyện Ba Bể, năm 2016, từ “1958,8” thành “195,88” " + why in told
    assert "huyện Ngân Sơn, năm 2016, đang để trống thành “12,5” " + why in told
    assert "chấp nhận góp ý “Số học viên nữ lớn hơn số học viên” tại ô" in told
    assert "không sử dụng tệp “2016/TTKC lần 2.xlsx”" in told
