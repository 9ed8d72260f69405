"""Elements of WordprocessingML that python-docx has no words for."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kc_pipeline.report.binding import bound
from kc_pipeline.report.model import Runs

_YEARS = re.compile(r"(?<=\d{4})-(?=\d{4})")
_LINE_UNITS = "6"  # eighths of a point: 0,75 pt


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element ``w:name`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def add_text(paragraph: Paragraph, runs: Runs) -> None:
    """Add the text, its numbers kept with their units and its ranges of years on one line."""
    for told in bound(runs):
        first, *others = _YEARS.split(told.text)
        run = paragraph.add_run(first)
        for other in others:
            # An element, not a character: the text stays what it is for who searches or copies it.
            run._r.append(element("noBreakHyphen"))  # noqa: SLF001
            run.add_text(other)


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
