"""What Excel lets a clerk type into a template: one data validation a column.

It refuses what the pipeline would hold back or not read, and no more than that, but for days out of
the window in which such a day can honestly lie; a place that is not listed is asked about, not
refused. What a value means is for the schemas.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from kc_pipeline.feedback.column_help import help_text, help_title
from kc_pipeline.schemas.columns import Column, Kind

_FIRST_DAY = date(1899, 12, 30)
_MOST_MONEY = "999999999999"
_AT_MOST = {"women": "trainees"}
"""Counts that are part of another column's."""


@dataclass(frozen=True, slots=True)
class InputContext:
    """What the rules of a sheet depend on besides the columns.

    ``lists`` are ranges by code list; ``places`` is that of places. ``letters`` are the columns of
    the sheet by name, ``first_row`` and ``last_row`` are the first and last to fill in;
    ``is_project_list`` says that each row is a project of its own. ``windows`` are the years before
    and after that of the report in which the days of a column may lie.
    """

    year: int
    money_unit: str
    lists: Mapping[str, str]
    places: str
    letters: Mapping[str, str]
    first_row: int
    last_row: int
    is_project_list: bool
    windows: Mapping[str, tuple[int, int]]


def input_rule(column: Column, heading: str, context: InputContext) -> DataValidation:
    """The validation of a column, with its help; it still has to be given its cells."""
    rule = _rule(column, context)
    rule.allowBlank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle = help_title(heading)
    rule.prompt = help_text(column, money_unit=context.money_unit, year=context.year)
    rule.errorTitle = help_title(heading)
    return rule


def _rule(column: Column, context: InputContext) -> DataValidation:
    if column.is_year:
        before, after = context.windows[column.name]
        first, last = context.year - before, context.year + after
        text = f"Đề nghị ghi năm bằng bốn chữ số, từ {first} đến {last}."
        return _between("whole", str(first), str(last), text)
    if column.name in _AT_MOST and _AT_MOST[column.name] in context.letters:
        return _at_most(column, context)
    if column.kind is Kind.PROJECT_CODE and context.is_project_list:
        return _only_once(column, context)
    if column.kind is Kind.DATE:
        return days_between(context.year, *context.windows[column.name])
    if column.kind in {Kind.CODE, Kind.PLACE}:
        return _listed(column, context)
    return _figure(column.kind, context.money_unit)


def _listed(column: Column, context: InputContext) -> DataValidation:
    if column.kind is Kind.PLACE or column.code_list is None:
        text = "Địa điểm không có trong danh sách của năm báo cáo. Vẫn dùng tên này?"
        return DataValidation(
            type="list", formula1=context.places, error=text, errorStyle="warning"
        )
    text = "Đề nghị chọn một giá trị trong danh sách (xem trang Danh mục)."
    return DataValidation(type="list", formula1=context.lists[column.code_list], error=text)


def _figure(kind: Kind, money_unit: str) -> DataValidation:
    """The rule of a count, a number or an amount; none for a text, which may be anything."""
    match kind:
        case Kind.COUNT:
            return at_least("whole", 0, "Đề nghị ghi số nguyên, không âm.")
        case Kind.NUMBER:
            return at_least("decimal", 0, "Đề nghị ghi số không âm.")
        case Kind.MONEY:
            text = f"Đề nghị ghi số tiền không âm, đơn vị tính: {money_unit}."
            return _between("decimal", "0", _MOST_MONEY, text)
        case _:
            return DataValidation()


def at_least(kind: str, least: int, text: str) -> DataValidation:
    """A whole or decimal number from ``least`` on."""
    return DataValidation(
        type=kind,  # type: ignore[arg-type]  # one of the kinds Excel knows
        operator="greaterThanOrEqual",
        formula1=str(least),
        error=text,
    )


def _at_most(column: Column, context: InputContext) -> DataValidation:
    part = f"{context.letters[column.name]}{context.first_row}"
    whole = f"{context.letters[_AT_MOST[column.name]]}{context.first_row}"
    formula = f'AND(ISNUMBER({part}),{part}>=0,{part}=INT({part}),OR({whole}="",{part}<={whole}))'
    text = "Đề nghị ghi số nguyên, không âm, không lớn hơn tổng số."
    return DataValidation(type="custom", formula1=formula, error=text)


def _only_once(column: Column, context: InputContext) -> DataValidation:
    letter = context.letters[column.name]
    # COUNTIF would take * and ? in a code for wildcards.
    listed = f"${letter}${context.first_row}:${letter}${context.last_row}"
    formula = f"SUMPRODUCT(--({listed}={letter}{context.first_row}))=1"
    text = "Mã đề án này đã có ở dòng khác; mỗi đề án chỉ ghi một dòng."
    return DataValidation(type="custom", formula1=formula, error=text)


def days_between(year: int, before: int, after: int) -> DataValidation:
    """A day from the first of the year so many before to the last of the year so many after."""
    first, last = date(year - before, 1, 1), date(year + after, 12, 31)
    text = f"Đề nghị ghi ngày/tháng/năm, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."
    return _between("date", _serial(first), _serial(last), text)


def _between(kind: str, least: str, most: str, text: str) -> DataValidation:
    return DataValidation(
        type=kind,  # type: ignore[arg-type]  # one of the kinds Excel knows
        operator="between",
        formula1=least,
        formula2=most,
        error=text,
    )


def _serial(day: date) -> str:
    return str((day - _FIRST_DAY).days)
