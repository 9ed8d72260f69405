"""Sheets as an .xls workbook of Excel 97-2003. Formulas become their values."""

from collections.abc import Sequence
from pathlib import Path

import xlwt

from tools.sample_phase.sheets import Sheet, Style

WIDTH_OF_A_CHARACTER = 256
TWIPS_PER_POINT = 20
A4 = 9
_HORIZONTAL = {
    "left": xlwt.Alignment.HORZ_LEFT,
    "center": xlwt.Alignment.HORZ_CENTER,
    "right": xlwt.Alignment.HORZ_RIGHT,
}


def write(sheets: Sequence[Sheet], path: Path, *, epoch_1904: bool = False) -> None:
    """Writes the workbook to `path`."""
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.dates_1904 = epoch_1904
    formats: dict[Style, xlwt.XFStyle] = {}
    for sheet in sheets:
        worksheet = workbook.add_sheet(sheet.name)
        _set_up(worksheet, sheet)
        merged = {(area.top, area.left): area for area in sheet.areas}
        inside = {
            (r, c)
            for area in sheet.areas
            for r in range(area.top, area.bottom + 1)
            for c in range(area.left, area.right + 1)
        }
        for (row, column), cell in sorted(sheet.cells.items()):
            style = formats.setdefault(cell.style, _format(cell.style))
            if (row, column) in merged:
                area = merged[row, column]
                worksheet.write_merge(
                    area.top, area.bottom, area.left, area.right, cell.value, style
                )
            elif (row, column) not in inside:
                worksheet.write(row, column, cell.value, style)
    workbook.save(str(path))


def _set_up(worksheet: xlwt.Worksheet, sheet: Sheet) -> None:
    worksheet.portrait = sheet.heading_rows is None
    worksheet.paper_size_code = A4
    worksheet.header_str = b""
    worksheet.footer_str = b"&C&P/&N"
    worksheet.fit_num_pages = 1
    worksheet.fit_width_to_pages = 1
    worksheet.fit_height_to_pages = 0
    worksheet.visibility = 1 if sheet.hidden else 0
    for column, width in sorted(sheet.widths.items()):
        worksheet.col(column).width = int(width * WIDTH_OF_A_CHARACTER)
    for row, height in sorted(sheet.heights.items()):
        worksheet.row(row).height_mismatch = True
        worksheet.row(row).height = int(height * TWIPS_PER_POINT)
    for column in sorted(sheet.hidden_columns):
        worksheet.col(column).hidden = True
    for row in sorted(sheet.hidden_rows):
        worksheet.row(row).hidden = True


def _format(style: Style) -> xlwt.XFStyle:
    result = xlwt.XFStyle()
    result.font.name = style.font
    result.font.height = style.size * TWIPS_PER_POINT
    result.font.bold = style.bold
    result.font.italic = style.italic
    result.font.underline = style.underline
    result.alignment.horz = _HORIZONTAL[style.align]
    result.alignment.vert = xlwt.Alignment.VERT_CENTER
    result.alignment.wrap = int(style.wrap)
    result.num_format_str = style.number_format
    if style.border:
        for side in ("left", "right", "top", "bottom"):
            setattr(result.borders, side, xlwt.Borders.THIN)
    return result
