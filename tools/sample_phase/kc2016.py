"""The look of KC-2016: a cover sheet, one column per attribute, money in triệu đồng."""

from tools.sample_phase import sheets as look
from tools.sample_phase.amounts import MILLION, column_unit, sheet_unit
from tools.sample_phase.cover import Fact, identity, particulars, place_and_date
from tools.sample_phase.sheets import Sheet
from tools.sample_phase.signatures import place_signatures
from tools.sample_phase.submission import Habit, Submission
from tools.sample_phase.table_body import (
    Body,
    columns_for,
    height_for,
    loose,
    place,
    place_unit_line,
)
from tools.sample_phase.table_lines import Line, by_source, numbered, with_totals
from tools.sample_phase.tables import DETAILS, PROJECTS, Column, Table

COVER_SHEET = "Thông tin chung"


def sheets(submission: Submission) -> list[Sheet]:
    """The cover, `Biểu 01`, and every other table that has rows (or all of them)."""
    tables = [
        table
        for table in (PROJECTS, *DETAILS)
        if table is PROJECTS
        or submission.tables.get(table.name)
        or submission.has(Habit.EMPTY_TABLES)
    ]
    return [_cover(submission), *(_sheet(submission, table) for table in tables)]


def _cover(submission: Submission) -> Sheet:
    sheet = Sheet(COVER_SHEET, widths={0: 44, 1: 58})
    title = f"Báo cáo kết quả hoạt động khuyến công năm {submission.year}".upper()
    sheet.merge(0, 0, title, look.TITLE, across=1)
    version: list[Fact] = [("Lần báo cáo", submission.version)]
    facts = (
        identity(submission) + version + particulars(submission, sheet_unit(submission, MILLION))
    )
    facts.append(("Ghi chú", submission.remark))
    row = 2
    for label, value in facts:
        if value is None:
            continue
        sheet.put(row, 0, label, look.COVER_CELL)
        sheet.put(row, 1, value, look.COVER_VALUE)
        sheet.heights[row] = height_for([(value, sheet.widths[1])])
        row += 1
    sheet.put(row + 1, 1, place_and_date(submission), look.SUBTITLE)
    sheet.put(row + 2, 0, "NGƯỜI LẬP BIỂU", look.SIGNATURE)
    sheet.put(row + 2, 1, "THỦ TRƯỞNG ĐƠN VỊ", look.SIGNATURE)
    sheet.put(row + 6, 0, submission.prepared_by, look.SIGNATURE)
    return sheet


def _sheet(submission: Submission, table: Table) -> Sheet:
    sheet = Sheet(table.sheets[1])
    columns = columns_for(table.columns, submission)
    last = len(columns) - 1
    title = f"{table.sheets[1].split(' - ')[0]}. {table.title}".upper()
    sheet.merge(0, 0, title, look.TITLE, across=last)
    if any(column.kind == "money" for column in columns):
        place_unit_line(sheet, 1, last, sheet_unit(submission, MILLION), submission)
    body = Body(
        columns,
        tuple(_heading(column, i, submission) for i, column in enumerate(columns)),
        tuple(_lines(submission, table)),
        column_unit(submission, MILLION),
        submission,
        column_numbers=submission.has(Habit.COLUMN_NUMBERS) or submission.has(Habit.COLUMN_LETTERS),
    )
    below = place(sheet, 2, body)
    if submission.has(Habit.NOTES_BELOW):
        sheet.put(below, 0, "Ghi chú: kinh phí tính theo số quyết toán được duyệt.", look.NOTE)
        below += 1
    if submission.has(Habit.SIGNATURES):
        place_signatures(sheet, below + 1, submission, len(columns))
    return sheet


def _heading(column: Column, position: int, submission: Submission) -> str:
    return loose(
        column.heading_2016, position, column, column_unit(submission, MILLION), submission
    )


def _lines(submission: Submission, table: Table) -> list[Line]:
    rows = tuple(submission.tables.get(table.name, ()))
    grouped = table is PROJECTS and submission.has(Habit.SOURCE_GROUPS)
    return with_totals(by_source(rows) if grouped else numbered(rows), rows, submission, table)
