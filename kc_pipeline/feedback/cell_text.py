"""Text of unknown origin put into cells so that it stays text, whatever it begins with."""

import re
import unicodedata

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""Characters a cell may hold."""

_FORMULA_STARTS = ("=", "+", "-", "@")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = frozenset("\ufffe\uffff")
_LINE_ENDS = frozenset("\t\n")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, which must not be hidden under a merged one."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} is merged into another cell")
    return cell


def put_text(cell: Cell, text: str) -> None:
    """Write a text as a string, never as a formula, number, date or error.

    What Excel would take for a formula when the cell is edited gets the mark of a quoted text.
    """
    clean = storable(text)
    cell.value = clean
    cell.data_type = "s"
    if clean.lstrip().startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def storable(text: str) -> str:
    """The text without what XML cannot hold, at most as long as a cell may be.

    What looks like Office's escape of a character, ``_x000D_``, is escaped itself.
    """
    kept = "".join(char for char in text.replace("\r\n", "\n") if _is_storable(char))
    return _LOOKS_ESCAPED.sub("_x005F_", kept)[:LONGEST]


def _is_storable(char: str) -> bool:
    if char in _LINE_ENDS:
        return True
    return unicodedata.category(char) not in {"Cc", "Cs"} and char not in _FORBIDDEN
