"""An ods becomes a workbook: its styles and tables, read in one pass over the XML.

What a table and its cells hold belongs to `ods_table` and `ods_values`.
"""

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Sheet, Workbook
from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.limits import Budget
from kc_pipeline.intake.opening.ods_styles import OFFICE, TABLE, TEXT, OdsStyles
from kc_pipeline.intake.opening.ods_table import CellText, OdsTable
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
STYLES = "styles.xml"

_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_XLINK = "http://www.w3.org/1999/xlink "
_CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
_LINKED = {TABLE + "table-source", TABLE + "cell-range-source", OFFICE + "dde-source"}
_HYPERLINKS = {TEXT + "a", _DRAWING + "a"}
_ANNOTATION = OFFICE + "annotation"
_NO_CELL_TEXT = {
    TABLE + "table",
    TABLE + "shapes",
    TABLE + "tracked-changes",
    TABLE + "detective",
    TEXT + "note",
}


def refuse_password(archive: Archive) -> None:
    """Raise ``file.encrypted`` for an ods whose parts are encrypted one by one."""

    def start(name: str, _attributes: Attributes) -> None:
        if local_name(name) == "encryption-data":
            raise UnreadableSubmission("file.encrypted", MANIFEST)

    if archive.has(MANIFEST):
        archive.parse(MANIFEST, start=start)


def read_ods(archive: Archive, budget: Budget) -> Workbook:
    """Read the workbook in an archive that was looked over already."""
    styles = OdsStyles(budget)
    if archive.has(STYLES):
        archive.parse(STYLES, start=styles.start, end=styles.end)
    walk = _Walk(styles, budget)
    try:
        archive.parse(CONTENT, start=walk.start, end=walk.end, text=walk.text)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(error.code, error.detail, sheet=walk.sheet_name) from error
    if not walk.is_spreadsheet:
        raise UnreadableSubmission("file.damaged", f"{CONTENT}: no spreadsheet")
    return Workbook(sheets=tuple(walk.sheets), kind="ods", epoch_1904=walk.epoch_1904)


class _Walk:
    """The handlers of ``content.xml``, and where in it they are."""

    def __init__(self, styles: OdsStyles, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.epoch_1904 = False
        self.is_spreadsheet = False
        self._styles = styles
        self._budget = budget
        self._table: OdsTable | None = None
        self._cell: Attributes | None = None
        self._text = CellText(styles, budget)
        self._note = CellText(styles, budget)
        self._collecting = self._text
        self._skipped = 0

    @property
    def sheet_name(self) -> str | None:
        """The table being read."""
        return self._table.name if self._table is not None else None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        _refuse_external(name, attributes)
        if self._skipped or self._is_skipped(name):
            self._skipped += 1
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        elif self._table is not None:
            self._start_in_table(self._table, name, attributes)
        elif name == TABLE + "table":
            self._table = OdsTable(attributes, self._styles, self._budget)
        elif name == TABLE + "null-date":
            self.epoch_1904 = attributes.get(TABLE + "date-value", "").startswith("1904-01-01")
        elif name == OFFICE + "spreadsheet":
            self.is_spreadsheet = True
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif self._table is None:
            self._styles.end(name)
        elif self._cell is not None and name in _CELLS:
            self._table.add_cell(self._cell, self._text, self._note)
            self._cell = None
        elif name == _ANNOTATION:
            self._collecting = self._text
        elif self._cell is not None:
            self._collecting.end(name)
        elif name == TABLE + "table-row":
            self._table.end_row()
        elif name == TABLE + "table":
            self.sheets.append(self._table.finish())
            self._table = None

    def text(self, piece: str) -> None:
        """Characters, which count only within a cell."""
        if self._cell is not None and not self._skipped:
            self._collecting.text(piece)

    def _start_in_table(self, table: OdsTable, name: str, attributes: Attributes) -> None:
        if name in _CELLS:
            self._cell = attributes
            self._text.clear()
            self._note.clear()
            self._collecting = self._text
        elif name == TABLE + "table-row":
            table.start_row(attributes)
        elif name == TABLE + "table-column":
            table.add_columns(attributes)

    def _start_in_cell(self, name: str, attributes: Attributes) -> None:
        if name == _ANNOTATION:
            self._collecting = self._note
        else:
            self._collecting.start(name, attributes)

    def _is_skipped(self, name: str) -> bool:
        """Drawings, earlier versions, a table within a cell: none is text of a cell or comment."""
        if name == TABLE + "table":
            return self._table is not None
        return name in _NO_CELL_TEXT or (self._cell is not None and name.startswith(_DRAWING))


def _refuse_external(name: str, attributes: Attributes) -> None:
    target = attributes.get(_XLINK + "href", "")
    if name in _HYPERLINKS:
        return
    if name in _LINKED or "://" in target or target.startswith(("/", "../")):
        detail = f"{local_name(name)}: {target}"
        raise UnreadableSubmission("file.external_reference", detail)
