"""The styles and pages of the administrative form: paper, margins, letters, paragraphs.

Everything that decides how a paragraph looks is a named style here; the other modules only say
which style a paragraph has.
"""

from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from kc_pipeline.report.widths import UPRIGHT_MM
from kc_pipeline.report.word.xml import element

FONT = "Times New Roman"
TEXT_WIDTH_MM = UPRIGHT_MM
WIDE_TEXT_WIDTH_MM = 252

BODY = "Body Text"
DASH = "List Bullet"
PLUS = "List Bullet 2"
TITLE = "Title"
SUBJECT = "Subtitle"
CAPTION = "Caption"
UNIT_NOTE = "Unit Note"
HEAD_PLAIN = "Letterhead"
HEAD_BOLD = "Letterhead Bold"
DATE_LINE = "Date Line"
ANNEX_LINE = "Annex Line"
RECIPIENTS = "Recipients"
SIGNATURE = "Signature"
CELL = "Table Cell"
CELL_HEADING = "Table Heading"
RULE = "Rule"
PAGE_NUMBER = "Header"
FOOTER = "Footer"

_A4 = (Mm(210), Mm(297))
_LEFT, _RIGHT, _TOP, _BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks; sizes and spaces in points, the indent in millimetres."""

    size: float = 14
    is_bold: bool = False
    is_italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    first_line: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_next: bool = False


_CENTER, _RIGHT_ALIGN = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_TEXT = _Look(align=_JUSTIFY, first_line=12.7, after=6, line=1.15)
_HEADING = replace(_TEXT, is_bold=True, keep_next=True)
_LOOKS = {
    BODY: _TEXT,
    DASH: _TEXT,
    PLUS: _TEXT,
    "Heading 1": replace(_HEADING, before=6),
    "Heading 2": replace(_HEADING, before=3),
    "Heading 3": replace(_HEADING, is_italic=True),
    TITLE: _Look(is_bold=True, align=_CENTER, before=18, keep_next=True),
    SUBJECT: _Look(is_bold=True, align=_CENTER, keep_next=True),
    CAPTION: _Look(size=13, is_bold=True, align=_CENTER, before=8, after=4, keep_next=True),
    UNIT_NOTE: _Look(size=12, is_italic=True, align=_RIGHT_ALIGN, after=2, keep_next=True),
    HEAD_PLAIN: _Look(size=13, align=_CENTER),
    HEAD_BOLD: _Look(size=13, is_bold=True, align=_CENTER),
    DATE_LINE: _Look(size=14, is_italic=True, align=_CENTER),
    ANNEX_LINE: _Look(size=14, is_italic=True, align=_CENTER, after=8),
    RECIPIENTS: _Look(size=11),
    SIGNATURE: _Look(size=14, is_bold=True, align=_CENTER),
    CELL: _Look(size=12, before=1, after=1),
    CELL_HEADING: _Look(size=12, is_bold=True, align=_CENTER, before=2, after=2),
    RULE: _Look(size=2),
    PAGE_NUMBER: _Look(size=13, align=_CENTER),
    FOOTER: _Look(size=10, is_italic=True, align=_RIGHT_ALIGN),
}  # fmt: skip


def set_styles(document: Document) -> None:
    """Give the document the styles of the form, in Vietnamese for spelling and hyphens."""
    for name, look in _LOOKS.items():
        _set_style(_style(document, name), look)
    _set_defaults(document)


def set_page(section: Section, *, is_wide: bool = False) -> None:
    """A4 with the margins of the form; laid across for a wide table."""
    width, height = reversed(_A4) if is_wide else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style: ParagraphStyle = styles[name]
    return style


def _set_style(style: ParagraphStyle, look: _Look) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # the default template's colours and theme letters
    paragraph_properties = style.element.get_or_add_pPr()
    for child in list(paragraph_properties):
        if child.tag != qn("w:outlineLvl"):  # it makes a heading a heading
            paragraph_properties.remove(child)
    _set_font(style)
    style.font.size, style.font.bold, style.font.italic = (
        Pt(look.size),
        look.is_bold,
        look.is_italic,
    )
    style.font.color.rgb = RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.first_line_indent = Mm(look.first_line)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, look.line
    layout.keep_with_next, layout.widow_control = look.keep_next, True


def _set_font(style: ParagraphStyle) -> None:
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_defaults(document: Document) -> None:
    """Letters and language of whatever has no style of its own."""
    _set_style(_style(document, "Normal"), _Look())
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
