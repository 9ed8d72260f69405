"""The look of KC-2014: agency and motto, facts above each table, group rows, money in đồng."""

from collections.abc import Sequence

from tools.sample_phase import sheets as look
from tools.sample_phase.cell_values import DONG
from tools.sample_phase.cover import (
    agency,
    identity,
    in_one_cell,
    particulars,
    place_and_date,
    reported_on,
)
from tools.sample_phase.sheets import Sheet
from tools.sample_phase.submission import Habit, Row, Submission, Value
from tools.sample_phase.table_body import Body, Data, Group, Line, Sum, columns_for, loose, place
from tools.sample_phase.tables import DETAILS, PROJECTS, Column, Table
from tools.sample_phase.wording import CONTENTS, FUNDING_GROUPS

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
    top = _above(sheet, submission, table, columns)
    body = Body(
        columns,
        tuple(_heading(column, i, submission) for i, column in enumerate(columns)),
        tuple(_lines(submission, table)),
        DONG,
        submission,
        two_row_heading=any(column.over for column in columns),
        column_numbers=True,
    )
    below = place(sheet, top, body)
    if submission.has(Habit.NOTES_BELOW):
        for i, note in enumerate(NOTES):
            sheet.put(below + i, 0, note, look.NOTE)
        below += len(NOTES)
    _signatures(sheet, below + 1, submission, len(columns))
    return sheet


def _heading(column: Column, position: int, submission: Submission) -> str:
    if submission.has(Habit.LOOSE_HEADINGS):
        return loose(column.heading_2014, position, column, DONG)
    return column.heading_2014


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
        sheet.put(row, last, f"Đơn vị tính: {DONG.name}", look.UNIT_LINE)
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
        facts += particulars(submission, DONG)[:2] + particulars(submission, DONG)[3:]
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
    lines: list[Line] = []
    if table is PROJECTS:
        lines = _grouped(rows)
    else:
        lines = [Data(i, row) for i, row in enumerate(rows, start=1)]
    if not rows or not any(column.summed for column in table.columns):
        return lines
    if submission.has(Habit.TOTAL_FIRST):
        return [Sum("Tổng số", rows), *lines]
    lines.append(Sum("Tổng cộng", rows))
    if table is PROJECTS and submission.has(Habit.OF_WHICH):
        national = tuple(row for row in rows if row.get("funding") == "national")
        lines.append(Sum("Trong đó: khuyến công quốc gia", national, of_which=True))
    return lines


def _grouped(rows: Sequence[Row]) -> list[Line]:
    """Rows under their source of funding and content, a subtotal below each content."""
    lines: list[Line] = []
    for mark, label in FUNDING_GROUPS:
        of_source = [row for row in rows if _source(row) == mark]
        if not of_source:
            continue
        lines.append(Group(mark, label))
        for content_no in sorted({row.get("content_no") for row in of_source}, key=str):
            group = [row for row in of_source if row.get("content_no") == content_no]
            if content_no is not None:
                lines.append(Group(f"{content_no}.", _content(content_no)))
            lines += [Data(i, row) for i, row in enumerate(group, start=1)]
            lines.append(Sum("Cộng", tuple(group)))
    return lines


def _content(content_no: Value) -> str:
    known = CONTENTS.get(content_no) if isinstance(content_no, int) else None
    return known or "Nội dung khác"


def _source(row: Row) -> str:
    if row.get("delivery") == "partner" or row.get("funding") == "other":
        return "III"
    return "I" if row.get("funding") == "national" else "II"


def _signatures(sheet: Sheet, row: int, submission: Submission, columns: int) -> None:
    left, right = min(2, columns // 2 - 1), max(columns - 3, columns // 2)
    rest = columns - 1 - right
    sheet.merge(row, right, place_and_date(submission), look.SUBTITLE, across=rest)
    sheet.merge(row + 1, 0, "NGƯỜI LẬP BIỂU", look.AGENCY_BOLD, across=left)
    sheet.merge(row + 1, right, "THỦ TRƯỞNG ĐƠN VỊ", look.AGENCY_BOLD, across=rest)
    sheet.merge(row + 2, 0, "(Ký, ghi rõ họ tên)", look.SUBTITLE, across=left)
    sheet.merge(row + 2, right, "(Ký, đóng dấu)", look.SUBTITLE, across=rest)
    if submission.prepared_by:
        sheet.merge(row + 6, 0, submission.prepared_by, look.SIGNATURE, across=left)
