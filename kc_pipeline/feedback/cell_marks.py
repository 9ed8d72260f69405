"""Findings put on the cells of a workbook, and taken off again before it is marked anew.

Only cells: the list of all findings is `findings_sheet`'s business.
"""

import re
from collections.abc import Mapping, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.cell_comments import comment_on, remove_own_comment
from kc_pipeline.feedback.severity_look import is_marked, mark, unmark
from kc_pipeline.feedback.severity_words import gravest_first
from kc_pipeline.intake.own_comments import REMARK
from kc_pipeline.rules.finding import Finding

Sheets = Mapping[str, Worksheet]
"""The sheets of a workbook by the names that findings call them."""

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def worksheets(workbook: Workbook) -> dict[str, Worksheet]:
    """The sheets with cells by name; those that hold a chart alone are none."""
    return {sheet.title: sheet for sheet in workbook.worksheets}


def mark_cells(sheets: Sheets, findings: Sequence[Finding]) -> None:
    """Fill each cell with a finding and say in its comment what is wrong.

    A remark that stands in the cell's comment already is neither filled nor said again.
    A cell within a merged range stands for the range's first one. A hidden sheet, row or column
    with such a cell is shown, so that what is to be mended can be seen.
    """
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        sheet = sheets.get(finding.sheet or "")
        address = address_of(finding)
        if sheet is not None and address is not None and finding.code != REMARK:
            place = first_of_merge(sheet, address)
            by_cell.setdefault((finding.sheet or "", place), []).append(finding)
    for (name, place), found in by_cell.items():
        _mark_cell(sheets[name], place, found)
    for name in {finding.sheet or "" for finding in findings} & sheets.keys():
        sheets[name].sheet_state = Worksheet.SHEETSTATE_VISIBLE


def unmark_cells(sheets: Sheets) -> None:
    """Take our fills and comments off every cell; what was there before stays or comes back."""
    for sheet in sheets.values():
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style and is_marked(cell):
                    unmark(cell)
                if isinstance(cell, Cell):
                    remove_own_comment(cell)


def address_of(finding: Finding) -> str | None:
    """The cell of a finding; None for a row, a sheet or a file."""
    return finding.cell if finding.cell and _ADDRESS.fullmatch(finding.cell) else None


def first_of_merge(sheet: Worksheet, place: str) -> str:
    """The first cell of the merged range that a cell lies in, else the cell itself."""
    row, column = coordinate_to_tuple(place)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return f"{get_column_letter(merged.min_col)}{merged.min_row}"
    return place


def _mark_cell(sheet: Worksheet, place: str, findings: Sequence[Finding]) -> None:
    cell = sheet[place]
    mark(cell, min((f.severity for f in findings), key=gravest_first))
    comment_on(cell, findings)
    if cell.row in sheet.row_dimensions:
        sheet.row_dimensions[cell.row].hidden = False
    for columns in sheet.column_dimensions.values():
        if columns.hidden and (columns.min or 0) <= cell.column <= (columns.max or 0):
            columns.hidden = False
