"""Text in cells stays text; our names and marks are known again."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from kc_pipeline.feedback.as_seen import as_seen
from kc_pipeline.feedback.cell_comments import remove_own_comment
from kc_pipeline.feedback.cell_text import LONGEST, cell_at, put_text, storable
from kc_pipeline.feedback.packing import FormulaValue, save
from kc_pipeline.feedback.rebuilt_workbook import rebuild
from kc_pipeline.feedback.severity_look import is_marked, mark, unmark
from kc_pipeline.intake import grid
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.own_sheets import is_own_sheet
from kc_pipeline.rules.finding import Severity

ANY_DAY = datetime(2018, 1, 2)  # noqa: DTZ001  # file formats keep no zone
TEXTS = [
    "=1+1",
    "+84",
    "-",
    "@a",
    " =x",
    "12",
    "1/2/2017",
    "TRUE",
    "#REF!",
    "_x0041_",
    "a\nb",
    "&<>",
]


def test_texts_come_back_as_they_were(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row, text in enumerate(TEXTS, start=1):
        put_text(cell_at(sheet, row, 1), text)
    save(workbook, tmp_path / "a.xlsx", modified=ANY_DAY)
    (read,) = open_submission(tmp_path / "a.xlsx").sheets
    assert [cells[1] for cells in read.rows.values()] == TEXTS
    assert (dict(read.flawed), dict(read.formulas)) == ({}, {})
    quoted = [sheet.cell(row, 1).quotePrefix for row in range(1, len(TEXTS) + 1)]
    assert [text for text, is_quoted in zip(TEXTS, quoted, strict=True) if is_quoted] == TEXTS[:5]


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert storable("a\x00\x0b\ud800\uffff\tb\r\nc") == "a\tb\nc"
    assert len(storable("x" * 40_000)) == LONGEST


@pytest.mark.parametrize(
    "value",
    [1.5, -3, True, False, "x < y", "#DIV/0!", datetime(2017, 5, 4, 12)],  # noqa: DTZ001
)
def test_formulas_are_saved_with_their_values(tmp_path: Path, value: FormulaValue) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["B2"] = '=IF(A1<2,"a","b")'
    if isinstance(value, datetime):
        workbook.worksheets[0]["B2"].number_format = "dd/mm/yyyy"
    target = tmp_path / "new" / "a.xlsx"
    save(workbook, target, modified=ANY_DAY, values={"Sheet": {"B2": value}})
    assert load_workbook(target, data_only=True).worksheets[0]["B2"].value == value
    assert load_workbook(target).worksheets[0]["B2"].value == '=IF(A1<2,"a","b")'
    assert [path.name for path in target.parent.iterdir()] == ["a.xlsx"]


def test_values_of_a_rebuilt_workbook_are_those_of_the_cells(tmp_path: Path) -> None:
    cells: dict[int, grid.CellValue] = {
        1: "=a",
        2: 10**17,
        3: 0.1,
        4: True,
        5: date(2017, 5, 4),
        6: date(1899, 1, 2),
        7: 12,
    }
    flawed = {
        (3, 1): grid.FlawedCell(grid.CellProblem.ERROR_VALUE, "#REF!"),
        (3, 2): grid.FlawedCell(grid.CellProblem.ERROR_VALUE, "Err:502"),
        (3, 3): grid.FlawedCell(grid.CellProblem.FORMULA_WITHOUT_VALUE, "=A1"),
    }
    sheets = (
        grid.Sheet("a/b", {2: cells}, flawed=flawed, merges=((5, 1, 6, 2),), hidden=True),
        grid.Sheet("a:b", {4: {2: "x"}}, hidden_rows=frozenset({4}), hidden_columns=frozenset({2})),
    )
    workbook, named = rebuild(grid.Workbook(sheets, "ods"))
    save(workbook, tmp_path / "a.xlsx", modified=ANY_DAY)
    first, second = open_submission(tmp_path / "a.xlsx").sheets
    assert {name: sheet.title for name, sheet in named.items()} == {"a/b": "a b", "a:b": "a b1"}
    assert dict(first.rows[2]) == cells | {2: str(10**17), 6: "02/01/1899"}
    assert dict(first.rows[3]) == {2: "Err:502", 3: "=A1"}
    assert dict(first.flawed) == {(3, 1): flawed[3, 1]}
    assert (first.merges, first.hidden) == (((5, 1, 6, 2),), True)
    assert (second.hidden_rows, second.hidden_columns) == (frozenset({4}), frozenset({2}))


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("Góp ý", True),
        ("GÓP Ý (2)", True),
        ("Góp ý1", True),
        ("Hướng dẫn", True),
        ("Danh mục", True),
        ("Góp ý của huyện", False),
        ("Danh mục đề án", False),
    ],
)
def test_sheets_of_ours_are_known_by_name(name: str, is_ours: bool) -> None:  # noqa: FBT001
    assert is_own_sheet(name) == is_ours


@pytest.mark.parametrize(
    "fill",
    [
        PatternFill(),
        PatternFill("solid", fgColor="FF00B050"),
        PatternFill("solid", fgColor=Color(theme=4)),
    ],
)
def test_a_mark_taken_off_gives_the_colour_back(fill: PatternFill) -> None:
    cell = cell_at(Workbook().worksheets[0], 1, 1)
    cell.fill = fill
    mark(cell, Severity.NOTICE)
    mark(cell, Severity.ERROR)
    assert is_marked(cell)
    unmark(cell)
    assert (cell.fill.fill_type, cell.fill.fgColor) == (fill.fill_type, fill.fgColor)


def test_a_second_colour_that_libreoffice_made_up_is_none() -> None:
    cell = cell_at(Workbook().worksheets[0], 1, 1)
    cell.fill = PatternFill("solid", fgColor="FFE0703B", bgColor="FFFF8080")
    unmark(cell)
    assert cell.fill.fill_type is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hệ thống kiểm tra:\nLỖI: a.\nLƯU Ý: b.", None),
        ("của tôi\n\nHệ thống kiểm tra:\nLỖI: a.", "của tôi"),
        ("Hệ thống kiểm tra:\nCẢNH BÁO: a.\nđã sửa", "đã sửa"),
        ("LỖI: của tôi", "LỖI: của tôi"),
    ],
)
def test_only_our_part_of_a_comment_goes(text: str, kept: str | None) -> None:
    cell = cell_at(Workbook().worksheets[0], 1, 1)
    cell.comment = Comment(text, " ")
    remove_own_comment(cell)
    assert (cell.comment.text if cell.comment else None) == kept


def test_a_number_is_shown_with_a_comma_and_a_text_as_it_was_typed() -> None:
    assert as_seen(159.8, "159.8") == "159,8"
    assert as_seen("159.8", "159.8") == "159.8"
    assert as_seen(None, "1.140") == "1.140"
