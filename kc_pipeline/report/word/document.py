"""The report as a Word file: the order of the parts. Their looks are said in ``styles``."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.section import Section

from kc_pipeline.report.fixed_archive import fixed
from kc_pipeline.report.model import (
    Annex,
    Block,
    Heading,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Report,
    Run,
    Table,
)
from kc_pipeline.report.word import styles
from kc_pipeline.report.word.letterhead import add_closing, add_letterhead, add_title
from kc_pipeline.report.word.tables import add_table
from kc_pipeline.report.word.xml import add_text, element, page_number

_LOOKS = {
    ParagraphKind.BODY: (styles.BODY, ""),
    ParagraphKind.DASH: (styles.DASH, "- "),
    ParagraphKind.PLUS: (styles.PLUS, "+ "),
}
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a document without a date says it was made: never the day it happened to be."""


def render(report: Report) -> bytes:
    """The Word file; equal reports are equal bytes."""
    document = docx.Document()
    styles.set_styles(document)
    _set_properties(document, report)
    _begin_section(document.sections[0])
    _set_footer(document.sections[0], report.footer)
    add_letterhead(document, report.letterhead)
    add_title(document, report)
    for section in report.sections:
        for block in section.blocks:
            _add_block(document, block, styles.TEXT_WIDTH_MM)
    add_closing(document, report.letterhead)
    for annex in report.annexes:
        _add_annex(document, annex, report.letterhead)
    written = io.BytesIO()
    document.save(written)
    return fixed(written.getvalue())


def _add_block(document: Document, block: Block, text_width_mm: float) -> None:
    match block:
        case Heading():
            paragraph = document.add_paragraph(f"{block.label} ", style=f"Heading {block.level}")
            add_text(paragraph, block.runs)
        case Paragraph():
            style, before = _LOOKS[block.kind]
            paragraph = document.add_paragraph(before, style=style)
            add_text(paragraph, block.runs)
        case Table():
            add_table(document, block, text_width_mm)


def _add_annex(document: Document, annex: Annex, head: Letterhead) -> None:
    """An annex on pages of its own, numbered from one as the form wants it."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _begin_section(section, is_wide=annex.is_wide)
    document.add_paragraph(annex.label, style=styles.SUBJECT)
    document.add_paragraph(annex.title.upper(), style=styles.SUBJECT)
    add_text(document.add_paragraph(style=styles.ANNEX_LINE), (Run(head.annex_line),))
    width = styles.WIDE_TEXT_WIDTH_MM if annex.is_wide else styles.TEXT_WIDTH_MM
    for block in annex.blocks:
        _add_block(document, block, width)


def _begin_section(section: Section, *, is_wide: bool = False) -> None:
    styles.set_page(section, is_wide=is_wide)
    number = element("pgNumType", start="1")
    for old in section._sectPr.findall(number.tag):  # noqa: SLF001 - no other way to it
        section._sectPr.remove(old)  # noqa: SLF001
    section._sectPr.insert_element_before(  # noqa: SLF001
        number, "w:cols", "w:titlePg", "w:docGrid"
    )
    section.header.is_linked_to_previous = False
    page_number(section.header.paragraphs[0].add_run())


def _set_footer(section: Section, line: str) -> None:
    """The same line on every page; further sections go on with it."""
    if not line:
        return
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].text = line
        footer.paragraphs[0].style = styles.FOOTER


def _set_properties(document: Document, report: Report) -> None:
    dated = report.letterhead.dated
    made = datetime(dated.year, dated.month, dated.day, tzinfo=UTC) if dated else _UNDATED
    properties = document.core_properties
    properties.title = " ".join(report.subject.splitlines())
    properties.author = properties.last_modified_by = report.letterhead.issuer_name
    properties.language = "vi-VN"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = made
    properties.revision = 1
