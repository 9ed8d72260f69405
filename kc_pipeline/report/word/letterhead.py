"""The upper and the lower end of the document: who issues it, its number and date, who signs."""

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from kc_pipeline.report.model import Letterhead, Report, Run
from kc_pipeline.report.word import styles
from kc_pipeline.report.word.xml import add_text, keep_whole, line_above

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_ISSUER_WIDTH, _NATION_WIDTH = 67, 103
_SIGNING_ROOM = 5
"""Empty lines between the signatory's office and name."""


def add_letterhead(document: Document, head: Letterhead) -> None:
    """Issuer and number at the left, the nation's name, motto, place and date at the right."""
    left, right = _two_cells(document, _ISSUER_WIDTH, _NATION_WIDTH)
    _first(left, head.superior, styles.HEAD_PLAIN)
    left.add_paragraph(head.issuer, style=styles.HEAD_BOLD)
    _rule(left, _ISSUER_WIDTH, of_width=24)
    left.add_paragraph(head.number_line, style=styles.HEAD_PLAIN)
    _first(right, _NATION, styles.HEAD_BOLD)
    motto = right.add_paragraph(_MOTTO, style=styles.HEAD_BOLD)
    motto.runs[0].font.size = Pt(14)
    _rule(right, _NATION_WIDTH, of_width=66)
    right.add_paragraph(head.date_line, style=styles.DATE_LINE)


def add_title(document: Document, report: Report) -> None:
    """The kind of document and what it is about, with the rule below."""
    document.add_paragraph(report.title, style=styles.TITLE)
    for line in report.subject.splitlines():
        add_text(document.add_paragraph(style=styles.SUBJECT), (Run(line),))
    rule = document.add_paragraph(style=styles.RULE)
    side = Mm((styles.TEXT_WIDTH_MM - 50) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = side
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(3), Pt(10)
    line_above(rule)


def add_closing(document: Document, head: Letterhead) -> None:
    """The recipients at the left, the signature at the right."""
    # The last words go along when the signature does not fit the page: it never stands alone.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(style=styles.RULE).paragraph_format.keep_with_next = True
    left, right = _two_cells(document, 80, 85)
    to = _first(left, "Nơi nhận:", styles.RECIPIENTS)
    to.runs[0].bold = to.runs[0].italic = True
    to.runs[0].font.size = Pt(12)
    for place, recipient in enumerate(head.recipients, start=1):
        end = "." if place == len(head.recipients) else ";"
        left.add_paragraph(f"- {recipient}{end}", style=styles.RECIPIENTS)
    lines = [*head.signatory, *[""] * _SIGNING_ROOM, head.signed_by]
    _first(right, lines[0], styles.SIGNATURE)
    for line in lines[1:]:
        right.add_paragraph(line, style=styles.SIGNATURE)


def _two_cells(document: Document, left_mm: float, right_mm: float) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    keep_whole(table.rows[0])
    for column, width in zip(table.columns, (left_mm, right_mm), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    return left, right


def _first(cell: _Cell, text: str, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _rule(cell: _Cell, cell_width: float, *, of_width: float) -> None:
    """A short line below the text of a cell, in its middle."""
    rule = cell.add_paragraph(style=styles.RULE)
    padding = 3.8  # millimetres that Word leaves free at both sides of a cell, together
    side = Mm((cell_width - padding - of_width) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = side
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(3), Pt(4)
    line_above(rule)
