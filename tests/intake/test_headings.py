"""A table is found by what its heading says, wherever it stands and however it is written."""

import unicodedata
from pathlib import Path

import pytest

from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import (
    BLOCK,
    COVER,
    COVER_SHEET,
    Page,
    Rows,
    books_balance,
    fates,
    issues,
    read,
    rejected,
    values,
)

SUPPORTS = "Biểu 03 - Mô hình, máy móc"
PLAIN = ["STT", "Mã đề án", "Cơ sở thụ hưởng", "Kinh phí hỗ trợ"]
DATA = [1, "ĐP-2016-01", "HTX A", 5]
READ = [("ĐP-2016-01", "HTX A", "5000000")]
COLUMNS = ("project_code", "establishment", "support_vnd")
ASSUMED = "sheet.money_unit_assumed"


def supports(folder: Path, drawn: Rows | Page) -> Reading:
    reading = read(folder, {COVER_SHEET: COVER, SUPPORTS: drawn})
    assert books_balance(reading)
    return reading


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


WRITTEN: dict[str, Rows | Page] = {
    "plain": [PLAIN, DATA],
    "upper case, starred, broken": [
        ["STT", "MÃ ĐỀ ÁN *", "Cơ sở\nthụ  hưởng *", "KINH PHÍ\nHỖ TRỢ*"],
        DATA,
    ],
    "decomposed": [[nfd(text) for text in PLAIN], DATA],
    "no-break and zero-width spaces": [
        ["STT", "Mã\u00a0đề án", "Cơ sở thụ\u200b hưởng", "Kinh phí hỗ\u00a0trợ"],
        DATA,
    ],
    "with its unit": [[*PLAIN[:3], "Kinh phí hỗ trợ (triệu đồng) *"], DATA],
    "unit in a row of its own": [PLAIN, ["", "", "", "(triệu đồng)"], DATA],
    "unit in a row of its own, bare": [PLAIN, ["", "", "", "Triệu đồng"], DATA],
    "a band above": [["", "Thông tin đề án", "", "Kinh phí"], PLAIN, DATA],
    "a merged band above": Page(
        [["", "Thông tin đề án", "", "Kinh phí"], PLAIN, DATA], merges=["B1:C1"]
    ),
    "two rows unmerged": [
        ["STT", "Mã đề án", "Cơ sở", "Kinh phí"],
        ["", "", "thụ hưởng", "hỗ trợ"],
        DATA,
    ],
    "merged downwards": Page(
        [PLAIN, ["", "", "", ""], DATA], merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2"]
    ),
    "three rows": [
        ["", "Kết quả thực hiện trong năm"],
        ["STT", "Mã đề án", "Cơ sở", "Kinh phí"],
        ["", "", "thụ hưởng", "hỗ trợ"],
        DATA,
    ],
    "a heading merged over two columns": Page(
        [["STT", "Mã đề án", "Cơ sở thụ hưởng", "", "Kinh phí hỗ trợ"], [*DATA[:3], "", 5]],
        merges=["C1:D1"],
    ),
    "after forty lines": [*[[f"Dòng {n}"] for n in range(40)], PLAIN, DATA],
    "no running numbers": [PLAIN[1:], DATA[1:]],
    "running numbers without a heading": [["", *PLAIN[1:]], DATA],
    "other order, empty columns before": [
        ["", "", "Kinh phí hỗ trợ", "Cơ sở thụ hưởng", "TT", "Mã đề án"],
        ["", "", 5, "HTX A", 1, "ĐP-2016-01"],
    ],
}


@pytest.mark.parametrize("drawn", WRITTEN.values(), ids=WRITTEN)
def test_a_heading_says_the_same_however_it_is_written(tmp_path: Path, drawn: Rows | Page) -> None:
    reading = supports(tmp_path, drawn)

    assert values(reading, *COLUMNS) == READ
    assert rejected(reading) == {}


