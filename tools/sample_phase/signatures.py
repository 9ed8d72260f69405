"""The signature block under a table: place and date, offices, names."""

from tools.sample_phase import sheets as look
from tools.sample_phase.cover import place_and_date
from tools.sample_phase.sheets import Sheet
from tools.sample_phase.submission import Submission


def place_signatures(sheet: Sheet, row: int, submission: Submission, columns: int) -> None:
    """Draws the block with its first line in that row, under a table of so many columns."""
    left, right = min(2, columns // 2 - 1), max(columns - 3, columns // 2)
    rest = columns - 1 - right
    sheet.merge(row, right, place_and_date(submission), look.SUBTITLE, across=rest)
    sheet.merge(row + 1, 0, "NGƯỜI LẬP BIỂU", look.AGENCY_BOLD, across=left)
    sheet.merge(row + 1, right, "THỦ TRƯỞNG ĐƠN VỊ", look.AGENCY_BOLD, across=rest)
    sheet.merge(row + 2, 0, "(Ký, ghi rõ họ tên)", look.SUBTITLE, across=left)
    sheet.merge(row + 2, right, "(Ký, đóng dấu)", look.SUBTITLE, across=rest)
    if submission.prepared_by:
        sheet.merge(row + 6, 0, submission.prepared_by, look.SIGNATURE, across=left)
