"""What Nghị định 30/2020/NĐ-CP prescribes of the layout, looked up in the Word file."""

import io
from collections.abc import Iterator
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from kc_pipeline.report.binding import UNBREAKABLE
from kc_pipeline.report.word.document import render
from tests.report.conftest import Composed

_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@pytest.fixture(scope="module")
def document(sample_report: Composed) -> Document:
    return docx.Document(io.BytesIO(render(sample_report("2014-2018"))))


def _everywhere(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the text and those of the letterhead and the closing."""
    yield from document.paragraphs
    for table in (document.tables[0], document.tables[1]):
        for cell in table.rows[0].cells:
            yield from cell.paragraphs


def _look(document: Document, begins: str) -> tuple[float | None, bool, bool, int | None]:
    """Size in points, bold, italic and alignment of the first paragraph that begins so."""
    found = next(p for p in _everywhere(document) if p.text.startswith(begins))
    style, run = found.style, found.runs[0]
    assert style is not None
    size = run.font.size or style.font.size
    bold = style.font.bold if run.bold is None else run.bold
    italic = style.font.italic if run.italic is None else run.italic
    alignment = style.paragraph_format.alignment
    return size.pt if size else None, bool(bold), bool(italic), alignment


@pytest.mark.parametrize(
    ("begins", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI", 13, True, False),
        ("Độc lập - Tự do", 14, True, False),
        ("UBND TỈNH", 13, False, False),
        ("SỞ CÔNG THƯƠNG", 13, True, False),
        ("Số:", 13, False, False),
        ("Bắc Kạn, ngày", 14, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Đánh giá tình hình", 14, True, False),
        ("GIÁM ĐỐC", 14, True, False),
        ("Phụ lục I", 14, True, False),
        ("KINH PHÍ THEO NĂM", 14, True, False),
        ("(Kèm theo Báo cáo số", 14, False, True),
    ],
)
def test_parts_stand_in_the_middle_in_their_letters(
    document: Document, begins: str, size: int, *, bold: bool, italic: bool
) -> None:
    assert _look(document, begins) == (size, bold, italic, _CENTER)


def test_recipients_are_small_under_a_bold_italic_heading(document: Document) -> None:
    left = WD_ALIGN_PARAGRAPH.LEFT
    assert _look(document, "Nơi nhận:") == (12, True, True, left)
    assert _look(document, "- Lưu: VT") == (11, False, False, left)


@pytest.mark.parametrize("style", ["Body Text", "List Bullet"])
def test_text_is_justified_with_a_first_line_indent(document: Document, style: str) -> None:
    layout = document.styles[style].paragraph_format
    font = document.styles[style].font
    assert layout.alignment == _JUSTIFY
    assert Mm(10) <= layout.first_line_indent <= Mm(12.7)
    assert 1 <= layout.line_spacing <= 1.5
    assert layout.space_after.pt >= 6
    assert 13 <= font.size.pt <= 14


def test_headings_stay_with_what_they_head(document: Document) -> None:
    for level in (1, 2, 3):
        layout = document.styles[f"Heading {level}"].paragraph_format
        assert layout.keep_with_next


def test_numbers_stay_with_their_units_and_years_on_one_line(document: Document) -> None:
    subject = next(p for p in document.paragraphs if p.text.startswith("giai đoạn"))
    assert subject.text == f"giai đoạn{UNBREAKABLE}2014-2018"
    hyphens = subject._p.findall(f".//{qn('w:noBreakHyphen')}")  # noqa: SLF001 - it has no other sight
    assert len(hyphens) == 1
    said = " ".join(p.text for p in document.paragraphs)
    assert f"hoàn thành 65{UNBREAKABLE}đề án, gồm 11{UNBREAKABLE}đề án khuyến công" in said


def test_rules_stand_below_issuer_motto_and_subject(document: Document) -> None:
    ruled = [
        before.text.replace(UNBREAKABLE, " ")
        for cells in (
            document.tables[0].rows[0].cells[0].paragraphs,
            document.tables[0].rows[0].cells[1].paragraphs,
            document.paragraphs,
        )
        for before, after in pairwise(cells)
        if after._p.find(f".//{qn('w:pBdr')}") is not None  # noqa: SLF001 - it has no other sight
    ]
    assert ruled == ["SỞ CÔNG THƯƠNG", "Độc lập - Tự do - Hạnh phúc", "giai đoạn 2014-2018"]


def test_pages_are_numbered_in_the_middle_of_the_top_anew_in_each_annex(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    assert header.style is not None
    assert header.style.paragraph_format.alignment == _CENTER
    for section in document.sections:
        number = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - it has no other sight
        assert number.get(qn("w:start")) == "1"
        assert "".join(p.text for p in section.first_page_header.paragraphs) == ""


def test_the_text_closes_as_the_form_wants_it(document: Document) -> None:
    said = [p.text for p in document.paragraphs if p.style is not None and p.text]
    last = next(text for text in said if text.endswith("./."))
    assert said[said.index(last) + 1] == "Phụ lục I"


def test_no_row_is_parted_by_the_end_of_a_page(document: Document) -> None:
    for table in document.tables:
        for row in table.rows:
            assert row._tr.find(f".//{qn('w:cantSplit')}") is not None  # noqa: SLF001
