"""One table sheet of a template: headings, totals that add up by themselves, rows to fill in."""

from collections.abc import Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.cell_text import cell_at, put_text
from kc_pipeline.feedback.input_rules import InputContext, input_rule
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.feedback.template_lists import ListRanges
from kc_pipeline.feedback.template_look import (
    BOX,
    as_input,
    font,
    input_style,
    look_like_given,
    look_like_heading,
    look_like_subtitle,
    look_like_title,
    total_format,
    width_of,
)
from kc_pipeline.intake.forms import SheetForm
from kc_pipeline.schemas.columns import Column, Kind

INPUT_ROWS = 200

_TITLE, _SUBTITLE, _UNIT_LINE, _HEADING = 1, 2, 3, 4
_TOTAL_LABEL = "Tổng số"
_SUMMED = frozenset({Kind.MONEY, Kind.COUNT, Kind.NUMBER})
_EXACT_DECIMALS = 6
_BOXED_ROWS = 25
_POINTS_A_LINE = 15


def fill_table_sheet(
    sheet: Worksheet,
    form: SheetForm,
    lists: ListRanges,
    *,
    subtitle: str,
    money_unit: str,
    year: int,
    windows: Mapping[str, tuple[int, int]],
) -> dict[str, float]:
    """Write the sheet of one table. Returns what its formulas give while it is blank, by cell."""
    columns = [column for column in form.table.columns if column.name in form.written]
    letters = {c.name: get_column_letter(n) for n, c in enumerate(columns, start=1)}
    _write_top(sheet, columns, subtitle, money_unit)
    for number, column in enumerate(columns, start=1):
        cell = cell_at(sheet, _HEADING, number)
        required = column.heading_required or column.value_required
        put_text(cell, form.written[column.name] + (" *" if required else ""))
        look_like_heading(cell)
        sheet.column_dimensions[letters[column.name]].width = width_of(column)
    sheet.row_dimensions[_HEADING].height = _POINTS_A_LINE * max(
        -(-len(form.written[column.name]) // int(width_of(column) - 3)) + 1 for column in columns
    )
    summed = [c for c in columns if c.kind in _SUMMED and not c.is_year]
    first_row = _HEADING + (2 if summed else 1)
    values = _write_totals(sheet, columns, summed, letters, first_row) if summed else {}
    context = InputContext(
        year=year,
        money_unit=money_unit,
        lists=lists.lists,
        places=lists.places,
        letters=letters,
        first_row=first_row,
        last_row=first_row + INPUT_ROWS - 1,
        is_project_list=form.table.name == "projects",
        windows=windows,
    )
    _open_rows(sheet, form, columns, context)
    _set_up(sheet, first_row)
    return values


def _write_top(sheet: Worksheet, columns: list[Column], subtitle: str, money_unit: str) -> None:
    last = len(columns)
    for row, text in ((_TITLE, sheet.title.upper()), (_SUBTITLE, subtitle)):
        cell = cell_at(sheet, row, 1)
        put_text(cell, text)
        (look_like_title if row == _TITLE else look_like_subtitle)(cell)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet.row_dimensions[_TITLE].height = 24
    if any(column.kind is Kind.MONEY for column in columns):
        cell = cell_at(sheet, _UNIT_LINE, last)
        put_text(cell, f"Đơn vị tính: {money_unit}")
        cell.font, cell.alignment = font(italic=True), Alignment(horizontal="right")


def _write_totals(
    sheet: Worksheet,
    columns: list[Column],
    summed: list[Column],
    letters: dict[str, str],
    first_row: int,
) -> dict[str, float]:
    """The total row above the rows it adds up, where it stays in sight."""
    row, last_row = first_row - 1, first_row + INPUT_ROWS - 1
    for number in range(1, len(columns) + 1):
        look_like_given(cell_at(sheet, row, number), bold=True)
    put_text(cell_at(sheet, row, 1), _TOTAL_LABEL)
    values: dict[str, float] = {}
    for column in summed:
        letter = letters[column.name]
        total = f"SUM({letter}{first_row}:{letter}{last_row})"
        cell = sheet[f"{letter}{row}"]
        # The sum of amounts, each exact in Excel's decimals, is put back to those decimals.
        is_whole = column.kind is Kind.COUNT
        cell.value = f"={total}" if is_whole else f"=ROUND({total},{_EXACT_DECIMALS})"
        cell.number_format = total_format(column)
        cell.alignment = as_input(column)
        values[cell.coordinate] = 0
    return values


def _open_rows(
    sheet: Worksheet, form: SheetForm, columns: list[Column], context: InputContext
) -> None:
    """Unlock the rows to fill in, give them their look, their rules and their help."""
    first, last = context.first_row, context.last_row
    for number, column in enumerate(columns, start=1):
        styles = [_registered(sheet, column, boxed=boxed) for boxed in (True, False)]
        for row in range(first, last + 1):
            cell_at(sheet, row, number).style = styles[row >= first + _BOXED_ROWS]
        letter = context.letters[column.name]
        rule = input_rule(column, form.written[column.name], context)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
    end = get_column_letter(len(columns))
    is_filled = f"COUNTA($A{first}:${end}{first})>0"
    border = Border(BOX.left, BOX.right, BOX.top, BOX.bottom)
    framed = Rule(type="expression", formula=[is_filled], dxf=DifferentialStyle(border=border))
    sheet.conditional_formatting.add(f"A{first}:{end}{last}", framed)


def _registered(sheet: Worksheet, column: Column, *, boxed: bool) -> str:
    """The name of the style of a column's input cells, known to the workbook."""
    workbook = sheet.parent
    style = input_style(column, is_year=column.is_year, boxed=boxed)
    if workbook is not None and style.name not in workbook.named_styles:
        workbook.add_named_style(style)
    return style.name


def _set_up(sheet: Worksheet, first_row: int) -> None:
    sheet.freeze_panes = f"B{first_row}"
    sheet.protection.sheet = True
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
    set_up_page(sheet, repeated_rows=f"{_HEADING}:{_HEADING}")
