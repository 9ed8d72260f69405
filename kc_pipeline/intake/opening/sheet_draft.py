"""A sheet while it is being read, the same for every kind of file.

Here stands what is true of cells wherever they come from: blanks are absent, a cell is usable or
flawed but never both, limits hold, numbers look the same from every kind.
"""

import math
from bisect import bisect_left

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import CellProblem, CellValue, FlawedCell, Sheet
from kc_pipeline.intake.opening.limits import Budget, too_large
from kc_pipeline.intake.opening.stored_number import whole_or_float
from kc_pipeline.intake.opening.stored_text import is_blank

SHOWN_LENGTH = 100


class SheetDraft:
    """Collects the cells of one sheet in any order; the last of two at one address counts."""

    def __init__(self, name: str, *, hidden: bool, budget: Budget) -> None:
        budget.sheet(name)
        self.name = name
        self._hidden = hidden
        self._budget = budget
        self._rows: dict[int, dict[int, CellValue]] = {}
        self._flawed: dict[tuple[int, int], FlawedCell] = {}
        self._formulas: dict[tuple[int, int], str] = {}
        self._comments: dict[tuple[int, int], str] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._hidden_rows: list[range] = []
        self._hidden_columns: list[range] = []

    def put(self, row: int, column: int, content: CellValue | FlawedCell) -> None:
        """What stands in a cell; blank text is nothing, overlong text and no-numbers are flawed."""
        if isinstance(content, str):
            if is_blank(content):
                return
            self._budget.fill_text(len(content), self.name)
            if len(content) > self._budget.limits.text_length:
                content = FlawedCell(CellProblem.TEXT_TOO_LONG, content)
        elif isinstance(content, float):
            if math.isfinite(content):
                content = whole_or_float(content)
            else:
                content = FlawedCell(CellProblem.ERROR_VALUE, str(content))
        self._admit(row, column)
        if isinstance(content, FlawedCell):
            self._rows.get(row, {}).pop(column, None)
            self._flawed[row, column] = _shortened(content)
        else:
            self._flawed.pop((row, column), None)
            self._rows.setdefault(row, {})[column] = content

    def store(self, text: str) -> None:
        """Count a stretch of text as the file stores it, before a cell is made of it."""
        self._budget.string(len(text), self.name)

    def formula(self, row: int, column: int, text: str) -> None:
        """The formula of a cell, beginning with ``=``; that alone if the file leaves it unknown."""
        self._budget.fill_text(len(text), self.name)
        self._formulas[row, column] = text

    def comment(self, row: int, column: int, text: str) -> None:
        """What somebody remarked on a cell, which counts like a cell; blank text is nothing.

        Several remarks on one cell stand in lines.
        """
        if is_blank(text):
            return
        self._admit(row, column)
        self._budget.fill_text(len(text), self.name)
        before = self._comments.get((row, column))
        said = text if before is None else f"{before}\n{text}"
        self._comments[row, column] = said[: self._budget.limits.text_length]

    def commented(self) -> frozenset[tuple[int, int]]:
        """Row and column of the cells with a remark so far."""
        return frozenset(self._comments)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """A merged range."""
        self._budget.merge(self.name)
        self._merges.append((first_row, first_column, last_row, last_column))

    def hide_rows(self, first: int, last: int) -> None:
        """Rows that are not shown."""
        _extend(self._hidden_rows, first, last)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that are not shown."""
        _extend(self._hidden_columns, first, last)

    def finish(self) -> Sheet:
        """The sheet. Of hidden rows and columns only those in which something stands."""
        rows = {row: dict(sorted(cells.items())) for row, cells in sorted(self._rows.items())}
        rows = {row: cells for row, cells in rows.items() if cells}
        used_rows = set(rows) | {row for row, _ in self._flawed}
        used_columns = {column for cells in rows.values() for column in cells}
        used_columns |= {column for _, column in self._flawed}
        return Sheet(
            name=self.name,
            rows=rows,
            hidden=self._hidden,
            hidden_rows=_within(self._hidden_rows, used_rows),
            hidden_columns=_within(self._hidden_columns, used_columns),
            flawed=dict(sorted(self._flawed.items())),
            merges=tuple(self._merges),
            formulas=dict(sorted(self._formulas.items())),
            comments=dict(sorted(self._comments.items())),
        )

    def _admit(self, row: int, column: int) -> None:
        limits = self._budget.limits
        if row > limits.rows:
            raise too_large("rows", limits.rows, row, self.name)
        if column > limits.columns:
            raise too_large("columns", limits.columns, column, self.name)
        if row < 1 or column < 1:
            raise UnreadableSubmission("file.damaged", f"cell at row {row}, column {column}")
        self._budget.fill_cells(1, self.name)


def _shortened(flawed: FlawedCell) -> FlawedCell:
    if len(flawed.shown) <= SHOWN_LENGTH:
        return flawed
    return FlawedCell(flawed.problem, flawed.shown[:SHOWN_LENGTH] + "…")


def _extend(ranges: list[range], first: int, last: int) -> None:
    if ranges and ranges[-1].stop == first:
        ranges[-1] = range(ranges[-1].start, last + 1)
    else:
        ranges.append(range(first, last + 1))


def _within(ranges: list[range], used: set[int]) -> frozenset[int]:
    """The used numbers that lie in a range; a hidden sheet's end may be a million blank rows."""
    hidden: set[int] = set()
    ascending = sorted(used)
    for span in ranges:
        hidden.update(
            ascending[bisect_left(ascending, span.start) : bisect_left(ascending, span.stop)]
        )
    return frozenset(hidden)
