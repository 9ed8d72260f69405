"""What each row is taken for: every non-empty row has one fate, and only data are data."""

from pathlib import Path

import pytest

from kc_pipeline.intake.reading import Reading
from tests.intake.workbooks import (
    BLOCK,
    COVER,
    COVER_SHEET,
    Page,
    Rows,
    Value,
    books_balance,
    fates,
    issues,
    read,
    values,
)

CLASSES = "Biểu 02 - Lớp học"
HEADING = ["STT", "Mã đề án", "Tên lớp", "Nghề, chuyên đề", "Số học viên", "Số học viên nữ"]
UPPER = ["STT", "Số hiệu đề án", "Nội dung đề án", "Loại hoạt động", "Kinh phí", "", "Tình trạng"]
LOWER = ["", "", "", "", "Kế hoạch", "Thực hiện", ""]


def one(number: Value, code: str, name: str = "Lớp may", women: Value = 10) -> list[Value]:
    return [number, code, name, "May", 30, women]


def classes(folder: Path, *rows: list[Value], heading: list[Value] | None = None) -> Reading:
    reading = read(folder, {COVER_SHEET: COVER, CLASSES: [heading or list(HEADING), *rows]})
    assert books_balance(reading)
    return reading


def project(code: str, title: str = "Dạy may") -> list[Value]:
    return [1, code, title, "Đào tạo nghề", 5, 5, "Hoàn thành"]


def projects(folder: Path, *rows: list[Value]) -> Reading:
    reading = read(folder, {"Biểu 1": [*BLOCK, UPPER, LOWER, *rows]})
    assert books_balance(reading)
    return reading


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        (["Tổng cộng", "", "", "", 30, 10], "total"),
        (["", "Tổng số", "", "", 30, 10], "total"),
        (["", "", "TỔNG CỘNG (I+II):", "", 30, 10], "total"),
        (["", "", "", "Tổng (I + II)", 30, 10], "total"),
        (["", "Tổng cộng", "1 lớp", "", 30, 10], "total"),
        (["", "", "- Tổng", "", 30, 10], "total"),
        (["Cộng", "", "", "", 30, 10], "subtotal"),
        (["", "", "Cộng mục I", "", 30, 10], "subtotal"),
        (["II", "", "Cộng:", "", 30, 10], "subtotal"),
        (["", "", "Trong đó: nữ", "", 10], "of_which"),
        (["", "Tr.đó KCQG", "", "", 10], "of_which"),
        (["Chia ra:"], "of_which"),
        (["A", "", "Khuyến công quốc gia"], "group"),
        (["II", "", "Khuyến công địa phương", "", 30, 10], "group"),
        (["II", "", "Khuyến công địa phương", "ghi chú bên cạnh"], "group"),
        (["", "III. Đơn vị ngoài tỉnh"], "group"),
        (["IV) Khác"], "group"),
        (["Mục I: Khuyến công quốc gia"], "group"),
        (["1. Đào tạo nghề"], "group"),
        (["a)", "", "Nghề may"], "group"),
        (["Ghi chú: số liệu đến 31/12"], "note"),
        (["", "", "(*) Số liệu ước"], "note"),
        (["Lớp học tổ chức tại xã"], "note"),
        ([2], "note"),
        ([2, "-", "", "x"], "note"),
        (["NGƯỜI LẬP BIỂU", "", "", "THỦ TRƯỞNG ĐƠN VỊ"], "signature"),
        (["", "", "", "", "Ba Bể, ngày 25 tháng 12 năm 2016"], "signature"),
        (["Nơi nhận:"], "signature"),
        (list(HEADING), "heading"),
        (["Cộng đồng dân cư", "ĐP-2016-02"], "data"),
        ([2, "", "Lớp mộc", "", 30, 10], "data"),
        ([2, "", "Tổng cộng các lớp", "May", 30, 10, ""], "total"),
    ],
)
def test_a_row_below_a_data_row(tmp_path: Path, row: list[Value], fate: str) -> None:
    reading = classes(tmp_path, one(1, "ĐP-2016-01"), row)

    assert [told.fate for told in reading.sheets[0].fates] == ["heading", "data", fate]


