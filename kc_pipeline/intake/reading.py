"""What the reader makes of one submission: rows with the cell of every value, and its issues.

A reading depends on the file's bytes, the forms and the code lists only: not on its path, the
clock, or any other submission. Whose submission it is, whether it is in force and what its rows
are worth is decided later (`kc_pipeline.resolution`, `kc_pipeline.rules`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from kc_pipeline.rules.finding import Issue

EXTRA = "extra:"
"""Prefix of the column name under which a column unknown to the form is kept with its row."""


class Fate(StrEnum):
    """What the reader took a non-empty row of a table sheet for."""

    DATA = "data"
    PREAMBLE = "preamble"
    HEADING = "heading"
    COLUMN_NUMBERS = "column_numbers"
    GROUP = "group"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    OF_WHICH = "of_which"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class RowFate:
    """One non-empty row of a table sheet: what it was taken for, and why."""

    row_no: int
    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One value of a data row.

    ``column`` is the canonical name, or `EXTRA` and the heading as written. ``cell`` is where it
    stands: for funding or content given by a group row, the group row's cell. ``raw`` is the text
    as it stands, ``value`` its parsed form as canonical text: whole đồng, an integer, a decimal, an
    ISO date, a code, tidied text; None where nothing readable stands.
    """

    column: str
    cell: str
    raw: str
    value: str | None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One data row of one table."""

    table: str
    sheet: str
    row_no: int
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True, slots=True)
class CoverFact:
    """One fact of the cover, as canonical text, with its place and the text as it stands."""

    name: str
    value: str
    sheet: str
    cell: str
    raw: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One known table sheet: its rows' fates, where each column stands, and why it was rejected.

    ``rows_read`` counts the non-empty rows as they stand, apart from what they were taken for.
    ``columns`` maps canonical column names to column letters. ``rejected`` is the code of the rule
    that rejects the sheet; its data rows are in the reading all the same, to be kept and listed.
    """

    name: str
    table: str
    rows_read: int
    fates: tuple[RowFate, ...]
    columns: Mapping[str, str]
    rejected: str | None = None


class Rows(Protocol):
    """The data rows of a reading in their order, known by number before they are loaded.

    A tuple of `ReadRow` is one. What was kept on disk is loaded anew each time it is gone through.
    """

    def __len__(self) -> int:
        """How many rows there are."""

    def __iter__(self) -> Iterator[ReadRow]:
        """Every row, in the order of the reading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One submission file, read."""

    form: str
    form_years: tuple[int, ...]
    cover: tuple[CoverFact, ...]
    sheets: tuple[SheetReading, ...]
    rows: Rows
    issues: tuple[Issue, ...]

    def fact(self, name: str) -> str | None:
        """The value of a cover fact, None if the cover does not tell."""
        for fact in self.cover:
            if fact.name == name:
                return fact.value
        return None

    def in_memory(self) -> "Reading":
        """The same with all its rows loaded."""
        return replace(self, rows=tuple(self.rows))