def test_the_unit_of_a_row_below_holds_for_its_column_only(tmp_path: Path) -> None:
    reading = supports(
        tmp_path,
        [
            ["ĐVT: triệu đồng"],
            [*PLAIN, "Tổng vốn đầu tư"],
            ["", "", "", "(nghìn đồng)", ""],
            [*DATA, 2],
        ],
    )

    assert values(reading, "support_vnd", "investment_vnd") == [("5000", "2000000")]
    assert fates(reading, SUPPORTS) == "preamble heading data"


def test_a_two_row_heading_takes_the_unit_of_its_upper_row(tmp_path: Path) -> None:
    upper = [
        "STT",
        "Số hiệu đề án",
        "Nội dung đề án",
        "Loại hoạt động",
        "Kinh phí (nghìn đồng)",
        "",
    ]
    lower = ["", "", "", "", "Kế hoạch", "Thực hiện", ""]
    row = [1, "QG-2014-01", "Dạy nghề", "Đào tạo nghề", 2, 3, "Hoàn thành"]
    rows = [*BLOCK, [*upper, "Tình trạng"], lower, ["I", "KCQG"], ["1.", "Đào tạo nghề"], row]

    reading = read(tmp_path, {"Biểu 1": rows})

    assert values(reading, "planned_vnd", "spent_vnd") == [("2000", "3000")]


def test_unknown_and_headless_columns_stay_with_the_row_and_are_told(tmp_path: Path) -> None:
    reading = supports(
        tmp_path, [[*PLAIN, "Ghi thêm", "Ghi thêm", ""], [*DATA, "một", "hai", "ba"]]
    )

    extra = ("extra:Ghi thêm (E)", "extra:Ghi thêm (F)", "extra:G")
    assert values(reading, *extra) == [("một", "hai", "ba")]
    assert issues(reading, but=[ASSUMED]) == [
        ("column.unknown", "E1"),
        ("column.unknown", "F1"),
        ("column.unknown", "G1"),
    ]


def test_a_missing_required_column_rejects_its_sheet_and_names_the_heading(tmp_path: Path) -> None:
    brands = "Biểu 04c - Thương hiệu"
    reading = read(
        tmp_path,
        {
            COVER_SHEET: COVER,
            SUPPORTS: [[*PLAIN[:3], "Hỗ trợ"], DATA],
            brands: [["Mã đề án", "Cơ sở", "Nhãn hiệu"], ["ĐP-2016-01", "HTX A", "Miến"]],
        },
    )

    assert rejected(reading) == {SUPPORTS: "sheet.required_heading_missing"}
    missing = [i.details["heading"] for i in reading.issues if i.code.endswith("heading_missing")]
    assert missing == ["Kinh phí hỗ trợ"]
    assert [row.sheet for row in reading.rows] == [SUPPORTS, brands]


def test_a_doubled_heading_rejects_where_it_is_required(tmp_path: Path) -> None:
    required = supports(tmp_path, [[*PLAIN, "Kinh phí hỗ trợ"], [*DATA, 6]])
    optional = supports(tmp_path, [[*PLAIN, "Ngành nghề", "Ngành nghề"], [*DATA, "a", "b"]])

    assert rejected(required) == {SUPPORTS: "sheet.heading_twice"}
    assert values(required, "extra:support_vnd (D)", "extra:support_vnd (E)") == [("5", "6")]
    assert rejected(optional) == {}
    assert values(optional, "extra:industry (E)", "extra:industry (F)") == [("a", "b")]


def test_a_sheet_without_a_heading_keeps_its_wide_rows(tmp_path: Path) -> None:
    reading = supports(tmp_path, [["Một", "hai", "ba"], ["lẻ"], DATA])

    assert rejected(reading) == {SUPPORTS: "sheet.heading_missing"}
    assert [row.row_no for row in reading.rows] == [1, 3]
    assert values(reading, "extra:B") == [("hai",), ("ĐP-2016-01",)]
