"""The shape of an opened file: sheets of cells, each with its address.

Every reader of a file kind (xlsx, xls, ods, csv) ends here, and everything after it starts here.
Nothing in this module knows forms, tables or meanings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from string import ascii_uppercase

CellValue = str | int | float | bool | date | datetime | time


class CellProblem(StrEnum):
    """Why a cell has no usable value although something stands in it."""

    ERROR_VALUE = "error_value"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    TEXT_TOO_LONG = "text_too_long"


@dataclass(frozen=True, slots=True)
class FlawedCell:
    """A cell with a problem: what stands there (``#REF!``, the formula) and what is wrong."""

    problem: CellProblem
    shown: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, sparse: only cells in which something stands.

    ``rows`` maps row number to column number to value, both counted from 1 as on screen, in
    ascending order; blank cells and cells of white space are absent. Text is decoded from legacy
    fonts already and otherwise untouched. ``flawed`` holds the cells without a usable value; they
    are not in ``rows``. A merged range has its value in its first cell; ``merges`` lists the ranges
    as (first row, first column, last row, last column). ``formulas`` begin with ``=``, which stands
    alone where the file has a formula and does not spell it out. ``comments`` are the notes on
    cells, whether anything stands in the cell or not.
    """

    name: str
    rows: Mapping[int, Mapping[int, CellValue]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    flawed: Mapping[tuple[int, int], FlawedCell] = field(default_factory=dict)
    merges: tuple[tuple[int, int, int, int], ...] = ()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def row_numbers(self) -> Iterator[int]:
        """The numbers of the non-empty rows, flawed cells included, ascending."""
        yield from sorted(set(self.rows) | {row for row, _ in self.flawed})


@dataclass(frozen=True, slots=True)
class Workbook:
    """One opened submission file (or folder of CSV files), its sheets in their order."""

    sheets: tuple[Sheet, ...]
    kind: str
    epoch_1904: bool = False
    has_macros: bool = False


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """The letters of a column counted from 1: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, counted from 1: ``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """The A1 form of a cell, both counted from 1."""
    return f"{column_letter(column)}{row}"


def place(cell: str) -> tuple[int, int]:
    """Row and column of an A1 form, both counted from 1; ValueError for anything else."""
    digits = cell.lstrip(ascii_uppercase)
    letters = cell.removesuffix(digits)
    if not letters or not digits.isdecimal():
        raise ValueError(f"{cell}: no address of a cell")
    return int(digits), column_number(letters)
