"""Printed totals are recomputed from the rows they cover, and a difference is told with both."""

from pathlib import Path

import pytest

from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import BLOCK, COVER, COVER_SHEET, Formula, Value, issues, read

SUPPORTS = "Biểu 03 - Mô hình, máy móc"
HEADING = ["STT", "Mã đề án", "Cơ sở thụ hưởng", "Kinh phí hỗ trợ", "Lao động tăng thêm"]
UPPER = ["STT", "Số hiệu đề án", "Nội dung đề án", "Loại hoạt động", "Kinh phí", "", "Tình trạng"]
LOWER = ["", "", "", "", "Kế hoạch", "Thực hiện", ""]


def row(amount: Value, jobs: Value = 1) -> list[Value]:
    return [1, "ĐP-2016-01", "HTX A", amount, jobs]


def total(label: str, amount: Value = "", jobs: Value = "", mark: str = "") -> list[Value]:
    return [mark, "", label, amount, jobs]


def supports(folder: Path, *rows: list[Value]) -> Reading:
    return read(folder, {COVER_SHEET: COVER, SUPPORTS: [["ĐVT: triệu đồng"], HEADING, *rows]})


def differing(reading: Reading) -> list[tuple[str | None, str, str]]:
    return [
        (i.cell, i.details["printed"], i.details["computed"])
        for i in reading.issues
        if i.code == "total.differs"
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(100), row(50), total("Tổng cộng", 150, 2)], []),
        ([row(100), row(50), total("Tổng cộng", 151, 3)], [("D5", "151", "150"), ("E5", "3", "2")]),
        ([total("Tổng số", 151, 2), row(100), row(50)], [("D3", "151", "150")]),
        (
            [total("Tổng số", 150), row(100), row(50), total("Tổng cộng", 140)],
            [("D6", "140", "150")],
        ),
        ([row(100), total("Tổng cộng", 100), row(50), total("Tổng cộng", 50)], []),
        (
            [
                *(row(100), total("Tổng cộng", 100), row(50), total("Tổng cộng", 50)),
                total("Tổng cộng", 160),
            ],
            [("D7", "160", "150")],
        ),
        ([row(100), total("Cộng", 100), row(50), total("Cộng", 50), total("Tổng cộng", 150)], []),
        ([row(100), total("Tổng cộng", "-", "x")], []),
        ([total("Tổng cộng", 0)], []),
        ([total("Tổng cộng", 5)], [("D3", "5", "0")]),
        ([row(""), total("Tổng cộng", 5)], [("D4", "5", "0")]),
        ([row(100), total("Trong đó:", 20), total("- nữ", 90)], []),
    ],
)
def test_totals(tmp_path: Path, rows: list[list[Value]], told: list[tuple[str, str, str]]) -> None:
    assert differing(supports(tmp_path, *rows)) == told


@pytest.mark.parametrize(
    ("amounts", "printed", "told"),
    [
        (["195,88", "100,12"], "296", []),
        (["195,88", "100,12"], "296,0", []),
        (["195,88", "100,14"], "296", []),
        (["195,88", "100,14"], "296,0", []),
        (["195,88", "100,17"], "296,0", []),
        (["195,88", "100,18"], "296,0", [("D5", "296.0", "296.06")]),
        (["195,88", "100,14"], "296,00", [("D5", "296.00", "296.02")]),
        (["195,88", "100,14"], "297", [("D5", "297", "296.02")]),
        ([195.88, 100.12], 296, []),
        ([195, 100], 296, [("D5", "296", "295")]),
        (["195,88 triệu", "120.000 đồng"], "196", []),
        (["195,88 triệu", "120.000 đồng"], "196.000.000 đồng", []),
        (["0,5 tỷ", "1"], "502", [("D5", "502", "501")]),
    ],
)
def test_a_total_may_be_rounded_as_it_is_printed(
    tmp_path: Path, amounts: list[Value], printed: Value, told: list[tuple[str, str, str]]
) -> None:
    reading = supports(tmp_path, *map(row, amounts), total("Tổng cộng", printed))

    assert differing(reading) == told


def test_subtotals_and_sums_in_group_rows_cover_their_groups(tmp_path: Path) -> None:
    reading = supports(
        tmp_path,
        total("Hợp tác xã", 150, mark="A"),
        total("Tại huyện", 100, mark="I"),
        row(100),
        total("Cộng I", 101),
        total("Ngoài huyện", 50, mark="II"),
        row(50),
        total("Cộng", 50),
        total("Cộng mục A", 150),
        total("Công ty", 31, mark="B"),
        row(30),
        total("Tổng cộng (A+B)", 180),
    )

    assert differing(reading) == [("D6", "101", "100"), ("D11", "31", "30")]


def test_sums_of_sources_within_contents(tmp_path: Path) -> None:
    def project(code: str, amount: int) -> list[Value]:
        return [1, code, "Dạy nghề", "Đào tạo nghề", amount, amount, "Hoàn thành"]

    rows: list[list[Value]] = [
        ["1.", "", "Đào tạo nghề", "", 30, 30],
        ["I", "", "KCQG", "", 10, 10],
        project("A1", 10),
        ["II", "", "KCĐP", "", 20, 21],
        project("A2", 20),
        ["3.", "", "Mô hình", "", 5, 5],
        ["I", "", "KCQG", "", 5, 5],
        project("A3", 5),
        ["Tổng cộng", "", "", "", 35, 35],
    ]
    reading = read(tmp_path, {"Biểu 1": [*BLOCK, UPPER, LOWER, *rows]})

    assert differing(reading) == [("F10", "21", "20")]


def test_a_total_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    reading = supports(
        tmp_path,
        row(100),
        total("Tổng cộng", "1,140", "12o"),
        total("Tổng cộng", Formula("=SUM(D3)"), Formula("=1/0", "#DIV/0!")),
    )

    assert issues(reading) == [
        ("cell.formula_without_value", "D5"),
        ("cell.error_value", "E5"),
        ("optional.ambiguous_number", "D4"),
        ("optional.unreadable", "E4"),
    ]


def test_totals_of_a_rejected_sheet_are_not_compared(tmp_path: Path) -> None:
    rows = [HEADING[:2] + HEADING[3:], [1, "A", 100, 1], ["Tổng cộng", "", 101]]

    reading = read(tmp_path, {COVER_SHEET: COVER, SUPPORTS: rows})

    assert differing(reading) == []
