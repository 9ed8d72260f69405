"""One table of an ods, and the text in its cells, collected from XML events.

Repeated rows and cells are where an ods hides its size: blanks cost nothing however often they
repeat, and what is not blank is counted before it is written out.
"""

import re
from bisect import bisect_right

from kc_pipeline.intake.grid import Sheet
from kc_pipeline.intake.opening.limits import Budget, too_large
from kc_pipeline.intake.opening.ods_styles import TABLE, TEXT, OdsStyles
from kc_pipeline.intake.opening.ods_values import Content, content_of, formula_of
from kc_pipeline.intake.opening.sheet_draft import SheetDraft
from kc_pipeline.intake.opening.stored_text import Run, decoded
from kc_pipeline.intake.opening.xml_events import Attributes

_SPACES = re.compile("[ \t\r\n]+")


class CellText:
    """The paragraphs of one cell, with the fonts of their spans."""

    def __init__(self, styles: OdsStyles, budget: Budget) -> None:
        self._styles = styles
        self._budget = budget
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._runs: list[Run] = []
        self._fonts: list[str | None] = []
        self._paragraphs = 0
        self._open = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element within the cell begins."""
        if name in (TEXT + "p", TEXT + "h"):
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._open += 1
        elif name == TEXT + "span":
            inherited = self._fonts[-1] if self._fonts else None
            own = self._styles.font("text", attributes.get(TEXT + "style-name"))
            self._fonts.append(own or inherited)
        elif name == TEXT + "s":
            self._add(" " * min(_count(attributes, TEXT + "c"), 1_000))
        elif name == TEXT + "tab":
            self._add("\t")
        elif name == TEXT + "line-break":
            self._add("\n")

    def end(self, name: str) -> None:
        """An element within the cell ends."""
        if name in (TEXT + "p", TEXT + "h"):
            self._open -= 1
        elif name == TEXT + "span" and self._fonts:
            self._fonts.pop()

    def text(self, piece: str) -> None:
        """Characters, which count within a paragraph; its white space is one space each."""
        if self._open > 0:
            self._add(_SPACES.sub(" ", piece))

    def decoded(self, cell_font: str | None) -> str | None:
        """The text; None if there is no paragraph."""
        return decoded(tuple(self._runs), cell_font) if self._paragraphs else None

    def _add(self, text: str) -> None:
        self._budget.string(len(text), "text")
        self._runs.append(Run(text, self._fonts[-1] if self._fonts else None))


class OdsTable:
    """A table while its XML goes by."""

    def __init__(self, attributes: Attributes, styles: OdsStyles, budget: Budget) -> None:
        hidden = not styles.shows_table(attributes.get(TABLE + "style-name"))
        name = attributes.get(TABLE + "name", "")
        self._draft = SheetDraft(name, hidden=hidden, budget=budget)
        self._styles = styles
        self._budget = budget
        self._next_column = 1
        self._column_starts: list[int] = []
        self._column_styles: list[str | None] = []
        self._row = self._next_row = 1
        self._row_style: str | None = None
        self._row_cells: list[tuple[int, int, Content, str | None]] = []
        self._row_notes: list[tuple[int, str]] = []
        self.name = name

    def add_columns(self, attributes: Attributes) -> None:
        """A ``table-column``, which stands for as many columns as it says."""
        repeated = _count(attributes, TABLE + "number-columns-repeated")
        first, self._next_column = self._next_column, self._next_column + repeated
        if first <= self._budget.limits.columns:
            self._column_starts.append(first)
            self._column_styles.append(attributes.get(TABLE + "default-cell-style-name"))
        if _is_hidden(attributes):
            self._draft.hide_columns(first, self._next_column - 1)

    def start_row(self, attributes: Attributes) -> None:
        """A ``table-row`` begins, which stands for as many rows as it says."""
        repeated = _count(attributes, TABLE + "number-rows-repeated")
        self._row, self._next_row = self._next_row, self._next_row + repeated
        self._row_style = attributes.get(TABLE + "default-cell-style-name")
        self._row_cells = []
        self._row_notes = []
        self._next_column = 1
        if _is_hidden(attributes):
            self._draft.hide_rows(self._row, self._next_row - 1)

    def add_cell(self, attributes: Attributes, text: CellText, note: CellText) -> None:
        """A cell is over, with its text and what is remarked on it, on the first if it repeats."""
        repeated = _count(attributes, TABLE + "number-columns-repeated")
        column, self._next_column = self._next_column, self._next_column + repeated
        columns = _count(attributes, TABLE + "number-columns-spanned")
        rows = _count(attributes, TABLE + "number-rows-spanned")
        if columns > 1 or rows > 1:
            self._draft.merge(self._row, column, self._row + rows - 1, column + columns - 1)
        style = attributes.get(TABLE + "style-name") or self._row_style or self._style_of(column)
        content = content_of(attributes, text.decoded(self._styles.legacy_cell_font(style)))
        formula = formula_of(attributes)
        if content is not None and (content != "" or formula is not None):
            self._row_cells.append((column, repeated, content, formula))
        remark = note.decoded(None)
        if remark is not None:
            self._row_notes.append((column, remark))

    def end_row(self) -> None:
        """The row is over and its cells are written out as often as it stands for."""
        repeated = self._next_row - self._row
        filled = repeated * sum(count for _, count, _, _ in self._row_cells)
        if filled > self._budget.limits.cells:
            raise too_large("cells", self._budget.limits.cells, filled, self.name)
        if filled:
            for row in range(self._row, self._next_row):
                self._write_row(row)
        for column, remark in self._row_notes:
            self._draft.comment(self._row, column, remark)

    def finish(self) -> Sheet:
        """The sheet."""
        return self._draft.finish()

    def _write_row(self, row: int) -> None:
        for first, count, content, formula in self._row_cells:
            for column in range(first, first + count):
                self._draft.put(row, column, content)
                if formula is not None:
                    self._draft.formula(row, column, formula)

    def _style_of(self, column: int) -> str | None:
        place = bisect_right(self._column_starts, column) - 1
        return self._column_styles[place] if place >= 0 else None


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(TABLE + "visibility", "visible") in ("collapse", "filter")


def _count(attributes: Attributes, name: str) -> int:
    written = attributes.get(name, "1")
    return int(written[:9]) if written.isascii() and written.isdigit() else 1
