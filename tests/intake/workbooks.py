"""Workbooks drawn cell by cell into a temporary folder, and what the reader makes of them.

A sheet is a list of rows, a row a list of values, an empty text an empty cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.schemas.models import tables

ASSETS = Path(__file__).parents[2] / "assets"
READER = make_reader(ASSETS, tables())
FORMS = {form.id: form for form in READER.forms}


@dataclass(frozen=True)
class Formula:
    """A formula, with the value that a program kept for it, if one did."""

    text: str
    value: float | str = ""


Value = str | float | date | Formula
Rows = Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Page:
    """A sheet with what is more than values: merged ranges, and what is hidden."""

    rows: Rows
    merges: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    fonts: Mapping[int, str] = field(default_factory=dict)


COVER: Rows = [["Đơn vị báo cáo", "Huyện Ba Bể"], ["Mã đơn vị", "061"], ["Năm báo cáo", 2016]]
COVER_SHEET = "Thông tin chung"
BLOCK: Rows = [
    ["Đơn vị báo cáo: Huyện Ba Bể"],
    ["Mã đơn vị: 061"],
    ["Năm báo cáo: 2014"],
    ["Đơn vị tính: đồng"],
]


_OLD = ("1", "2", "3", "4a", "4b", "4c", "5", "6", "7", "8", "9")
_NEW = ("Đề án", "Lớp học", "Mô hình, máy móc", "Hội chợ", "Bình chọn", "Thương hiệu")
_NEW += ("Thiết kế mẫu mã", "Tuyên truyền", "Cụm công nghiệp", "Hợp tác quốc tế", "Quản lý")
SHEET_NAMES = {
    ("KC-2014", table.name): f"Biểu {number}" for table, number in zip(tables(), _OLD, strict=True)
} | {
    ("KC-2016", table.name): f"Biểu 0{number} - {title}"
    for table, number, title in zip(tables(), _OLD, _NEW, strict=True)
}
"""The name of each table's sheet on either form."""


def write(path: Path, sheets: Mapping[str, Rows | Page]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, drawn in sheets.items():
            page = drawn if isinstance(drawn, Page) else Page(drawn)
            sheet = book.add_worksheet(name)
            for number, row in enumerate(page.rows):
                font = page.fonts.get(number + 1)
                style = book.add_format({"font_name": font}) if font else None
                for column, value in enumerate(row):
                    _put(sheet, (number, column), value, style, day)
            for merged in page.merges:
                _merge(sheet, merged, page.rows)
            for number in page.hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            if page.hidden_columns:
                sheet.set_column(page.hidden_columns, None, None, {"hidden": True})
            for cell, text in page.comments.items():
                sheet.write_comment(cell, text)
            if page.hidden:
                sheet.hide()
    return path


def _put(
    sheet: Worksheet, place: tuple[int, int], value: Value, style: Format | None, day: Format
) -> None:
    row, column = place
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, style, value.value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif not isinstance(value, str):
        sheet.write_number(row, column, value, style)
    elif value:
        sheet.write_string(row, column, value, style)


def _merge(sheet: Worksheet, merged: str, rows: Rows) -> None:
    first, _ = merged.split(":")
    row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
    sheet.merge_range(merged, rows[row][column])


def read(folder: Path, sheets: Mapping[str, Rows | Page]) -> Reading:
    """The reading of a workbook of those sheets, of KC-2016 with its cover unless it has one."""
    return READER.read(open_submission(write(folder / "submission.xlsx", sheets)))


def fates(reading: Reading, sheet: str) -> str:
    """The fates of a sheet's rows in their order, runs of the same told once."""
    (found,) = (s for s in reading.sheets if s.name == sheet)
    told: list[str] = []
    for fate in found.fates:
        if not told or told[-1] != fate.fate:
            told.append(str(fate.fate))
    return " ".join(told)


def values(reading: Reading, *columns: str) -> list[tuple[str | None, ...]]:
    """Those columns of every data row."""
    found = [{c.column: c.value for c in row.cells} for row in reading.rows]
    return [tuple(row.get(column) for column in columns) for row in found]


def issues(reading: Reading, *, but: Sequence[str] = ()) -> list[tuple[str, str | None]]:
    """Code and cell of every issue, but for the codes left out."""
    return [(i.code, i.cell) for i in reading.issues if i.code not in but]


def rejected(reading: Reading) -> dict[str, str]:
    """The sheets that are rejected, and why."""
    return {s.name: s.rejected for s in reading.sheets if s.rejected}


def books_balance(reading: Reading) -> bool:
    """Whether every non-empty row has one fate, and the data rows are those that were read."""
    data = [
        (sheet.name, fate.row_no)
        for sheet in reading.sheets
        for fate in sheet.fates
        if fate.fate == "data"
    ]
    counted = all(
        sheet.rows_read == len(sheet.fates) == len({fate.row_no for fate in sheet.fates})
        for sheet in reading.sheets
    )
    return counted and sorted(data) == sorted((row.sheet, row.row_no) for row in reading.rows)
