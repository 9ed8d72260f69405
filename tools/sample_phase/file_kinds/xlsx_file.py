"""Sheets as an .xlsx workbook. XlsxWriter gives fixed zip times; `created` is handed in."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tools.sample_phase.sheets import Cell, Sheet, Style, address

A4 = 9
NO_MACROS = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def write(
    sheets: Sequence[Sheet], path: Path, created: datetime, *, epoch_1904: bool = False
) -> None:
    """Writes the workbook to `path`; with a part for macros, and none in it, if that is .xlsm."""
    options = {"default_date_format": "dd/mm/yyyy", "date_1904": epoch_1904}
    workbook = xlsxwriter.Workbook(path, options)
    if path.suffix == ".xlsm":
        workbook.add_vba_project(io.BytesIO(NO_MACROS), is_stream=True)
    workbook.set_properties({"created": created, "author": ""})
    formats: dict[Style, Format] = {}
    for sheet in sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        _set_up(worksheet, sheet)
        for style in dict.fromkeys(cell.style for cell in sheet.cells.values()):
            formats.setdefault(style, _format(workbook, style))
        _fill(worksheet, sheet, formats)
    workbook.close()


def _set_up(worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.set_paper(A4)
    if sheet.heading_rows is not None:
        worksheet.set_landscape()
        worksheet.repeat_rows(*sheet.heading_rows)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    worksheet.set_footer("&C&P/&N")
    for column, width in sorted(sheet.widths.items()):
        worksheet.set_column(column, column, width)
    for row, height in sorted(sheet.heights.items()):
        worksheet.set_row(row, height)
    for column in sorted(sheet.hidden_columns):
        worksheet.set_column(column, column, sheet.widths.get(column), None, {"hidden": True})
    for row in sorted(sheet.hidden_rows):
        worksheet.set_row(row, sheet.heights.get(row), None, {"hidden": True})
    if sheet.hidden:
        worksheet.hide()


def _fill(worksheet: Worksheet, sheet: Sheet, formats: dict[Style, Format]) -> None:
    for area in sheet.areas:
        style = sheet.cells[area.top, area.left].style
        worksheet.merge_range(area.top, area.left, area.bottom, area.right, "", formats[style])
    for (row, column), cell in sorted(sheet.cells.items()):
        _put(worksheet, row, column, cell, formats[cell.style])


def _put(worksheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    value = cell.value
    if value is None:
        worksheet.write_blank(row, column, None, look)
    elif cell.adds and isinstance(value, int | float):
        formula = "=" + "+".join(address(r, c) for r, c in cell.adds)
        worksheet.write_formula(row, column, formula, look, value)
    elif isinstance(value, str):
        worksheet.write_string(row, column, value, look)
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, value, look)
    else:
        worksheet.write_number(row, column, value, look)


def _format(workbook: Workbook, style: Style) -> Format:
    return workbook.add_format(
        {
            "font_name": style.font,
            "font_size": style.size,
            "bold": style.bold,
            "italic": style.italic,
            "underline": 1 if style.underline else 0,
            "align": style.align,
            "valign": "vcenter",
            "border": 1 if style.border else 0,
            "text_wrap": style.wrap,
            "num_format": style.number_format,
        }
    )
