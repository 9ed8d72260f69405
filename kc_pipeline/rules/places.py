"""Where a row and a value stand in a submission, for those who judge rows and not files.

Rows travel through pandera and SQL without their cells; here is what leads back. Which rows are
at fault is not decided here.
"""

from dataclasses import dataclass
from typing import Protocol

from kc_pipeline.rules.finding import Issue


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The sheet and row of one submission; no two rows of all form tables share it."""

    submission_id: str
    sheet: str
    row_no: int


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell in A1 form, and its text as it stands; None where nothing stands there."""

    cell: str
    raw: str | None


@dataclass(frozen=True, slots=True)
class RowIssue:
    """An issue with one row. ``row_id`` is the index of the frame, None if SQL noticed it."""

    row: RowPlace
    issue: Issue
    row_id: int | None = None


class Cells(Protocol):
    """Whoever can tell the cell of a column in a row, also where the row is blank there."""

    def __call__(self, row: RowPlace, column: str, /) -> CellText:
        """Give the cell; the sheet's column where the row has none, else column A."""
