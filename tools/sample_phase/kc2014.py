"""The look of KC-2014: agency and motto, facts above each table, group rows, money in đồng."""

from collections.abc import Sequence

from tools.sample_phase import sheets as look
from tools.sample_phase.amounts import DONG, column_unit, sheet_unit
from tools.sample_phase.cover import (
    agency,
    identity,
    in_one_cell,
    particulars,
    reported_on,
)
from tools.sample_phase.sheets import Sheet
from tools.sample_phase.signatures import place_signatures
from tools.sample_phase.submission import Habit, Submission
from tools.sample_phase.table_body import Body, columns_for, loose, place, place_unit_line
from tools.sample_phase.table_lines import Line, by_source_and_content, numbered, with_totals
from tools.sample_phase.tables import DETAILS, PROJECTS, Column, Table

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
NOTES = (
    "Ghi chú: - Số liệu tính đến ngày 31/12.",
    "               - Kinh phí thực hiện theo quyết toán được duyệt.",
)


def sheets(submission: Submission) -> list[Sheet]:
    """`Biểu 1` and every other table that has rows (or all, if the unit leaves none out)."""
    tables = [
        table
        for table in (PROJECTS, *DETAILS)
        if table is PROJECTS
        or submission.tables.get(table.name)
        or submission.has(Habit.EMPTY_TABLES)
    ]
    return [_sheet(submission, table) for table in tables]


def _sheet(submission: Submission, table: Table) -> Sheet:
    sheet = Sheet(table.sheets[0])
    columns = columns_for([c for c in table.columns if not c.in_groups], submission)
    one_row = submission.has(Habit.ONE_ROW_HEADING)
    top = _above(sheet, submission, table, columns)
    body = Body(
        columns,
        tuple(_heading(column, i, submission) for i, column in enumerate(columns)),
        tuple(_lines(submission, table)),
        column_unit(submission, DONG),
        submission,
        two_row_heading=any(column.over for column in columns) and not one_row,
        column_numbers=True,
    )
    below = place(sheet, top, body)
    if submission.has(Habit.NOTES_BELOW):
        for i, note in enumerate(NOTES):
            sheet.put(below + i, 0, note, look.NOTE)
        below += len(NOTES)
    place_signatures(sheet, below + 1, submission, len(columns))
    return sheet


def _heading(column: Column, position: int, submission: Submission) -> str:
    one_row = column.over and submission.has(Habit.ONE_ROW_HEADING)
    heading = f"{column.over} - {column.heading_2014}" if one_row else column.heading_2014
    return loose(heading, position, column, column_unit(submission, DONG), submission)


def _above(sheet: Sheet, submission: Submission, table: Table, columns: Sequence[Column]) -> int:
    """The block above the table; returns the row of the heading."""
    last = len(columns) - 1
    right = max(3, last - 5)
    superior, office = agency(submission)
    sheet.merge(0, 0, superior, look.AGENCY, across=2)
    sheet.merge(1, 0, office, look.AGENCY_BOLD, across=2)
    sheet.heights[1] = 32.0
    sheet.merge(0, right, MOTTO[0], look.AGENCY_BOLD, across=last - right)
    sheet.merge(1, right, MOTTO[1], look.MOTTO, across=last - right)
    sheet.merge(3, 0, _title(submission, table), look.TITLE, across=last)
    row = 4
    if table is PROJECTS and reported_on(submission):
        attached = f"(Kèm theo Báo cáo số {submission.year % 100 + 7}/BC-KC ngày "
        sheet.merge(row, 0, f"{attached}{reported_on(submission)})", look.SUBTITLE, across=last)
        row += 1
    if submission.remark:
        sheet.merge(row, 0, f"({submission.remark})", look.SUBTITLE, across=last)
        row += 1
    row = _facts(sheet, row + 1, submission, table)
    if any(column.kind == "money" for column in columns):
        place_unit_line(sheet, row, last, sheet_unit(submission, DONG), submission)
        row += 1
    return row


def _title(submission: Submission, table: Table) -> str:
    title = f"{table.sheets[0]}. {table.title} năm {submission.year}".upper()
    if submission.version > 1:
        title += f" (bổ sung, điều chỉnh lần {submission.version})"
    return title


def _facts(sheet: Sheet, row: int, submission: Submission, table: Table) -> int:
    """All facts above the projects, who and when above the rest."""
    facts = identity(submission)
    if table is PROJECTS:
        told = particulars(submission, sheet_unit(submission, DONG))
        facts += told[:2] + told[3:]
    label_column = 2 if table is PROJECTS else 1
    for fact in facts:
        label, value = fact
        if value is None:
            continue
        if submission.has(Habit.FACTS_IN_ONE_CELL):
            sheet.put(row, 1, in_one_cell(fact), look.FACT_LABEL)
        else:
            amount = label.startswith("Kế hoạch")
            sheet.put(row, label_column, label, look.FACT_LABEL)
            style = look.FACT_AMOUNT if amount else look.FACT_VALUE
            sheet.put(row, label_column + 1, value, style)
        row += 1
    return row


def _lines(submission: Submission, table: Table) -> list[Line]:
    rows = tuple(submission.tables.get(table.name, ()))
    lines = by_source_and_content(rows) if table is PROJECTS else numbered(rows)
    return with_totals(lines, rows, submission, table)
