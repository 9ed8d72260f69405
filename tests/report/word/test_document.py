"""The Word file, opened again."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from kc_pipeline.report.binding import UNBREAKABLE
from kc_pipeline.report.model import Report, Table
from kc_pipeline.report.word.document import render
from tests.report.conftest import Composed
from tests.report.hostile_phase import FORMULA, MARKUP
from tests.report.told import paragraphs


@pytest.fixture(scope="module")
def report(sample_report: Composed) -> Report:
    return sample_report("2014-2018")


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return render(report)


@pytest.fixture(scope="module")
def document(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


def _styled(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == style]


def test_it_has_the_parts_of_the_form(document: Document) -> None:
    head, *_, closing = (table for table in document.tables if len(table.rows) == 1)
    left, right = ([p.text for p in cell.paragraphs if p.text] for cell in head.rows[0].cells)
    assert left == ["UBND TỈNH BẮC KẠN", "SỞ CÔNG THƯƠNG", "Số:      /BC-SCT"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bắc Kạn, ngày … tháng … năm …",
    ]
    recipients, signature = (
        [p.text for p in c.paragraphs if p.text] for c in closing.rows[0].cells
    )
    assert recipients[0] == "Nơi nhận:"
    assert recipients[-1] == "- Lưu: VT, QLCN."
    assert signature == ["GIÁM ĐỐC"]
    assert _styled(document, "Title") == ["BÁO CÁO"]
    assert "I. KẾT QUẢ CHUNG" in _styled(document, "Heading 1")
    assert _styled(document, "Subtitle")[-2:] == ["Phụ lục XII", "CHẤT LƯỢNG SỐ LIỆU"]
    assert len(_styled(document, "Annex Line")) == 12


def test_it_says_what_the_model_says(document: Document, report: Report) -> None:
    said = [
        paragraph.text.removeprefix("- ").replace(UNBREAKABLE, " ")
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name in {"Body Text", "List Bullet"}
    ]
    assert said[: len(paragraphs(report))] == paragraphs(report)
    rows = [len(table.rows) - 1 for table in document.tables[2:]]
    assert rows == [
        len(block.rows)
        for annex in report.annexes
        for block in annex.blocks
        if isinstance(block, Table)
    ]


def test_pages_are_a4_with_the_margins_of_the_form(document: Document, report: Report) -> None:
    sizes = [
        (round((s.page_width or 0) / Mm(1)), round((s.page_height or 0) / Mm(1)))
        for s in document.sections
    ]
    across = [annex.is_wide for annex in report.annexes]
    assert sizes == [(210, 297), *((297, 210) if wide else (210, 297) for wide in across)]
    for section in document.sections:
        left, right = section.left_margin, section.right_margin
        top, bottom = section.top_margin, section.bottom_margin
        assert [round((m or 0) / Mm(1)) for m in (left, right, top, bottom)] == [30, 15, 20, 20]
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml  # noqa: SLF001 - the field has no other sight


def test_tables_repeat_their_heading_and_numbers_stand_at_the_right(
    document: Document, report: Report
) -> None:
    tables = [b for annex in report.annexes for b in annex.blocks if isinstance(b, Table)]
    for table, told in zip(document.tables[2:], tables, strict=True):
        assert "w:tblHeader" in table.rows[0]._tr.xml  # noqa: SLF001 - it has no other sight
        aligned = [cell.paragraphs[0].alignment for cell in table.rows[-1].cells]
        right = [WD_ALIGN_PARAGRAPH.RIGHT if column.is_number else None for column in told.columns]
        assert aligned == right


def test_letters_and_language_are_those_of_the_form(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:lang w:val="vi-VN"' in styles
    normal = docx.Document(io.BytesIO(written)).styles["Normal"]
    assert normal.font.name == "Times New Roman"


def test_equal_reports_are_equal_bytes_and_the_date_is_the_documents_own(
    report: Report, written: bytes
) -> None:
    assert render(report) == written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dated = replace(report, letterhead=replace(report.letterhead, dated=date(2019, 2, 5)))
    again = docx.Document(io.BytesIO(render(replace(dated, annexes=()))))
    assert again.core_properties.created is not None
    assert again.core_properties.created.date() == date(2019, 2, 5)


def test_hostile_text_is_plain_text(hostile_report: Composed) -> None:
    document = docx.Document(io.BytesIO(render(hostile_report("2014-2014"))))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"“Mô hình {MARKUP}”" in said
    assert f"“Ngừng {FORMULA}”" in said
