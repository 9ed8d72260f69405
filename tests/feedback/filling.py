"""A template filled in as a clerk does, and what its own data validations say of a value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from kc_pipeline.feedback.loaded_workbook import load
from kc_pipeline.feedback.packing import save
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.schemas.models import tables
from tests.small_phase import HOME, MILLION
from tools.sample_phase.submission import Row
from tools.sample_phase.wording import word_for

Value = str | float | date | None
_EPOCH = date(1899, 12, 30)
_PART_OF_WHOLE = re.compile(r'AND\(ISNUMBER\((\w+)\),\1>=0,\1=INT\(\1\),OR\((\w+)="",\1<=\2\)\)')
_ONLY_ONCE = re.compile(r"SUMPRODUCT\(--\(([$A-Z0-9:]+)=\w+\)\)=1")


@dataclass(frozen=True)
class Layout:
    """Where a template has its columns: sheet and letters by table, and the first row to fill."""

    sheets: Mapping[str, str]
    letters: Mapping[str, Mapping[str, str]]
    first_rows: Mapping[str, int]


@cache
def layout(template: Path, assets: Path = HOME / "assets") -> Layout:
    """The layout as the reader sees it."""
    reading = make_reader(assets, tables()).read(open_submission(template))
    return Layout(
        sheets={sheet.table: sheet.name for sheet in reading.sheets},
        letters={sheet.table: sheet.columns for sheet in reading.sheets},
        first_rows={sheet.table: sheet.fates[-1].row_no + 1 for sheet in reading.sheets},
    )


def fill(
    template: Path,
    rows: Mapping[str, Sequence[Row]],
    target: Path,
    *,
    assets: Path = HOME / "assets",
    **facts: Value,
) -> Workbook:
    """Fill in rows as typed, compute the totals as Excel would, save; the workbook."""
    where, loaded = layout(template, assets), load(template)
    totals: dict[str, dict[str, float]] = {}
    for table, filled in rows.items():
        sheet = loaded.workbook[where.sheets[table]]
        for number, row in enumerate(filled, start=where.first_rows[table]):
            for column, value in row.items():
                if value is not None:
                    cell = sheet[f"{where.letters[table][column]}{number}"]
                    cell.value = value
    for name, cells in loaded.values.items():
        sheet = loaded.workbook[name]
        totals[name] = {cell: _sum(sheet[cell].value, sheet) for cell in cells}
    for row in loaded.workbook["Thông tin chung"].iter_rows():
        if row[0].value in facts:
            row[1].value = facts[row[0].value]
    save(loaded.workbook, target, modified=loaded.workbook.properties.created, values=totals)
    return loaded.workbook


def typed(row: Row) -> Row:
    """What a clerk types for a row of canonical values: words for codes, millions for đồng."""
    return {column: _typed(column, value) for column, value in row.items()}


def _typed(column: str, value: Value) -> Value:
    if column.endswith("_vnd") and isinstance(value, int):
        return float(Decimal(value) / MILLION)
    return word_for(column, value) if isinstance(value, str) else value


def _sum(formula: str, sheet: object) -> float:
    found = re.search(r"SUM\((\w+):(\w+)\)", formula)
    assert found is not None
    cells = [cell.value for (cell,) in sheet[found[1] : found[2]]]  # type: ignore[index]
    return round(sum(value for value in cells if isinstance(value, int | float)), 6)


def rule_at(workbook: Workbook, sheet: str, cell: str) -> DataValidation:
    """The one validation of a cell."""
    (rule,) = (v for v in workbook[sheet].data_validations.dataValidation if cell in v.sqref)
    return rule


def accepts(workbook: Workbook, sheet: str, cell: str, value: Value) -> bool:
    """Whether Excel would let the value into the cell without a word."""
    rule = rule_at(workbook, sheet, cell)
    if rule.type == "list":
        name, _, cells = rule.formula1.replace("$", "").rpartition("!")
        listed = [c.value for (c,) in workbook[name.strip("'")][cells]]
        return str(value).casefold() in {str(entry).casefold() for entry in listed}
    if rule.type is None:
        return True
    if once := _ONLY_ONCE.fullmatch(rule.formula1 or ""):
        return _is_only_one(workbook, sheet, once[1], value)
    number = (value - _EPOCH).days if isinstance(value, date) else value
    if not isinstance(number, int | float):
        return False
    if rule.type == "custom":
        return _is_part(workbook, sheet, rule.formula1, cell, number)
    is_kind = rule.type != "whole" or number == int(number)
    least = float(rule.formula1)
    most = float(rule.formula2) if rule.operator in {None, "between"} else float("inf")
    return is_kind and least <= number <= most


def _is_only_one(workbook: Workbook, sheet: str, cells: str, value: Value) -> bool:
    """Excel compares texts without regard to case."""
    held = [c.value for (c,) in workbook[sheet][cells.replace("$", "")]]
    return [str(other).casefold() for other in held].count(str(value).casefold()) == 1


def _is_part(workbook: Workbook, sheet: str, formula: str, cell: str, number: float) -> bool:
    found = _PART_OF_WHOLE.fullmatch(formula)
    assert found is not None
    row = re.sub(r"\D", "", cell)
    whole = workbook[sheet][re.sub(r"\d+", row, found[2])].value
    return number >= 0 and number == int(number) and (whole is None or number <= whole)
