"""The unit of money of a sheet: its line, its headings, the cover, the form."""

from pathlib import Path

import pytest

from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import COVER, COVER_SHEET, Rows, Value, issues, read, rejected, values

SUPPORTS = "Biểu 03 - Mô hình, máy móc"
HEADING = ["STT", "Mã đề án", "Cơ sở thụ hưởng", "Kinh phí hỗ trợ", "Tổng vốn đầu tư"]
OLD_HEADING = ["STT", "Số hiệu đề án", *HEADING[2:]]
ROW: list[Value] = [1, "ĐP-2016-01", "HTX A", "1.140", "2,5"]


def supports(folder: Path, *above: list[Value], cover: Rows = (), below: Rows = ()) -> Reading:
    rows = [*above, HEADING, ROW, *below]
    return read(folder, {COVER_SHEET: [*COVER, *cover], SUPPORTS: rows})


def supported(reading: Reading) -> str | None:
    ((told,),) = values(reading, "support_vnd")
    return told


@pytest.mark.parametrize(
    ("line", "vnd"),
    [
        (["Đơn vị tính: đồng"], None),
        (["(ĐVT: 1.000đ)"], "1140000"),
        (["", "", "Đơn vị tính : nghìn đồng"], "1140000"),
        (["Đvt", "ngàn đồng"], "1140000"),
        (["Đơn vị tính:", "", "", "Triệu đồng"], "1140000000"),
        (["Đơn vị: tr.đ"], "1140000000"),
        (["ĐVT: 1.000.000 đồng"], "1140000000"),
        (["ĐVT: người; tỷ đồng"], "1140000000000"),
    ],
)
def test_a_unit_line(tmp_path: Path, line: list[Value], vnd: str | None) -> None:
    reading = supports(tmp_path, line)

    assert supported(reading) == (vnd or "1140")
    refused = [("optional.unreadable", "E3")] if vnd is None else []
    assert issues(reading) == refused  # half a đồng is no amount


def test_without_any_unit_the_form_decides_and_says_so(tmp_path: Path) -> None:
    new = supports(tmp_path)
    old = read(tmp_path, {"Biểu 3": [OLD_HEADING, [*ROW[:4], 2]]})

    assert (supported(new), supported(old)) == ("1140000000", "1140")
    assert issues(new) == issues(old) == [("sheet.money_unit_assumed", None)]


def test_the_unit_of_the_cover_holds_where_the_sheet_has_none(tmp_path: Path) -> None:
    reading = supports(tmp_path, cover=[["Đơn vị tính", "nghìn đồng"]])

    assert (supported(reading), issues(reading)) == ("1140000", [])


def test_the_unit_of_the_sheet_rules_over_the_cover(tmp_path: Path) -> None:
    reading = supports(tmp_path, ["ĐVT: tỷ đồng"], cover=[["Đơn vị tính", "nghìn đồng"]])

    assert supported(reading) == "1140000000000"
    assert issues(reading) == [("money.unit_differs_from_cover", "A1")]


def test_the_unit_of_a_heading_rules_its_column(tmp_path: Path) -> None:
    heading = [*HEADING[:3], "Kinh phí hỗ trợ (1.000 đồng)", "Tổng vốn đầu tư, tỷ đồng"]
    reading = read(tmp_path, {COVER_SHEET: COVER, SUPPORTS: [["ĐVT: triệu đồng"], heading, ROW]})

    assert values(reading, "support_vnd", "investment_vnd") == [("1140000", "2500000000")]


def test_the_unit_of_a_cell_rules_the_cell(tmp_path: Path) -> None:
    row: list[Value] = [1, "ĐP-2016-01", "HTX A", "195,88 triệu đồng", "0,5 tỷ"]
    reading = read(tmp_path, {COVER_SHEET: COVER, SUPPORTS: [["ĐVT: đồng"], HEADING, row]})

    assert values(reading, "support_vnd", "investment_vnd") == [("195880000", "500000000")]


def test_two_lines_that_agree(tmp_path: Path) -> None:
    reading = supports(tmp_path, ["ĐVT: triệu đồng"], ["", "(Đơn vị tính: Tr.đồng)"])

    assert (supported(reading), rejected(reading), issues(reading)) == ("1140000000", {}, [])


@pytest.mark.parametrize(
    ("above", "below", "cells"),
    [
        ([["ĐVT: triệu đồng"], ["", "ĐVT: đồng"]], [], ["A1", "B2"]),
        ([["ĐVT: triệu đồng", "", "Đơn vị tính:", "đồng"]], [], ["A1", "C1"]),
        ([["ĐVT: triệu đồng"]], [["Ghi chú: Đơn vị tính: đồng"]], ["A1", "A4"]),
    ],
)
def test_two_lines_that_disagree_reject_the_sheet_naming_both_cells(
    tmp_path: Path, above: list[list[Value]], below: Rows, cells: list[str]
) -> None:
    reading = supports(tmp_path, *above, below=below)

    assert rejected(reading) == {SUPPORTS: "sheet.money_units_disagree"}
    told = [i for i in reading.issues if i.code == "sheet.money_units_disagree"]
    assert [i.cell for i in told] == cells
    assert {i.details["cells"] for i in told} == {", ".join(cells)}
    assert len(reading.rows) == 1
