"""A workbook as a whole: which form it is on, and that nothing in it goes unnoticed."""

from pathlib import Path

import pytest

from tests.intake.workbooks import BLOCK, COVER, COVER_SHEET, Rows, issues, read, rejected, values

NEW_BRANDS: Rows = [["Mã đề án", "Cơ sở", "Nhãn hiệu"], ["A1", "HTX A", "Miến"]]
OLD_BRANDS: Rows = [["Số hiệu đề án", "Cơ sở", "Nhãn hiệu"], ["A1", "HTX A", "Miến"]]
NAME = "Biểu 04c - Thương hiệu"


def test_the_form_is_recognised_by_its_sheets_whatever_their_order(tmp_path: Path) -> None:
    new = read(tmp_path, {NAME: NEW_BRANDS, "Phụ lục": [["x"]], "Trống": [], COVER_SHEET: COVER})
    old = read(tmp_path, {"BIỂU 4C ": [*BLOCK, *OLD_BRANDS]})

    assert [(r.form, values(r, "mark")) for r in (new, old)] == [
        ("KC-2016", [("Miến",)]),
        ("KC-2014", [("Miến",)]),
    ]
    assert [(i.code, i.sheet) for i in new.issues] == [("sheet.unknown", "Phụ lục")]
    assert issues(old) == []


@pytest.mark.parametrize(
    "sheets",
    [
        {"Sheet1": [["Báo cáo nhanh"]]},
        {"Biểu 1": [["Không có bảng"]]},
        {"Biểu 4c": [["Tên", "Số", "Ghi chú"], ["a", 1, "b"]]},
        {COVER_SHEET: [["Không có gì"]]},
        {"Trống": []},
    ],
)
def test_names_of_sheets_alone_make_no_form(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    reading = read(tmp_path, sheets)

    (told,) = reading.issues
    assert (told.code, told.details["sheets"]) == ("form.unknown", ", ".join(sheets))
    assert (reading.form, reading.sheets, reading.rows) == ("", (), ())


def test_a_template_without_a_row(tmp_path: Path) -> None:
    sheets = {COVER_SHEET: COVER, NAME: NEW_BRANDS[:1], "Biểu 05 - Thiết kế mẫu mã": []}

    reading = read(tmp_path, sheets)

    assert [(s.name, s.rows_read) for s in reading.sheets] == [(NAME, 1)]
    assert (reading.rows, reading.issues) == ((), ())


def test_a_cover_alone_is_a_report_of_nothing(tmp_path: Path) -> None:
    reading = read(tmp_path, {COVER_SHEET: COVER})

    assert (reading.form, reading.fact("year"), reading.sheets) == ("KC-2016", "2016", ())


def test_one_bad_sheet_leaves_the_others(tmp_path: Path) -> None:
    designs: Rows = [["ĐVT: đồng"], ["ĐVT: tỷ đồng"], ["Mã đề án", "Cơ sở", "Loại sản phẩm"]]
    reading = read(
        tmp_path, {COVER_SHEET: COVER, NAME: NEW_BRANDS, "Biểu 05 - Thiết kế mẫu mã": designs}
    )

    assert rejected(reading) == {"Biểu 05 - Thiết kế mẫu mã": "sheet.required_heading_missing"}
    assert values(reading, "mark") == [("Miến",)]
