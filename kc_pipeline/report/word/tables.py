"""Tables of the report as Word tables: heading rows that repeat, numbers at the right."""

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm

from kc_pipeline.report.model import RowKind, Runs, Table
from kc_pipeline.report.widths import column_widths
from kc_pipeline.report.word import styles
from kc_pipeline.report.word.table_rows import Cell, Row, add_rows

_GRID = "Table Grid"
_KEPT_TOGETHER = 15
"""A table of no more rows is not parted by the end of a page."""


def add_table(document: Document, table: Table, text_width_mm: float) -> None:
    """The caption, the unit and the table, over the whole width of the text."""
    # Where the caption is empty it still keeps the table off what stands above.
    document.add_paragraph(table.caption, style=styles.CAPTION if table.caption else styles.RULE)
    if table.unit_note:
        document.add_paragraph(table.unit_note, style=styles.UNIT_NOTE)
    word = document.add_table(rows=0, cols=len(table.columns), style=_GRID)
    word.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.autofit = False
    widths = [Mm(width) for width in column_widths(table, text_width_mm)]
    for column, width in zip(word.columns, widths, strict=True):
        column.width = width
    in_twentieths = [width.twips for width in widths]
    heading = [
        Cell(column.title, width)
        for column, width in zip(table.columns, in_twentieths, strict=True)
    ]
    ids = [document.styles[name].style_id for name in (styles.CELL_HEADING, styles.CELL)]
    add_rows(word, [Row(heading, is_kept=True, is_heading=True)], ids[0])
    add_rows(word, _data_rows(table, in_twentieths), ids[1])
    document.add_paragraph(style=styles.RULE)  # keeps what follows off the table


def _data_rows(table: Table, widths: Sequence[int]) -> Iterator[Row]:
    for place, row in enumerate(table.rows, start=1):
        is_group = row.kind is RowKind.GROUP
        if is_group:
            cells = [Cell(_text(row.cells[0]), sum(widths), spans=len(widths))]
        else:
            cells = [
                Cell(_text(runs), width, is_right=column.is_number)
                for runs, width, column in zip(row.cells, widths, table.columns, strict=True)
            ]
        is_kept = is_group or place < len(table.rows) <= _KEPT_TOGETHER
        yield Row(cells, is_bold=row.kind is not RowKind.DATA, is_kept=is_kept)


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
