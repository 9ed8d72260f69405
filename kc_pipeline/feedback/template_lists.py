"""The sheet ``Danh mục`` of a template: the lists its drop-downs offer, readable in themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.cell_text import cell_at, put_text
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.feedback.template_look import (
    look_like_given,
    look_like_heading,
    look_like_title,
)
from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.own_sheets import LISTS_SHEET
from kc_pipeline.schemas.columns import Kind

_HEADING = 3
_NARROWEST, _WIDEST = 12, 44
_PLACES = "Địa điểm"
_CONTENT = "content"


@dataclass(frozen=True, slots=True)
class ListRanges:
    """Where each list stands, as formulas name it: by code list, and that of places."""

    lists: Mapping[str, str]
    places: str


def add_lists_sheet(
    workbook: Workbook,
    form: Form,
    codes: CodeLists,
    places: Sequence[str],
    contents: Mapping[str, str],
) -> ListRanges:
    """Write every code list the form's columns use, and the places, a column each.

    ``contents`` are the titles of the decree's contents by number, to stand beside the numbers.
    """
    sheet = workbook.create_sheet(LISTS_SHEET)
    put_text(cell_at(sheet, 1, 1), "DANH MỤC DÙNG TRONG CÁC BIỂU")
    look_like_title(cell_at(sheet, 1, 1))
    cell_at(sheet, 1, 1).alignment = Alignment(horizontal="left")
    ranges: dict[str, str] = {}
    column = 1
    for code_list, heading in _headings(form).items():
        ranges[code_list] = _write(sheet, column, heading, codes.labels[code_list])
        column += 1
        if code_list == _CONTENT and contents:
            titles = [contents.get(number, "") for number in codes.labels[code_list]]
            _write(sheet, column, "Tên nội dung", titles)
            column += 1
    ranges_of_places = _write(sheet, column, _PLACES, places)
    sheet.freeze_panes = f"A{_HEADING + 1}"
    sheet.protection.sheet = True
    set_up_page(sheet, repeated_rows=f"{_HEADING}:{_HEADING}")
    return ListRanges(ranges, ranges_of_places)


def _headings(form: Form) -> dict[str, str]:
    """The code lists in the order of the form, each under the heading of its first column."""
    headings: dict[str, str] = {}
    for sheet in form.sheets:
        for column in sheet.table.columns:
            if column.kind is Kind.CODE and column.code_list is not None:
                heading = sheet.written.get(column.name, column.label_vi)
                taken = heading in headings.values()
                named = f"{heading} ({sheet.table.title_vi})" if taken else heading
                headings.setdefault(column.code_list, named)
    return headings


def _write(sheet: Worksheet, column: int, heading: str, entries: Sequence[str]) -> str:
    """One list below its heading; its range. Numbers stand as numbers, to be picked as such."""
    top = cell_at(sheet, _HEADING, column)
    put_text(top, heading)
    look_like_heading(top)
    for row, entry in enumerate(entries, start=_HEADING + 1):
        cell = cell_at(sheet, row, column)
        if entry.isdecimal():
            cell.value = int(entry)
        else:
            put_text(cell, entry)
        look_like_given(cell)
    letter = get_column_letter(column)
    longest = max(map(len, (heading, *entries)))
    width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.column_dimensions[letter].width = width
    last = _HEADING + max(len(entries), 1)
    return f"'{LISTS_SHEET}'!${letter}${_HEADING + 1}:${letter}${last}"
