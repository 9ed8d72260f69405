"""Tables of the report as Word tables: heading rows that repeat, numbers at the right."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from kc_pipeline.report.model import Column, RowKind, Runs, Table, TableRow
from kc_pipeline.report.widths import column_widths
from kc_pipeline.report.word import styles
from kc_pipeline.report.word.xml import keep_whole, repeat_as_heading

_GRID = "Table Grid"
_KEPT_TOGETHER = 15
"""A table of no more rows is not parted by the end of a page."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The ids of the styles of cells: looked up by name for each cell they would take seconds."""

    heading: str
    cell: str


def add_table(document: Document, table: Table, text_width_mm: float) -> None:
    """The caption, the unit and the table, over the whole width of the text."""
    # Where the caption is empty it still keeps the table off what stands above.
    document.add_paragraph(table.caption, style=styles.CAPTION if table.caption else styles.RULE)
    if table.unit_note:
        document.add_paragraph(table.unit_note, style=styles.UNIT_NOTE)
    columns = table.columns
    word = document.add_table(rows=1, cols=len(columns), style=_GRID)
    word.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.autofit = False
    for column, width in zip(word.columns, column_widths(table, text_width_mm), strict=True):
        column.width = Mm(width)
    looks = _Looks(*(document.styles[n].style_id for n in (styles.CELL_HEADING, styles.CELL)))
    _heading_row(word.rows[0], columns, looks)
    for place, row in enumerate(table.rows, start=1):
        is_kept = place < len(table.rows) <= _KEPT_TOGETHER or row.kind is RowKind.GROUP
        _data_row(word.add_row(), row, columns, looks, keep_next=is_kept)
    document.add_paragraph(style=styles.RULE)  # keeps what follows off the table


def _heading_row(row: _Row, columns: tuple[Column, ...], looks: _Looks) -> None:
    repeat_as_heading(row)
    keep_whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        _fill(cell, column.title, looks.heading)
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _data_row(
    word: _Row, row: TableRow, columns: tuple[Column, ...], looks: _Looks, *, keep_next: bool
) -> None:
    keep_whole(word)
    cells = word.cells
    if row.kind is RowKind.GROUP:
        cells = (cells[0].merge(cells[-1]),)
    for cell, runs, column in zip(cells, row.cells, columns, strict=False):
        paragraph = _fill(cell, _text(runs), looks.cell, is_bold=row.kind is not RowKind.DATA)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        if column.is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fill(cell: _Cell, text: str, style_id: str, *, is_bold: bool = False) -> Paragraph:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = style_id  # noqa: SLF001 - by id, see _Looks
    run = paragraph.add_run(text)
    if is_bold:
        run.bold = True
    return paragraph


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
