"""The cover sheet of a template: who reports what and when, filled in as far as it is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.cell_text import cell_at, put_text
from kc_pipeline.feedback.input_rules import at_least, days_between
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.feedback.template_look import (
    BOX,
    UNLOCKED,
    font,
    look_like_given,
    look_like_subtitle,
    look_like_title,
)

_FIRST_ROW = 4
_GIVEN = frozenset({"unit", "unit_code", "year", "money_unit"})
_NOTE = "Ô nền xám do hệ thống ghi sẵn; đề nghị ghi vào các ô nền trắng."


@dataclass(frozen=True, slots=True)
class CoverValues:
    """What stands on the cover from the beginning."""

    unit: str
    unit_code: str
    year: int
    money_unit: str


def fill_cover(
    sheet: Worksheet, labels: Mapping[str, str], subtitle: str, values: CoverValues
) -> None:
    """Write a label a row and the value beside it; nothing may stand right of a value."""
    told: dict[str, str | int] = {
        "unit": values.unit,
        "unit_code": values.unit_code,
        "year": values.year,
        "version": 1,
        "money_unit": values.money_unit,
    }
    title = f"Báo cáo kết quả hoạt động khuyến công năm {values.year}"
    for row, text in ((1, title.upper()), (2, subtitle)):
        put_text(cell_at(sheet, row, 1), text)
        (look_like_title if row == 1 else look_like_subtitle)(cell_at(sheet, row, 1))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    sheet.row_dimensions[1].height = 30
    row = _FIRST_ROW
    for fact, label in labels.items():
        put_text(cell_at(sheet, row, 1), label)
        look_like_given(cell_at(sheet, row, 1))
        _write_value(sheet, row, fact, told.get(fact), values)
        sheet.row_dimensions[row].height = 32 if fact == "unit" else 20
        row += 1
    put_text(cell_at(sheet, row + 1, 1), _NOTE)
    cell_at(sheet, row + 1, 1).font = font(italic=True)
    sheet.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 50
    sheet.protection.sheet = True
    set_up_page(sheet, landscape=False)


def _write_value(
    sheet: Worksheet, row: int, fact: str, value: str | int | None, values: CoverValues
) -> None:
    cell = cell_at(sheet, row, 2)
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
    if fact in _GIVEN:
        look_like_given(cell, bold=True)
    else:
        cell.font, cell.border, cell.protection = font(), BOX, UNLOCKED
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    rule = _rule(fact, values)
    if rule is not None:
        rule.allowBlank = rule.showInputMessage = rule.showErrorMessage = True
        rule.prompt = rule.error
        rule.add(cell.coordinate)
        sheet.add_data_validation(rule)
        cell.number_format = "dd/mm/yyyy" if fact == "reported_on" else "General"


def _rule(fact: str, values: CoverValues) -> DataValidation | None:
    """What may be written for a fact; None for one that is given or any text."""
    if fact == "version":
        text = "Ghi 1 với báo cáo gửi lần đầu; 2, 3… với báo cáo bổ sung, điều chỉnh."
        return at_least("whole", 1, text)
    if fact == "reported_on":
        return days_between(values.year, 0, 1)
    if fact.startswith("plan_"):
        text = f"Ghi kế hoạch kinh phí được giao, đơn vị tính: {values.money_unit}."
        return at_least("decimal", 0, text)
    if fact in {"officers", "collaborators"}:
        return at_least("whole", 0, "Ghi số người, là số nguyên, không âm.")
    return None