@pytest.mark.parametrize(
    "title",
    [
        *("Tổng hợp số liệu", "Tổng cộng các lớp", "Cộng đồng làng nghề", "Cộng hòa"),
        *("Trong đó có nữ", "Ghi chú điều tra", "I. Lớp may", "Người lập kế hoạch"),
        *("- Lớp may", "1", "Chia ra hai đợt"),
    ],
)
@pytest.mark.parametrize("number", [1, ""])
def test_a_row_with_a_project_code_is_data(tmp_path: Path, title: str, number: Value) -> None:
    reading = classes(tmp_path, one(number, "ĐP-2016-01", title))

    assert values(reading, "project_code", "class_name") == [("ĐP-2016-01", title)]


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, 2, 3, 4, 5, 6],
        ["A", "B", 1, 2, 3, "4=3+2"],
        ["(1)", "(2)", "(3)", "(4a)", "(4b)", "(5)=(3)/(4)"],
        [1, 2, 3, 6, 5, 7],
    ],
)
def test_column_numbers_under_a_heading(tmp_path: Path, numbers: list[Value]) -> None:
    reading = classes(tmp_path, numbers, one(1, "ĐP-2016-01"), list(HEADING), numbers)

    assert fates(reading, CLASSES) == "heading column_numbers data heading column_numbers"


def test_items_under_an_of_which_row_belong_to_it(tmp_path: Path) -> None:
    reading = classes(
        tmp_path,
        one(1, "ĐP-2016-01"),
        ["Tổng cộng", "", "", "", 30, 10],
        ["Trong đó:"],
        ["", "", "- KCQG", "", 10, 5],
        ["", "", "KCĐP", "", 20, 5],
    )

    assert fates(reading, CLASSES) == "heading data total of_which"
    assert issues(reading) == []


def test_a_page_break_cuts_items_not_off_their_of_which_row(tmp_path: Path) -> None:
    numbers: list[Value] = [f"({n})" for n in range(1, len(HEADING) + 1)]
    reading = classes(
        tmp_path,
        one(1, "ĐP-2016-01"),
        ["Tổng cộng", "", "", "", 30, 10],
        ["Trong đó:"],
        list(HEADING),
        numbers,
        ["", "", "- KCQG", "", 10, 5],
        ["", "", "KCĐP", "", 20, 5],
        list(HEADING),
        one(2, "ĐP-2016-02"),
    )

    assert fates(reading, CLASSES) == (
        "heading data total of_which heading column_numbers of_which heading data"
    )
    assert issues(reading) == []


def test_data_and_groups_go_on_below_a_signature_block(tmp_path: Path) -> None:
    reading = projects(
        tmp_path,
        ["I", "KHUYẾN CÔNG QUỐC GIA"],
        ["1.", "Đào tạo nghề"],
        project("QG-2014-01"),
        ["Người lập biểu", "", "", "Thủ trưởng đơn vị"],
        ["Nguyễn Văn A"],
        ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
        ["2.", "Nâng cao năng lực"],
        project("ĐP-2014-01"),
    )

    assert values(reading, "project_code", "funding", "content_no") == [
        ("QG-2014-01", "national", "1"),
        ("ĐP-2014-01", "local", "2"),
    ]


def test_a_two_row_heading_repeated_on_the_next_page(tmp_path: Path) -> None:
    reading = projects(tmp_path, project("QG-2014-01"), list(UPPER), list(LOWER))

    assert fates(reading, "Biểu 1") == "preamble heading data heading"


def test_a_data_row_without_its_code_is_held_and_not_lost(tmp_path: Path) -> None:
    heading: list[Value] = [*HEADING[:3], "Số học viên", "Ngày khai giảng"]
    reading = classes(
        tmp_path,
        [1, "", "Lớp một", 30],
        [2, "ĐP-2016-01", "Lớp hai", 30],
        [3, "", "Lớp ba", 30, "ngày 5 tháng 3 năm 2016"],
        [4, "", "Lớp bốn", 30],
        ["Tổng cộng", "", "", 120],
        heading=heading,
    )

    assert values(reading, "class_name") == [("Lớp một",), ("Lớp hai",), ("Lớp ba",), ("Lớp bốn",)]


def test_numbered_groups_with_sums_on_a_form_without_groups(tmp_path: Path) -> None:
    reading = classes(
        tmp_path,
        [1, "", "Đào tạo nghề", "", 60, 20],
        one(1, "ĐP-2016-01"),
        one(2, "ĐP-2016-01"),
        [2, "", "Truyền nghề", "", 30, 10],
        one(1, "ĐP-2016-02"),
    )

    assert fates(reading, CLASSES) == "heading group data group data"
    assert issues(reading) == []


