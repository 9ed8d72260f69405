"""A table sheet as a whole: rows with the cell of every value, and what was noticed on it."""

from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.intake.reading import ReadCell, Reading, ReadRow
from tests.intake.workbooks import (
    COVER,
    COVER_SHEET,
    FORMS,
    SHEET_NAMES,
    Formula,
    Page,
    Value,
    books_balance,
    fates,
    issues,
    read,
    rejected,
    values,
)

CLASSES = "Biểu 02 - Lớp học"
HEADING = ["STT", "Mã đề án", "Tên lớp", "Số học viên", "Số học viên nữ", "Ngày khai giảng"]


def classes(folder: Path, *rows: list[Value]) -> Reading:
    reading = read(folder, {COVER_SHEET: COVER, CLASSES: [HEADING, *rows]})
    assert books_balance(reading)
    return reading


def test_every_value_has_its_cell_its_raw_text_and_its_canonical_form(tmp_path: Path) -> None:
    reading = classes(
        tmp_path, [1, "đp-2016-01 ", "Lớp  may", "1.140", 10, date(2016, 3, 5), "thêm"]
    )

    assert reading.rows == (
        ReadRow(
            "training_classes",
            CLASSES,
            2,
            (
                ReadCell("serial", "A2", "1", "1"),
                ReadCell("project_code", "B2", "đp-2016-01", "ĐP-2016-01"),
                ReadCell("class_name", "C2", "Lớp may", "Lớp may"),
                ReadCell("trainees", "D2", "1.140", "1140"),
                ReadCell("women", "E2", "10", "10"),
                ReadCell("starts_on", "F2", "05/03/2016", "2016-03-05"),
                ReadCell("extra:G", "G2", "thêm", "thêm"),
            ),
        ),
    )
    (sheet,) = reading.sheets
    assert (sheet.rows_read, dict(sheet.columns)) == (
        2,
        {"project_code": "B", "class_name": "C", "trainees": "D", "women": "E", "starts_on": "F"},
    )


def test_what_cannot_be_read_is_absent_kept_as_text_and_told_at_its_cell(tmp_path: Path) -> None:
    reading = classes(
        tmp_path,
        [1, "A1", "Một", "1,140", "1,140", "Quý II/2016"],
        [2, "A1", "Hai", "vài", "ít", "mai"],
        [3, "A1", "Ba", 12.5, "x", "-"],
    )

    told = [(i.code, i.cell, i.row_no, i.value) for i in reading.issues]
    assert told == [
        ("required.ambiguous_number", "D2", 2, "1,140"),
        ("optional.ambiguous_number", "E2", 2, "1,140"),
        ("date.no_day", "F2", 2, "Quý II/2016"),
        ("required.unreadable", "D3", 3, "vài"),
        ("optional.unreadable", "E3", 3, "ít"),
        ("optional.unreadable", "F3", 3, "mai"),
        ("required.unreadable", "D4", 4, "12.5"),
    ]
    assert values(reading, "trainees", "women", "starts_on") == [(None, None, None)] * 3
    assert [c.raw for c in reading.rows[0].cells[3:]] == ["1,140", "1,140", "Quý II/2016"]


def test_an_unknown_code_names_what_is_allowed(tmp_path: Path) -> None:
    items = [["Mã đề án", "Kênh"], ["A1", "Loa xã"]]
    reading = read(tmp_path, {COVER_SHEET: COVER, "Biểu 06 - Tuyên truyền": items})

    (told,) = reading.issues
    assert (told.code, told.cell, dict(told.details)) == (
        "required.unknown_code",
        "B2",
        {
            "heading": "Kênh",
            "allowed": "Truyền hình, Báo, Phát thanh, Ấn phẩm, Trang thông tin điện tử",
        },
    )


def test_formulas_count_with_their_kept_value_and_are_told_without(tmp_path: Path) -> None:
    reading = classes(
        tmp_path,
        [1, "A1", "Một", Formula("=10+20", 30), Formula("=E9"), Formula("=#REF!", "#REF!")],
    )

    assert issues(reading) == [("cell.formula_without_value", "E2"), ("cell.error_value", "F2")]
    assert values(reading, "trainees", "women", "starts_on") == [("30", None, None)]
    kept = {c.column: c.raw for c in reading.rows[0].cells}
    assert (kept["women"], kept["starts_on"]) == ("=E9", "#REF!")


def test_an_empty_table_is_no_fault(tmp_path: Path) -> None:
    reading = classes(tmp_path)

    assert (reading.rows, reading.issues, fates(reading, CLASSES)) == ((), (), "heading")


def test_old_fonts_through_a_whole_sheet(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["M· ®Ò ¸n", "tªn líp", "Sè häc viªn"],
        ["A1", "Líp nghÒ m\u00acy tre, \u00adu ®·i", 30],
        ["Tæng céng", "", 31],
    ]
    fonts = {1: ".VnTime", 2: ".VnArial", 3: ".VnTimeH"}
    reading = read(tmp_path, {COVER_SHEET: COVER, CLASSES: Page(rows, fonts=fonts)})

    assert values(reading, "class_name", "trainees") == [("Lớp nghề mơy tre, ưu đãi", "30")]
    assert issues(reading) == [("total.differs", "C3")]


TABLES = [(form.id, sheet.table.name) for form in FORMS.values() for sheet in form.sheets]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_the_headings_of_every_table_as_declared(tmp_path: Path, form: str, table: str) -> None:
    (sheet,) = (s for s in FORMS[form].sheets if s.table.name == table)
    reading = read(tmp_path, {SHEET_NAMES[form, table]: [["STT", *sheet.written.values()]]})

    (found,) = reading.sheets
    assert (found.table, sorted(found.columns)) == (table, sorted(sheet.written))
    assert rejected(reading) == {}


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_required_column_rejects_its_sheet_when_it_is_missing(
    tmp_path: Path, form: str, table: str
) -> None:
    (sheet,) = (s for s in FORMS[form].sheets if s.table.name == table)
    required = {c.name for c in sheet.table.columns if c.heading_required} & set(sheet.written)
    told: dict[str, list[str]] = {}
    for missing in required:
        kept = [text for column, text in sheet.written.items() if column != missing]
        reading = read(tmp_path, {SHEET_NAMES[form, table]: [kept, ["a"] * len(kept)]})
        assert rejected(reading) == {SHEET_NAMES[form, table]: "sheet.required_heading_missing"}
        told[missing] = [
            i.details["heading"] for i in reading.issues if i.code.endswith("heading_missing")
        ]
    assert told == {column: [sheet.written[column]] for column in required}
