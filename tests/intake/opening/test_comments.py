"""Comments on cells in every kind that has them, and the formulas of an xls."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from kc_pipeline.intake.grid import Sheet
from kc_pipeline.intake.opening import Limits, open_submission
from tests.intake.opening.conftest import Build, Refuse
from tests.intake.opening.parts import DECLARATION, MAIN, Parts, ods_parts, rels, worksheet
from tests.intake.opening.parts import xlsx_parts as parts_of

WRITTEN_BY_CALC = Path(__file__).with_name("formulas_and_notes.xls")
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
NOTE = (
    '<comment ref="A2" authorId="0"><text>'
    '<r><rPr><b/><rFont val="Tahoma"/></rPr><t>Lan:</t></r>'
    '<r><rPr><rFont val=".VnTime"/></rPr><t xml:space="preserve">\nch\u00ado duy\u00d6t</t></r>'
    "</text></comment>"
)
THREAD = (
    '<comment ref="B1" authorId="1"><text><t>[Threaded comment]\nComment:\n  Hỏi lại</t></text>'
    "</comment>"
)


def with_comments(notes: str, threads: str = "") -> Parts:
    parts = parts_of({"S": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("rId1", "threadedComment", "../threadedComments/threadedComment1.xml"),
        ("rId2", "comments", "../comments1.xml"),
        ("rId3", "comments", "../missing.xml"),
    )
    authors = "<authors><author>Lan</author><author>tc={1}</author></authors>"
    parts["xl/comments1.xml"] = (
        f'{DECLARATION}<comments xmlns="{MAIN}">{authors}'
        f"<commentList>{notes}</commentList></comments>"
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'{DECLARATION}<ThreadedComments xmlns="{THREADS}">{threads}</ThreadedComments>'
    )
    return parts


def only_sheet(path: Path) -> Sheet:
    (sheet,) = open_submission(path).sheets
    return sheet


def test_notes_of_an_xlsx_in_the_fonts_of_their_runs(build: Build) -> None:
    sheet = only_sheet(build(with_comments(NOTE)))
    assert (sheet.rows, sheet.comments) == ({1: {1: 1}}, {(2, 1): "Lan:\nchưo duyệt"})


def test_a_thread_replaces_the_note_that_stands_for_it(build: Build) -> None:
    said = "<text>{}</text><mentions/>"
    threads = "".join(
        f'<threadedComment ref="B1" id="{n}">{said.format(text)}</threadedComment>'
        for n, text in enumerate(("Hỏi lại", "Đã hỏi &lt;b&gt;"))
    )
    sheet = only_sheet(build(with_comments(THREAD + NOTE, threads)))
    assert sheet.comments == {(1, 2): "Hỏi lại\nĐã hỏi <b>", (2, 1): "Lan:\nchưo duyệt"}


def test_an_address_that_is_none_is_damage(build: Build, refused: Refuse) -> None:
    assert refused(build(with_comments(NOTE.replace("A2", "2A")))).code == "file.damaged"


def test_as_openpyxl_writes_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("Một", "Hai"):
        sheet = book.create_sheet(title)
        sheet["C3"] = 5
        sheet["C3"].comment = Comment(f"Ghi chú {title}\n=1+1", "Lan")
    book.save(tmp_path / "a.xlsx")
    assert [sheet.comments for sheet in open_submission(tmp_path / "a.xlsx").sheets] == [
        {},
        {(3, 3): "Ghi chú Một\n=1+1"},
        {(3, 3): "Ghi chú Hai\n=1+1"},
    ]


def test_annotations_of_an_ods_stand_at_the_first_of_repeated_cells(build: Build) -> None:
    note = (
        "<office:annotation><dc:creator>Lan</dc:creator><text:p>một</text:p>"
        "<text:p>h<text:span>ai</text:span></text:p></office:annotation>"
    )
    rows = (
        '<table:table-row table:number-rows-repeated="3">'
        f'<table:table-cell table:number-columns-repeated="2">{note}<text:p>chữ</text:p>'
        f"</table:table-cell><table:table-cell>{note}</table:table-cell></table:table-row>"
    )
    parts = ods_parts(f'<table:table table:name="S">{rows}</table:table>')
    content = str(parts["content.xml"])
    parts["content.xml"] = content.replace(" xmlns:", ' xmlns:dc="urn:dc" xmlns:', 1)
    sheet = only_sheet(build(parts, "a.ods"))
    assert sheet.comments == {(1, 1): "một\nhai", (1, 3): "một\nhai"}
    assert sheet.rows == {row: {1: "chữ", 2: "chữ"} for row in (1, 2, 3)}


def test_an_xls_with_formulas_of_a_group_and_notes() -> None:
    first, second = open_submission(WRITTEN_BY_CALC).sheets
    assert first.formulas == {
        **{(row, 3): f"=A{row}*$B$1" for row in range(1, 5)},
        (5, 1): "=SUM(A1:A4)",
        (5, 2): '=IF(A5>3.0,"có ""A1""","không")&Khác!A1:A1',
    }
    assert first.comments == {(2, 1): "Huyện báo lại\nngày 5/3", (9, 4): "ô trống"}
    assert (second.formulas, second.comments) == ({}, {(1, 1): "sheet hai"})


@pytest.mark.parametrize("limits", [Limits(cells=2), Limits(characters=30)])
def test_comments_count_against_the_limits(build: Build, refused: Refuse, limits: Limits) -> None:
    many = "".join(NOTE.replace("A2", f"A{row}") for row in range(1, 5))
    assert refused(build(with_comments(many)), limits).code == "file.too_large"