GROUPED: dict[str, tuple[Rows, list[tuple[str | None, ...]]]] = {
    "marks in the column of running numbers": (
        [["I", "KHUYẾN CÔNG QUỐC GIA"], ["1", "Đào tạo nghề"], project("A1")],
        [("A1", "national", "own", "1")],
    ),
    "marks in the label, lower case": (
        [["II. khuyến công địa phương"], ["", "3. mô hình"], project("A1")],
        [("A1", "local", "own", "3")],
    ),
    "only II and III": (
        [
            ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
            ["1)", "Đào tạo nghề"],
            project("A1"),
            ["III", "ĐƠN VỊ NGOÀI TỈNH THỰC HIỆN"],
            ["1)", "Đào tạo nghề"],
            project("A2", "Tổng hợp"),
        ],
        [("A1", "local", "own", "1"), ("A2", "other", "partner", "1")],
    ),
    "contents over sources": (
        [
            ["1.", "Đào tạo nghề"],
            ["I", "KHUYẾN CÔNG QUỐC GIA"],
            project("A1"),
            ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
            project("A2"),
            ["3.", "Mô hình"],
            ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
            project("A3"),
        ],
        [
            ("A1", "national", "own", "1"),
            ("A2", "local", "own", "1"),
            ("A3", "local", "own", "3"),
        ],
    ),
    "a numeral begins anew": (
        [
            ["I", "KHUYẾN CÔNG QUỐC GIA"],
            ["1.", "Đào tạo nghề"],
            project("A1"),
            ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
            project("A2"),
        ],
        [("A1", "national", "own", "1"), ("A2", "local", "own", None)],
    ),
    "groups within a content, and a number that is no content": (
        [
            ["I", "KHUYẾN CÔNG QUỐC GIA"],
            ["9.", "Quản lý"],
            ["9.1", "Kiểm tra"],
            project("A1"),
            ["9.2", "Tập huấn"],
            project("A2"),
            ["10.", "Khác"],
            project("A3"),
        ],
        [
            ("A1", "national", "own", "9"),
            ("A2", "national", "own", "9"),
            ("A3", "national", "own", None),
        ],
    ),
    "no group at all": ([project("A1")], [("A1", None, None, None)]),
}


@pytest.mark.parametrize(("rows", "told"), GROUPED.values(), ids=GROUPED)
def test_group_rows_give_funding_delivery_and_content(
    tmp_path: Path, rows: list[list[Value]], told: list[tuple[str | None, ...]]
) -> None:
    reading = projects(tmp_path, *rows)

    assert values(reading, "project_code", "funding", "delivery", "content_no") == told


def test_groups_without_a_column_of_running_numbers(tmp_path: Path) -> None:
    rows = [["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"], ["3.", "Mô hình"], project("A1")[1:]]
    reading = read(tmp_path, {"Biểu 1": [*BLOCK, UPPER[1:], LOWER[1:], *rows]})

    assert values(reading, "project_code", "funding", "content_no") == [("A1", "local", "3")]


def test_a_given_value_stands_at_its_group_row(tmp_path: Path) -> None:
    reading = projects(tmp_path, ["", "II. KCĐP"], ["1.", "Dạy nghề"], project("A1"))

    given = {c.column: (c.cell, c.raw) for c in reading.rows[0].cells if c.cell[1:] < "9"}
    assert given == {
        "funding": ("B7", "II. KCĐP"),
        "delivery": ("B7", "II. KCĐP"),
        "content_no": ("A8", "1. Dạy nghề"),
    }


def test_groups_mean_nothing_on_a_detail_sheet(tmp_path: Path) -> None:
    reading = classes(tmp_path, ["I", "", "KHUYẾN CÔNG QUỐC GIA"], one(1, "ĐP-2016-01"))

    assert fates(reading, CLASSES) == "heading group data"
    assert values(reading, "funding") == [(None,)]


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    page = Page([HEADING, one(1, "ĐP-2016-01"), one(2, "ĐP-2016-02")], (), [3], hidden=True)
    cover = Page(COVER, hidden=True)
    reading = read(tmp_path, {"Nháp": [["x"]], CLASSES: page, COVER_SHEET: cover})

    assert values(reading, "project_code") == [("ĐP-2016-01",), ("ĐP-2016-02",)]
    assert [(i.code, i.sheet, i.cell) for i in reading.issues] == [
        ("sheet.hidden", COVER_SHEET, None),
        ("sheet.unknown", "Nháp", None),
        ("sheet.hidden", CLASSES, None),
        ("row.hidden", CLASSES, "A3"),
    ]
