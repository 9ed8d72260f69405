"""A dot that is decimal elsewhere on the sheet makes `1.140` doubtful; nothing else does."""

from pathlib import Path

import pytest

from kc_pipeline.intake.numbers import Writing, writing_of
from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import COVER, COVER_SHEET, Value, issues, read, values

SUPPORTS = "Biểu 03 - Mô hình, máy móc"
HEADING = [
    "Mã đề án",
    "Cơ sở thụ hưởng",
    "Kinh phí hỗ trợ",
    "Tổng vốn đầu tư",
    "Lao động tăng thêm",
]


def supports(folder: Path, *rows: tuple[Value, ...]) -> Reading:
    told = [["ĐP-2016-01", f"HTX {n}", *row] for n, row in enumerate(rows)]
    return read(folder, {COVER_SHEET: COVER, SUPPORTS: [["ĐVT: triệu đồng"], HEADING, *told]})


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("1,140.5", Writing.DOT_IS_DECIMAL),
        ("195,880,000", Writing.DOT_IS_DECIMAL),
        ("1.14", Writing.DOT_IS_DECIMAL),
        ("0.140", Writing.DOT_IS_DECIMAL),
        ("1 140.5", Writing.DOT_IS_DECIMAL),
        ("2.118,5", Writing.COMMA_IS_DECIMAL),
        ("195.880.000", Writing.COMMA_IS_DECIMAL),
        ("195,88", Writing.COMMA_IS_DECIMAL),
        ("(195,88)", Writing.COMMA_IS_DECIMAL),
        ("1.140", Writing.ONE_DOT_BEFORE_THREE),
        ("-1.140", Writing.ONE_DOT_BEFORE_THREE),
        *((text, None) for text in ("1,140", "1 140", "1 140 000", "35", "", "-", "ba", "1.1.1")),
    ],
)
def test_what_a_number_shows(text: str, writing: Writing | None) -> None:
    assert writing_of(text) is writing


@pytest.mark.parametrize("other", ["1,140.5", "12.5", "0.140", "1,140,000", "1 140.5", "2.5 triệu"])
@pytest.mark.parametrize("doubtful", ["1.140", "1.140 triệu đồng"])
def test_a_dot_that_is_decimal_elsewhere_makes_thousands_doubtful(
    tmp_path: Path, other: str, doubtful: str
) -> None:
    reading = supports(tmp_path, (other, 5), (doubtful, doubtful))

    assert issues(reading) == [("required.doubtful_dot", "C4"), ("optional.doubtful_dot", "D4")]
    assert values(reading, "support_vnd", "investment_vnd")[1] == (None, None)
    assert [dict(issue.details) for issue in reading.issues] == [
        {
            "heading": heading,
            "as_thousands": "1140",
            "as_decimal": "1,14",
            "other": other,
            "other_cell": "C3",
        }
        for heading in ("Kinh phí hỗ trợ", "Tổng vốn đầu tư")
    ]


def test_most_numbers_of_the_sheet_outweigh_an_odd_one(tmp_path: Path) -> None:
    spellings = ["195,88", "2.118,5", "1,140.5", "195.880.000", "1 140", "1.140"]
    reading = supports(tmp_path, *((spelling,) for spelling in spellings))

    assert issues(reading) == [("number.mixed_signs", "C8")]
    assert values(reading, "support_vnd") == [
        ("195880000",),
        ("2118500000",),
        ("1140500000",),
        ("195880000000000",),
        ("1140000000",),
        ("1140000000",),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("1.140", "2.118,5"), ("195,88", "195.880.000")],
        [("1.140", 195.88), (1.14, "2.250", 3)],
        [("1.140", "1 140"), ("12", "-"), ("35", "")],
        [("1,140.5", "2,250.25"), ("12.50", 1140)],
    ],
)
def test_a_sheet_that_writes_one_way_is_quiet(
    tmp_path: Path, rows: list[tuple[Value, ...]]
) -> None:
    assert issues(supports(tmp_path, *rows)) == []


def test_texts_that_are_no_numbers_show_nothing(tmp_path: Path) -> None:
    sheet = [
        ["Theo Quyết định 12.5/QĐ", "Mục 1.14"],
        ["ĐVT: triệu đồng"],
        ["Mã đề án", "Cơ sở thụ hưởng", "Máy móc, thiết bị, công nghệ", "Kinh phí hỗ trợ"],
        ["A1", "HTX A", "12.5", "1.140"],
    ]

    assert issues(read(tmp_path, {COVER_SHEET: COVER, SUPPORTS: sheet})) == []


def test_a_doubtful_total_is_told_and_not_compared(tmp_path: Path) -> None:
    sheet = [
        ["ĐVT: triệu đồng"],
        HEADING,
        ["A1", "HTX A", "1,140.50", ""],
        ["Tổng cộng", "", "1.140", ""],
    ]

    reading = read(tmp_path, {COVER_SHEET: COVER, SUPPORTS: sheet})
    assert issues(reading) == [("optional.doubtful_dot", "C4")]


@pytest.mark.parametrize("written", [1.14, "1.14", "1,14"])
def test_a_number_whose_total_needs_its_thousands_is_told_at_its_cell(
    tmp_path: Path, written: Value
) -> None:
    reading = with_total(tmp_path, [35, written, 20], 1195)

    assert issues(reading) == [("number.slip_by_total", "C4"), ("total.differs", "C6")]
    assert values(reading, "support_vnd")[1] == ("1140000",)
    assert dict(reading.issues[0].details) == {
        "column": "support_vnd",
        "change_vi": "lớn gấp 1.000 lần",
        "change_en": "multiplied by 1,000",
        "total_cell": "C6",
        "printed": "1195",
    }


@pytest.mark.parametrize(
    ("amounts", "printed", "told"),
    [
        ([1.14], 1140, [("number.slip_by_total", "C3"), ("total.differs", "C4")]),
        ([35, 195_880_000], 230.88, [("number.slip_by_total", "C4"), ("total.differs", "C5")]),
        ([35, "1.140"], "36,14", [("number.slip_by_total", "C4"), ("total.differs", "C5")]),
        ([35, 20], 55_000, [("total.out_of_scale", "C5")]),
        ([35, 20], 55_000_000, [("total.out_of_scale", "C5")]),
        ([35_000, 20_000], 55, [("total.out_of_scale", "C5")]),
        ([5, 5, 5], 5010, [("total.differs", "C6")]),
        ([35, 20], 56, [("total.differs", "C5")]),
        ([35, 20], 55_001, [("total.differs", "C5")]),
        ([35, 0], 1035, [("total.differs", "C5")]),
        ([1.14, 2.5], 3.64, []),
    ],
)
def test_slips_by_a_power_of_a_thousand(
    tmp_path: Path, amounts: list[Value], printed: Value, told: list[tuple[str, str]]
) -> None:
    assert issues(with_total(tmp_path, amounts, printed)) == told


def with_total(folder: Path, amounts: list[Value], printed: Value) -> Reading:
    rows = [["A1", f"HTX {n}", amount] for n, amount in enumerate(amounts)]
    sheet = [["ĐVT: triệu đồng"], HEADING[:3], *rows, ["Tổng cộng", "", printed]]
    return read(folder, {COVER_SHEET: COVER, SUPPORTS: sheet})
