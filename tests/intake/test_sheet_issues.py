"""What is told of any sheet: hidden columns, remarks on cells, formulas that lead out."""

from pathlib import Path

import pytest

from kc_pipeline.feedback.annotating import annotate
from kc_pipeline.feedback.checking import check_files
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.paths import locate
from kc_pipeline.rules.finding import Severity
from tests.intake.workbooks import COVER, COVER_SHEET, READER, Formula, Page, issues, read, write
from tests.small_phase import HOME

CLASSES = "Biểu 02 - Lớp học"
HEADING = ["STT", "Mã đề án", "Tên lớp", "Số học viên", "Số học viên nữ"]
ROW = [1, "ĐP-2016-01", "Lớp may", 30, 12]
REMARK = "Số này anh Hùng báo qua điện thoại,\nchờ văn bản"


def test_hidden_columns_are_told_by_runs_and_read_all_the_same(tmp_path: Path) -> None:
    page = Page([HEADING, ROW, ["", "", "", "", ""]], hidden_columns="D:J")
    reading = read(tmp_path, {COVER_SHEET: Page(COVER, hidden_columns="B:B"), CLASSES: page})
    told = [(i.code, i.sheet, i.cell, dict(i.details)) for i in reading.issues]
    assert told == [
        ("column.hidden", COVER_SHEET, "B1", {"columns": "B", "filled": "3"}),
        ("column.hidden", CLASSES, "D1", {"columns": "D–E", "filled": "4"}),
    ]
    assert {c.column: c.value for c in reading.rows[0].cells}["trainees"] == "30"


def test_remarks_are_told_at_their_cells_whatever_stands_there(tmp_path: Path) -> None:
    page = Page([HEADING, ROW], comments={"D2": REMARK, "H9": "Xem lại", "B2": " \n"})
    cover = Page(COVER, comments={"B1": "Đổi tên từ 2015"})
    reading = read(tmp_path, {COVER_SHEET: cover, CLASSES: page})
    assert [(i.code, i.sheet, i.cell, i.value) for i in reading.issues] == [
        ("cell.remark", COVER_SHEET, "B1", "Đổi tên từ 2015"),
        ("cell.remark", CLASSES, "D2", "Số này anh Hùng báo qua điện thoại, chờ văn bản"),
        ("cell.remark", CLASSES, "H9", "Xem lại"),
    ]
    assert issues(read(tmp_path, {COVER_SHEET: COVER, CLASSES: [HEADING, ROW]})) == []


def test_what_an_annotated_copy_says_in_comments_is_no_remark(tmp_path: Path) -> None:
    wrong = [1, "ĐP-2016-01", "Lớp\nmay", "ba\nmươi", 12]
    page = Page([HEADING, wrong], comments={"D2": REMARK})
    sent = write(tmp_path / "061.xlsx", {COVER_SHEET: COVER, CLASSES: page})
    (check,) = check_files(
        locate({"KC_HOME": str(HOME)}, raw=tmp_path / "raw", warehouse=tmp_path / "w"), [sent]
    )
    at_cell = [(f.code, f.severity) for f in check.findings if f.cell == "D2"]
    assert at_cell == [
        ("cell.remark", Severity.NOTICE),
        ("required.unreadable", Severity.ERROR),
    ]
    copy = annotate(sent, check.findings, tmp_path / "copy.xlsx")
    again = open_submission(copy)
    comments = {s.name: s.comments for s in again.sheets}[CLASSES]
    assert "LỖI: " in comments[2, 4]
    assert [i for i in READER.read(again).issues if i.code == "cell.remark"] == [
        i for i in READER.read(open_submission(sent)).issues if i.code == "cell.remark"
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=[1]Sheet1!A1",
        "='[1]Biểu 1'!A1*2",
        "=[Sổ.xlsx]Sheet1!A1",
        "='C:\\KC\\[Sổ.xlsx]Sheet1'!A1",
        "='file:///D:/so-lieu/a.ods'#$Sheet1.A1",
        '=WEBSERVICE("http://example.com")',
        '=DDE("soffice";"a";"b")',
        "=cmd|'/C calc'!A0",
    ],
)
def test_formulas_that_lead_out_are_told_once_a_column(tmp_path: Path, formula: str) -> None:
    row = [*ROW[:3], Formula(formula, 30), 12]
    reading = read(tmp_path, {COVER_SHEET: COVER, CLASSES: [HEADING, row, row]})
    told = [(i.code, i.cell, i.value, dict(i.details)) for i in reading.issues]
    assert told == [("formula.leads_out", "D2", formula, {"formulas": "2"})]
    assert {c.column: c.value for c in reading.rows[0].cells}["trainees"] == "30"


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(Bảng[Cột])",
        "=Bảng[[#This Row],[Cột]]+'Biểu 1'!A1",
        '=LEN("[1]Sheet1!A1 http://example.com")',
        "=OR(A1,B1)",
    ],
)
def test_formulas_within_the_file_are_not(tmp_path: Path, formula: str) -> None:
    row = [*ROW[:3], Formula(formula, 30), 12]
    assert issues(read(tmp_path, {COVER_SHEET: COVER, CLASSES: [HEADING, row]})) == []
