"""Elements of WordprocessingML that python-docx has no words for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_LINE_UNITS = "6"  # eighths of a point: 0,75 pt


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element ``w:name`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def line_above(paragraph: Paragraph) -> None:
    """A rule at the top of a paragraph, as wide as its indents leave."""
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=_LINE_UNITS, space="1", color="auto"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library's way to the XML
    # The schema orders the children: borders come before spacing, indents and alignment.
    successors = tuple(
        f"w:{n}"
        for n in (
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "spacing",
            "ind",
            "contextualSpacing",
            "jc",
            "outlineLvl",
            "rPr",
            "sectPr",
        )
    )
    properties.insert_element_before(borders, *successors)


def page_number(run: Run) -> None:
    """A field that shows the number of the page."""
    parts = (
        element("fldChar", fldCharType="begin"),
        element("instrText"),
        element("fldChar", fldCharType="separate"),
        element("t"),
        element("fldChar", fldCharType="end"),
    )
    parts[1].text = "PAGE"
    parts[3].text = "2"
    for part in parts:
        run._r.append(part)  # noqa: SLF001 - the library's way to the XML


def repeat_as_heading(row: _Row) -> None:
    """Show a row of a table anew at the top of each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_whole(row: _Row) -> None:
    """Never break a row across two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
