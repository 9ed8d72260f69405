"""What stands in the cells of submissions, read by other means than the pipeline reads them.

Workbooks are opened with openpyxl, xlrd and calamine, CSV with the standard library; nothing of
``kc_pipeline`` is used.
"""

import csv
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import xlrd
from openpyxl.cell import Cell
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from python_calamine import CalamineWorkbook

from tools.sample_phase import tcvn3

_UNITS = {"đồng": 1, "triệu đồng": 1_000_000}
_UNIT_LINE = re.compile(r"đơn vị tính\s*[:：]?\s*(triệu đồng|đồng)", re.IGNORECASE)
_FORM_IN_MILLIONS = 2016
"""The first year whose form has its money in million đồng."""

_LETTERS = [chr(code) for code in range(0xC0, 0x1EFA) if tcvn3.can_write(chr(code))]
_SHOWN_AS = {ord(tcvn3.encoded(letter)): letter for letter in _LETTERS}
"""The letters of .Vn fonts; a small letter stands after its capital and is the one meant."""

_Sheet = list[list[Any]]


def stands(raw: Path, path: str, sheet: str, cell: str) -> Any:
    """What stands in a cell; None where nothing does."""
    letters, row_no = coordinate_from_string(cell)
    rows = _sheets(raw / path)[sheet]
    row = rows[row_no - 1] if row_no <= len(rows) else []
    column = column_index_from_string(letters)
    value = row[column - 1] if column <= len(row) else None
    return None if value == "" else value


def row_is_told(raw: Path, path: str, sheet: str, row_no: int) -> bool:
    """Whether anything stands in a row."""
    return any(value not in {None, ""} for value in _sheets(raw / path)[sheet][row_no - 1])


def cells_of(raw: Path, path: str, sheet: str) -> Sequence[Sequence[object]]:
    """What stands in a sheet, row by row."""
    return _sheets(raw / path)[sheet]


def dong(raw: Path, path: str, sheet: str) -> int:
    """How many đồng the unit of money of a sheet is: as its unit line says, else its form."""
    for row in _sheets(raw / path)[sheet]:
        for value in row:
            found = _UNIT_LINE.search(value) if isinstance(value, str) else None
            if found:
                return _UNITS[found[1].lower()]
    return 1_000_000 if int(path[:4]) >= _FORM_IN_MILLIONS else 1


def amount(value: object) -> Decimal:
    """The number a cell says, as Vietnamese writes it; where there is a label, after its colon."""
    if isinstance(value, int | float):
        return Decimal(repr(value))
    text = str(value).rpartition(":")[2].replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def is_amount(value: object) -> bool:
    """Whether a cell says a number."""
    return isinstance(value, int | float) or bool(
        re.fullmatch(r"(.*:)?[\s\u00a0]*\d[\d.,\u00a0 ]*", str(value), re.DOTALL)
    )


@cache
def _sheets(path: Path) -> dict[str, _Sheet]:
    return _OPENED.get(path.suffix.lower(), _folder)(path)


def _xlsx(path: Path) -> dict[str, _Sheet]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {s.title: [[_said(cell) for cell in row] for row in s] for s in book.worksheets}


def _said(cell: Cell) -> Any:
    """The value of a cell; what is typed in a .Vn font as that font shows it."""
    value = cell.value
    is_old = isinstance(value, str) and str(cell.font.name).startswith(".Vn")
    return str(value).translate(_SHOWN_AS) if is_old else value


def _xls(path: Path) -> dict[str, _Sheet]:
    with xlrd.open_workbook(path) as book:
        return {s.name: [s.row_values(row) for row in range(s.nrows)] for s in book.sheets()}


def _ods(path: Path) -> dict[str, _Sheet]:
    with CalamineWorkbook.from_path(path) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }


def _folder(path: Path) -> dict[str, _Sheet]:
    return {file.stem: _csv(file.read_bytes()) for file in path.glob("*.csv")}


def _csv(content: bytes) -> _Sheet:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    lines = content.decode(encoding).splitlines()
    signs = max(",;\t", key="".join(lines).count)
    return [list(row) for row in csv.reader(lines, delimiter=signs)]


_OPENED: dict[str, Callable[[Path], dict[str, _Sheet]]] = {
    ".xlsx": _xlsx, ".xls": _xls, ".ods": _ods,
}  # fmt: skip
