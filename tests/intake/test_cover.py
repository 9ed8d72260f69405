"""Who reports, for which year and in which version, as either form writes it."""

from pathlib import Path

import pytest

from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import COVER, COVER_SHEET, Formula, Page, Rows, Value, issues, read

HEADING = ["STT", "Số hiệu đề án", "Tên lớp", "Số học viên"]
CLASSES = "Biểu 02 - Lớp học"


def block(folder: Path, *rows: list[Value], others: dict[str, Rows] | None = None) -> Reading:
    return read(folder, {"Biểu 2": [*rows, HEADING], **(others or {})})


def cover(folder: Path, drawn: Rows | Page) -> Reading:
    return read(folder, {COVER_SHEET: drawn, CLASSES: [["Mã đề án", *HEADING[2:]]]})


def facts(reading: Reading) -> dict[str, tuple[str, str]]:
    return {fact.name: (fact.value, fact.cell) for fact in reading.cover}


def test_a_cover_sheet_with_labels_and_values_side_by_side(tmp_path: Path) -> None:
    reading = cover(
        tmp_path,
        [
            ["ĐƠN VỊ BÁO CÁO *", "TX Bắc Kạn"],
            ["Mã đơn vị:", 58.0],
            ["Năm báo cáo", "Năm 2016."],
            ["Lần báo cáo", "bổ sung lần thứ 2"],
            ["Ngày báo cáo", "ngày 25 tháng 12 năm 2016"],
            ["Người lập biểu", "Nông Thị A"],
            ["Đơn vị tính", "nghìn đồng"],
            ["Kế hoạch kinh phí được giao: KCQG", "1.140"],
            ["Kế hoạch kinh phí được giao: KCĐP (triệu đồng)", "195,88"],
            ["Số cán bộ khuyến công chuyên trách", "2.0"],
            ["Số cộng tác viên khuyến công", "-"],
        ],
    )

    assert facts(reading) == {
        "unit": ("TX Bắc Kạn", "B1"),
        "unit_code": ("058", "B2"),
        "year": ("2016", "B3"),
        "version": ("2", "B4"),
        "reported_on": ("2016-12-25", "B5"),
        "prepared_by": ("Nông Thị A", "B6"),
        "money_unit": ("nghìn đồng", "B7"),
        "plan_national_vnd": ("1140000", "B8"),
        "plan_local_vnd": ("195880000", "B9"),
        "officers": ("2", "B10"),
    }
    assert issues(reading) == []


def test_a_merged_label_and_a_gap_before_the_value(tmp_path: Path) -> None:
    rows: Rows = [
        ["Đơn vị báo cáo", *[""] * 9, "Huyện Ba Bể"],
        ["Mã đơn vị", "", "", "061"],
        ["Năm báo cáo", "Lần báo cáo", 2],
    ]

    assert facts(cover(tmp_path, Page(rows, merges=["A1:J1"]))) == {
        "unit": ("Huyện Ba Bể", "K1"),
        "unit_code": ("061", "D2"),
        "version": ("2", "C3"),
    }


def test_a_block_above_the_table_in_two_cells_or_one(tmp_path: Path) -> None:
    reading = block(
        tmp_path,
        ["", "Đơn vị báo cáo:", "UBND huyện Ba Bể"],
        ["Mã đơn vị: 061"],
        ["BIỂU 2: CÁC LỚP HỌC NĂM 2014 (BỔ SUNG, ĐIỀU CHỈNH LẦN 2)"],
        ["Năm báo cáo : 2014"],
        ["Kế hoạch kinh phí được giao: KCQG: 1.250.000"],
        ["Số cộng tác viên khuyến công", 12],
    )

    assert facts(reading) == {
        "unit": ("UBND huyện Ba Bể", "C1"),
        "unit_code": ("061", "A2"),
        "version": ("2", "A3"),
        "year": ("2014", "A4"),
        "plan_national_vnd": ("1250000", "A5"),
        "collaborators": ("12", "B6"),
    }
    assert issues(reading) == []


def test_the_block_of_the_projects_rules_wherever_its_sheet_stands(tmp_path: Path) -> None:
    ruling: Rows = [
        ["Mã đơn vị: 061"],
        ["Năm báo cáo: 2014"],
        ["STT", "Số hiệu đề án", "Nội dung đề án"],
    ]
    reading = block(
        tmp_path,
        ["Mã đơn vị: 060"],
        ["NĂM BÁO CÁO: 2014"],
        ["Người lập biểu: A"],
        others={"Biểu 1": ruling},
    )

    assert [(f.name, f.value, f.sheet) for f in reading.cover] == [
        ("unit_code", "061", "Biểu 1"),
        ("year", "2014", "Biểu 1"),
        ("prepared_by", "A", "Biểu 2"),
    ]
    (told,) = (i for i in reading.issues if i.code == "cover.contradicts_first_sheet")
    assert (told.sheet, told.cell, told.value) == ("Biểu 2", "A1", "060")
    assert dict(told.details) == {
        "fact": "unit_code",
        "first_sheet": "Biểu 1",
        "first_cell": "A1",
        "first_value": "061",
    }


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Năm báo cáo", "20l6"),
        ("Năm báo cáo", 20160),
        ("Năm báo cáo", 0),
        ("Năm báo cáo", -2016),
        ("Lần báo cáo", 0),
        ("Lần báo cáo", "hai"),
        ("Ngày báo cáo", "12/2016"),
        ("Số cán bộ khuyến công chuyên trách", -1),
        ("Số cán bộ khuyến công chuyên trách", 1.5),
        ("Kế hoạch kinh phí được giao: KCQG", "1,140"),
        ("Đơn vị tính", "USD"),
    ],
)
def test_a_fact_that_cannot_be_read_is_told_and_left_out(
    tmp_path: Path, label: str, value: Value
) -> None:
    reading = cover(tmp_path, [["Đơn vị báo cáo", "Huyện Ba Bể"], [label, value]])

    assert issues(reading) == [("cover.unreadable", "B2")]
    assert [f.name for f in reading.cover if f.name != "money_unit"] == ["unit"]


def test_an_error_on_the_cover_is_told_at_its_cell(tmp_path: Path) -> None:
    reading = cover(tmp_path, [*COVER, ["Lần báo cáo", Formula("=1/0", "#DIV/0!")]])

    assert issues(reading) == [("cell.error_value", "B4")]
    assert reading.fact("version") is None


def test_a_unit_of_things_above_a_table_is_no_unit_of_money(tmp_path: Path) -> None:
    assert issues(block(tmp_path, ["Mã đơn vị: 061"], ["Đơn vị tính: người"])) == []
