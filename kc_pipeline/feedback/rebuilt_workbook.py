"""A file that openpyxl cannot load, or the cells of one: an .xlsx with the same content.

Same sheets, addresses, merges and comments, legacy text decoded; formulas by their values. The look
of the original is not known to the reader and therefore not kept.
"""

import re
from datetime import date, datetime

from openpyxl import Workbook as Xlsx
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.cell_text import cell_at, put_text, storable
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.intake.grid import CellProblem, CellValue, FlawedCell, Sheet, Workbook

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_FIRST_DAY = date(1900, 3, 1)
_EXACT_UP_TO = 10**15
_NARROWEST, _WIDEST = 9, 42
_FONT = Font(name="Times New Roman", size=11)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def rebuild(workbook: Workbook) -> tuple[Xlsx, dict[str, Worksheet]]:
    """The workbook anew, and its sheets by the names they had."""
    rebuilt = Xlsx()
    rebuilt.remove(rebuilt.worksheets[0])
    sheets = {}
    for sheet in workbook.sheets:
        worksheet = rebuilt.create_sheet(_allowed_name(sheet.name))
        _fill(worksheet, sheet)
        sheets[sheet.name] = worksheet
    return rebuilt, sheets


def _allowed_name(name: str) -> str:
    """A name Excel allows; openpyxl numbers those that become the same."""
    return _NOT_IN_A_NAME.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "Trang tính"


def _fill(worksheet: Worksheet, sheet: Sheet) -> None:
    widths: dict[int, int] = {}
    for row, cells in sheet.rows.items():
        for column, value in cells.items():
            cell = cell_at(worksheet, row, column)
            _put(cell, value)
            cell.font, cell.alignment = _FONT, _WRAPPED
            length = max(map(len, str(value).split("\n")))
            widths[column] = max(widths.get(column, 0), length)
    for (row, column), flaw in sheet.flawed.items():
        _put_flawed(cell_at(worksheet, row, column), flaw)
    for (row, column), text in sheet.comments.items():
        cell_at(worksheet, row, column).comment = Comment(storable(text), "")
    for top, left, bottom, right in sheet.merges:
        worksheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column, width in widths.items():
        wanted = min(max(width + 2, _NARROWEST), _WIDEST)
        worksheet.column_dimensions[get_column_letter(column)].width = wanted
    for row in sheet.hidden_rows:
        worksheet.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        worksheet.column_dimensions[get_column_letter(column)].hidden = True
    if sheet.hidden:
        worksheet.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    set_up_page(worksheet)


def _put(cell: Cell, value: CellValue) -> None:
    """Write a value as what it is; what Excel would change is written as text."""
    if isinstance(value, str):
        put_text(cell, value)
    elif isinstance(value, date):  # a datetime is one too
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            put_text(cell, f"{day:%d/%m/}{day.year}")
            return
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif not isinstance(value, bool) and isinstance(value, int) and abs(value) >= _EXACT_UP_TO:
        put_text(cell, str(value))
    else:
        cell.value = value


def _put_flawed(cell: Cell, flaw: FlawedCell) -> None:
    """Write an error as the error it is, anything else as the text that stands there."""
    if flaw.problem is CellProblem.ERROR_VALUE and flaw.shown in _ERRORS:
        cell.value = flaw.shown
    else:
        put_text(cell, flaw.shown)
