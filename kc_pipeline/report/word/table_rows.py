"""Rows of a Word table as WordprocessingML, written as text and read once for the whole table.

By the library's own calls, cell for cell, the annexes would take longer than all else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable

_LINE_BREAK = "<w:br/>"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, at the right or the left, over one or several columns."""

    text: str
    width: int
    """In twentieths of a point."""
    spans: int = 1
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that no page break parts; ``is_kept`` keeps it with the next."""

    cells: Sequence[Cell]
    is_bold: bool = False
    is_kept: bool = False
    is_heading: bool = False
    """Shown anew at the top of each page."""


def add_rows(table: WordTable, rows: Iterable[Row], style_id: str) -> None:
    """Rows at the end of a table, their paragraphs in the style of that id."""
    written = "".join(_row(row, style_id) for row in rows)
    for made in list(parse_xml(f"<w:tbl {nsdecls('w')}>{written}</w:tbl>")):
        table._tbl.append(made)  # noqa: SLF001 - the library's way to the XML


def _row(row: Row, style_id: str) -> str:
    repeated = "<w:tblHeader/>" if row.is_heading else ""
    cells = "".join(_cell(cell, row, style_id) for cell in row.cells)
    return f"<w:tr><w:trPr>{repeated}<w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, row: Row, style_id: str) -> str:
    span = f'<w:gridSpan w:val="{cell.spans}"/>' if cell.spans > 1 else ""
    kept = "<w:keepNext/>" if row.is_kept else ""
    right = '<w:jc w:val="right"/>' if cell.is_right else ""
    bold = "<w:rPr><w:b/></w:rPr>" if row.is_bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{cell.width}"/>{span}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style_id)}/>{kept}{right}</w:pPr>"
        f"<w:r>{bold}{_text(cell.text)}</w:r></w:p></w:tc>"
    )


def _text(text: str) -> str:
    if not text:
        return ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return _LINE_BREAK.join(lines)
