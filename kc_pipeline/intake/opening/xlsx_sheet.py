"""One worksheet of an xlsx, read from its XML in one pass.

Values, errors, formulas, what is hidden and merged all come from this pass, so that no second
reader can disagree. Cells outside ``<dimension>``, rows and cells without an address and styled
blanks to the end of the sheet are taken as Excel takes them.
"""

import re
from functools import lru_cache
from typing import TypeVar

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import CellProblem, FlawedCell, Sheet
from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.rich_text import RichText
from kc_pipeline.intake.opening.shared_formulas import SharedFormulas
from kc_pipeline.intake.opening.sheet_draft import SheetDraft
from kc_pipeline.intake.opening.xlsx_parts import MAIN_NAMESPACES
from kc_pipeline.intake.opening.xlsx_values import WorkbookParts, is_true
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,4})\$?([1-9][0-9]{0,8})", re.ASCII)
_ZERO = re.compile(r"0+(\.0*)?", re.ASCII)
_Handler = TypeVar("_Handler")
_ROOTS = frozenset(f"{namespace} worksheet" for namespace in MAIN_NAMESPACES)


def position(reference: str) -> tuple[int, int]:
    """Row and column of an address such as ``BC23``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise UnreadableSubmission("file.damaged", f"cell address {reference!r}")
    letters, digits = match.groups()
    return int(digits), _column(letters)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def read_worksheet(archive: Archive, part: str, draft: SheetDraft, parts: WorkbookParts) -> Sheet:
    """Read the worksheet in a part."""
    walk = _Walk(draft, parts)
    archive.parse(part, start=walk.start, end=walk.end, text=walk.text)
    return draft.finish()


class _Walk:
    """The handlers of a worksheet's XML, and where in it they are.

    A sheet may have a million styled blanks, so whatever a blank does not need waits until the
    cell ends and turns out to be none.
    """

    def __init__(self, draft: SheetDraft, parts: WorkbookParts) -> None:
        self._draft = draft
        self._parts = parts
        self._shared = SharedFormulas()
        self._rich = RichText()
        self._row = 0
        self._column = 0
        self._reference: str | None = None
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula: tuple[Attributes, str] | None = None
        self._pieces: list[str] | None = None
        self._starts = {
            **_in_namespaces("row", self._start_row),
            **_in_namespaces("c", self._start_cell),
            **_in_namespaces("f", self._start_formula),
            **_in_namespaces("v", self._start_value),
            **_in_namespaces("is", self._start_inline),
            **_in_namespaces("col", self._start_columns),
            **_in_namespaces("mergeCell", self._start_merge),
        }
        self._ends = {
            **_in_namespaces("c", self._end_cell),
            **_in_namespaces("f", self._end_formula),
            **_in_namespaces("v", self._end_value),
            **_in_namespaces("is", self._end_inline),
        }
        self._in_worksheet = False
        self._inline = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        handler = self._starts.get(name)
        if self._inline:
            self._rich.start(local_name(name), attributes)
        elif handler is not None and self._in_worksheet:
            handler(attributes)
        elif not self._in_worksheet:
            if name not in _ROOTS:
                raise UnreadableSubmission("file.damaged", f"{local_name(name)} is no worksheet")
            self._in_worksheet = True

    def end(self, name: str) -> None:
        """An element ends."""
        handler = self._ends.get(name)
        if handler is not None:
            handler()
        elif self._inline:
            self._rich.end(local_name(name))

    def text(self, piece: str) -> None:
        """Characters; those of a formula or a value are kept, or of text within the cell."""
        if self._pieces is not None:
            self._draft.store(piece)
            self._pieces.append(piece)
        elif self._inline:
            self._draft.store(piece)
            self._rich.text(piece)

    def _start_row(self, attributes: Attributes) -> None:
        self._move_to_cell()
        written = attributes.get("r", "")
        self._row = int(written) if written.isascii() and written.isdigit() else self._row + 1
        self._column = 0
        if is_true(attributes.get("hidden")) or _ZERO.fullmatch(attributes.get("ht", "")):
            self._draft.hide_rows(self._row, self._row)

    def _start_columns(self, attributes: Attributes) -> None:
        if is_true(attributes.get("hidden")) or _ZERO.fullmatch(attributes.get("width", "")):
            self._draft.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def _start_merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        self._draft.merge(*position(first), *position(last or first))

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        reference = attributes.get("r")
        if not reference:
            self._move_to_cell()
            self._column += 1
        self._reference = reference

    def _move_to_cell(self) -> None:
        """Take the last address seen for where we are."""
        if self._reference:
            self._row, self._column = position(self._reference)
            self._reference = None

    def _start_value(self, _attributes: Attributes) -> None:
        if self._cell is not None:
            self._pieces = []

    def _end_value(self) -> None:
        if self._pieces is not None:
            self._value = "".join(self._pieces)
            self._pieces = None

    def _start_formula(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._formula = (attributes, "")
            self._pieces = []

    def _end_formula(self) -> None:
        if self._formula is not None and self._pieces is not None:
            self._formula = (self._formula[0], "".join(self._pieces))
            self._pieces = None

    def _start_inline(self, _attributes: Attributes) -> None:
        self._inline = self._cell is not None
        self._rich.clear()

    def _end_inline(self) -> None:
        self._inline = False

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or (self._value is None and self._formula is None and "t" not in cell):
            return
        self._move_to_cell()
        kind = cell.get("t", "n")
        inline = self._rich.stored() if kind == "inlineStr" else ""
        content = self._parts.content(kind, cell.get("s", "0"), self._value, inline)
        if self._formula is not None:
            text = self._formula_text(*self._formula)
            self._draft.formula(self._row, self._column, text or "=")
            if content is None:
                content = FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, text or "=")
        if content is not None:
            self._draft.put(self._row, self._column, content)
        self._value = None
        self._formula = None
        if inline:
            self._rich.clear()

    def _formula_text(self, attributes: Attributes, text: str) -> str:
        """The formula as typed; ``""`` where the file does not spell it out."""
        whole = f"={text}" if text.strip() else ""
        if attributes.get("t") != "shared":
            return whole
        return self._shared.formula(attributes.get("si", ""), whole, self._row, self._column)


def _in_namespaces(name: str, handler: _Handler) -> dict[str, _Handler]:
    return {f"{namespace} {name}": handler for namespace in MAIN_NAMESPACES}
