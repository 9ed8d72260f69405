"""Annotated copies: marked, explained, listed, and clean again when sent back mended."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText

from kc_pipeline.errors import UsageError
from kc_pipeline.feedback.annotating import annotate, feedback_name
from kc_pipeline.feedback.cell_comments import AUTHOR
from kc_pipeline.feedback.checking import FileCheck, check_files
from kc_pipeline.feedback.findings_sheet import TITLE
from kc_pipeline.feedback.loaded_workbook import load
from kc_pipeline.feedback.packing import save
from kc_pipeline.feedback.severity_look import COLOURS
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.own_sheets import FEEDBACK_SHEET
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.paths import Project
from kc_pipeline.rules.finding import Finding, Severity
from kc_pipeline.schemas.models import tables
from tests.feedback.messy_report import (
    APPENDIX,
    BY_PHONE,
    CLASSES,
    HOSTILE,
    PROJECTS,
    SUPPORTS,
    YELLOW,
    write_messy,
)
from tests.feedback.told import looks, places, values
from tests.small_phase import HOME, project, report
from tools.sample_phase.workbooks import write_workbook

ERROR, WARNING, NOTICE = (COLOURS[severity] for severity in Severity)
READER = make_reader(HOME / "assets", tables())
HIDDEN = {"row.hidden", "sheet.hidden"}


@pytest.fixture(scope="module")
def copy(messy: FileCheck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("copy") / feedback_name(messy.path)
    return annotate(messy.path, messy.findings, target)


def read(path: Path) -> Reading:
    return READER.read(open_submission(path))


def finding(sheet: str | None, cell: str | None, message: str = "Sai.", **told: object) -> Finding:
    usual: dict[str, object] = {"severity": Severity.ERROR, "row_no": None, "value": None}
    told = usual | told
    return Finding(
        "a", "a.xlsx", "x.y", sheet=sheet, cell=cell, message_vi=message, message_en="", **told
    )  # type: ignore[arg-type]


def test_each_finding_is_told_at_its_cell(copy: Path) -> None:
    workbook = load_workbook(copy)
    marked = {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb[2:]
        for sheet in workbook.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and AUTHOR in cell.comment.text
    }
    assert marked == {
        (PROJECTS, "L4"): WARNING,
        (PROJECTS, "P4"): NOTICE,
        (PROJECTS, "J5"): WARNING,
        (PROJECTS, "N5"): ERROR,
        (PROJECTS, "L6"): ERROR,
        (PROJECTS, "P6"): NOTICE,
        (PROJECTS, "P7"): NOTICE,
        (CLASSES, "I4"): ERROR,
        (CLASSES, "A5"): NOTICE,
        (CLASSES, "F5"): WARNING,
        (SUPPORTS, "H4"): ERROR,
        (SUPPORTS, "B5"): ERROR,
    }


def test_a_comment_says_what_to_do_below_what_stood_there(copy: Path) -> None:
    comment = load_workbook(copy)[CLASSES]["I4"].comment
    assert comment is not None
    assert comment.author == "Nguyễn Thị Hoa"
    assert comment.text == (
        f"{BY_PHONE}\n\nHệ thống kiểm tra:\nLỖI: Ô I4: số học viên nữ “41” lớn hơn số học viên "
        "“30” (ô H4); dòng này chưa được tính. Đề nghị kiểm tra lại hai số này."
    )


def test_the_list_holds_every_finding_with_a_link(copy: Path, messy: FileCheck) -> None:
    sheet = load_workbook(copy)[FEEDBACK_SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    words = {"error": "Lỗi", "warning": "Cảnh báo", "notice": "Lưu ý"}
    assert [row[0] for row in rows] == ["STT", *range(1, len(messy.findings) + 1)]
    assert [row[1:3] + row[4:] for row in rows[1:]] == [
        [words[f.severity], f.sheet, f.value, f.message_vi] for f in messy.findings
    ]
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet["D9:D23"] if cell.hyperlink}
    assert links["N5"] == f"'{PROJECTS}'!N5"
    assert links["(cả trang)"] == "'Phụ lục ''A'' cũ'!A1"
    assert [sheet[f"C{row}"].value for row in (4, 5, 6)] == [
        "5 góp ý – phải sửa, số liệu chưa được tính",
        "4 góp ý – cần kiểm tra, số liệu vẫn được tính",
        "6 góp ý – để biết, không bắt buộc sửa",
    ]


def test_the_list_comes_first_and_prints_on_a4(copy: Path) -> None:
    workbook = load_workbook(copy)
    sheet = workbook.worksheets[0]
    assert (workbook.sheetnames[0], workbook.active) == (FEEDBACK_SHEET, sheet)
    assert [s.title for s in workbook.worksheets if s.sheet_view.tabSelected] == [FEEDBACK_SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.freeze_panes) == (0, "A9")
    assert sheet.print_title_rows == "$8:$8"


def test_the_look_of_the_original_stays(copy: Path, messy: FileCheck) -> None:
    before, after = load_workbook(messy.path, rich_text=True), load_workbook(copy, rich_text=True)
    untouched = set(looks(before)) - {(f.sheet, f.cell) for f in messy.findings}
    assert {p: looks(after)[p] for p in untouched} == {p: looks(before)[p] for p in untouched}
    assert isinstance(after[CLASSES]["C5"].value, CellRichText)
    assert after[CLASSES].protection.sheet
    for name in (PROJECTS, CLASSES, SUPPORTS):
        assert after[name].merged_cells.ranges == before[name].merged_cells.ranges
        assert {k: d.width for k, d in after[name].column_dimensions.items()} == {
            k: d.width for k, d in before[name].column_dimensions.items()
        }
    assert [str(v.sqref) for v in after[PROJECTS].data_validations.dataValidation] == ["N4:N20"]
    assert [str(r.sqref) for r in after[PROJECTS].conditional_formatting] == ["L4:L9"]


def test_formulas_keep_their_values(copy: Path) -> None:
    assert load_workbook(copy)[PROJECTS]["L8"].value == "=L4+L5+L7"
    assert load_workbook(copy, data_only=True)[PROJECTS]["L8"].value == 30


def test_what_holds_a_finding_is_shown(copy: Path) -> None:
    workbook = load_workbook(copy)
    assert workbook[SUPPORTS].sheet_state == "visible"
    assert not workbook[CLASSES].row_dimensions[5].hidden


def test_hostile_text_stays_text(copy: Path) -> None:
    workbook = load_workbook(copy)
    value = next(c for (c,) in workbook[FEEDBACK_SHEET]["E9:E22"] if c.value == HOSTILE)
    cells = (workbook[PROJECTS]["N5"], workbook[APPENDIX]["A2"], value)
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert value.quotePrefix


def test_the_copy_reads_as_the_original(copy: Path, messy: FileCheck) -> None:
    before, after = read(messy.path), read(copy)
    assert (after.rows, after.cover) == (before.rows, before.cover)
    assert places(after.issues) == [p for p in places(before.issues) if p[2] not in HIDDEN]
    assert [sheet.fates for sheet in after.sheets] == [sheet.fates for sheet in before.sheets]


def test_what_was_mended_is_told_no_more(copy: Path, tmp_path: Path, kc_project: Project) -> None:
    loaded = load(copy)
    loaded.workbook[PROJECTS]["N5"] = "Ngừng"
    loaded.workbook[CLASSES]["I4"] = 14
    loaded.workbook[SUPPORTS]["H4"] = 10
    totals = {PROJECTS: {"L8": 30}, CLASSES: {"H6": 60, "I6": 26}, SUPPORTS: {"H6": 20}}
    formulas = {name: {**loaded.values.get(name, {}), **new} for name, new in totals.items()}
    mended = tmp_path / "061 mended.xlsx"
    modified = loaded.workbook.properties.modified
    assert modified is not None
    save(loaded.workbook, mended, modified=modified, values=formulas)
    (check,) = check_files(kc_project, [mended])
    assert [p for p in places(check.findings) if p[2] != "projects.accepted_on_missing"] == [
        (PROJECTS, "L4", "projects.spent_beyond_plan"),
        (PROJECTS, "J5", "place.unknown"),
        (PROJECTS, "L6", "required.ambiguous_number"),
        (CLASSES, "I4", "cell.remark"),
        (CLASSES, "F5", "date.no_day"),
        (SUPPORTS, "H4", "support.ceiling_not_checked"),
        (SUPPORTS, "B5", "detail.project_unknown"),
        (APPENDIX, None, "sheet.unknown"),
    ]
    third = annotate(mended, check.findings, tmp_path / feedback_name(mended))
    workbook = load_workbook(third)
    assert [n for n in workbook.sheetnames if n.startswith(FEEDBACK_SHEET)] == [FEEDBACK_SHEET]
    cell = workbook[CLASSES]["I4"]
    assert cell.comment is not None
    assert (cell.comment.text, cell.fill.fgColor.rgb) == (BY_PHONE, YELLOW)


def test_annotating_with_nothing_takes_every_mark_off(
    copy: Path, tmp_path: Path, messy: FileCheck
) -> None:
    clean = load_workbook(annotate(copy, (), tmp_path / "clean.xlsx"))
    assert looks(clean) == looks(load_workbook(messy.path))
    assert clean[FEEDBACK_SHEET]["A3"].value == "Không có góp ý nào: báo cáo đạt yêu cầu kiểm tra."


@pytest.mark.parametrize("ending", [".xls", ".ods", ""])
def test_other_kinds_become_a_workbook_with_the_same_cells(
    ending: str, tmp_path: Path, messy: FileCheck
) -> None:
    original = write_messy(tmp_path, ending)
    target = tmp_path / "copies" / feedback_name(original)
    copy = annotate(original, messy.findings, target)
    before, after = read(original), read(copy)
    assert copy.name == "061_BaBe_2017 - góp ý.xlsx"
    assert values(after) == values(before)
    assert [(row.sheet, row.row_no) for row in after.rows] == [
        (row.sheet, row.row_no) for row in before.rows
    ]
    assert places(after.issues) == places(before.issues)
    cell = load_workbook(copy)[PROJECTS]["N5"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == (HOSTILE, "s", f"FF{ERROR}")
    assert cell.comment is not None


def test_a_file_that_cannot_be_opened_gets_the_list_alone(tmp_path: Path) -> None:
    broken = tmp_path / "061_BaBe_2017.xlsx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    found = [finding(None, None, "Tệp bị hỏng.")]
    copy = annotate(broken, found, tmp_path / feedback_name(broken))
    workbook = load_workbook(copy)
    assert workbook.sheetnames == [FEEDBACK_SHEET]
    assert [c.value for c in workbook.worksheets[0][9]] == [
        1,
        "Lỗi",
        "(cả tệp)",
        None,
        None,
        "Tệp bị hỏng.",
    ]
    assert workbook.worksheets[0]["A3"].value == (
        "Không mở được tệp đã gửi nên bản này chỉ có danh sách góp ý. Đề nghị sửa hoặc lập lại tệp "
        "gốc rồi gửi lại; không gửi lại bản này."
    )


def test_several_findings_at_merged_cells_share_one_comment(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "It's"
    workbook.worksheets[0]["B2"] = "chung"
    workbook.worksheets[0].merge_cells("B2:C3")
    path = tmp_path / "merged.xlsx"
    workbook.save(path)
    found = [
        finding("It's", "C3", "Nên xem lại.", severity=Severity.NOTICE),
        finding("It's", "B2", "Không được."),
        finding("It's", None, "Cả dòng.", row_no=3),
        finding(None, None, "\x01Cả tệp _x0041_."),
    ]
    after = load_workbook(annotate(path, found, tmp_path / "copy.xlsx"))
    cell = after["It's"]["B2"]
    assert cell.comment is not None
    assert cell.comment.text == "Hệ thống kiểm tra:\nLỖI: Không được.\nLƯU Ý: Nên xem lại."
    assert cell.fill.fgColor.rgb == f"FF{ERROR}"
    rows = after[FEEDBACK_SHEET].iter_rows(min_row=9)
    assert [(r[3].value, r[3].hyperlink and r[3].hyperlink.location, r[5].value) for r in rows] == [
        ("C3", "'It''s'!B2", "Nên xem lại."),
        ("B2", "'It''s'!B2", "Không được."),
        ("dòng 3", "'It''s'!A3", "Cả dòng."),
        (None, None, "Cả tệp _x005F_x0041_."),
    ]


def test_a_sheet_of_ours_by_name_only_is_the_clerks(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = FEEDBACK_SHEET
    workbook.worksheets[0]["A1"] = "Góp ý của huyện"
    workbook.save(tmp_path / "a.xlsx")
    after = load_workbook(annotate(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx"))
    assert {sheet.title: sheet["A1"].value for sheet in after} == {
        "Góp ý1": TITLE,
        FEEDBACK_SHEET: "Góp ý của huyện",
    }


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "061_2017 - góp ý.xlsx"
    write_workbook(report("061", 2017, project("ĐP-2017-01")), path)
    before = path.read_bytes()
    with pytest.raises(UsageError):
        annotate(path, [], tmp_path / feedback_name(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("061_BaBe_2017.xlsx", "061_BaBe_2017 - góp ý.xlsx"),
        ("061.v2.XLSM", "061.v2 - góp ý.xlsx"),
        ("062 Ngan Son 2017", "062 Ngan Son 2017 - góp ý.xlsx"),
        ("065 KC. 2017", "065 KC. 2017 - góp ý.xlsx"),
        ("061_BaBe_2017 - góp ý.xlsx", "061_BaBe_2017 - góp ý.xlsx"),
        ('061 <b>|"x"\x1b\n.xlsx', "061 _b___x___ - góp ý.xlsx"),
    ],
)
def test_names_of_copies(name: str, expected: str) -> None:
    assert feedback_name(Path("2017") / name) == expected
