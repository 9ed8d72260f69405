"""The first sheet: which report this is, and what is on the other sheets."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from kc_pipeline.report.excel.looks import Looks
from kc_pipeline.report.excel.source_sheet import NAME
from kc_pipeline.report.model import Annex, Report, Table

CONTENTS = "Mục lục"

_WIDTHS = (14, 16, 56, 66)
_ABOUT = (
    "Số tiền tính bằng triệu đồng. Các ô tổng cộng là công thức; bấm vào một số để tới các ô của "
    f"báo cáo đơn vị đã tạo nên số đó (trang “{NAME}”)."
)


def write_contents(
    sheet: Worksheet, report: Report, listed: Sequence[tuple[str, Annex, Table]], looks: Looks
) -> None:
    """The letterhead in short, then a line a sheet that leads to it."""
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    head = report.letterhead
    title = f"PHỤ LỤC {report.title}"
    lines = (
        (f"{head.superior} - {head.issuer}", "caption"),
        (f"{head.number_line} - {head.date_line}", "note"),
        (title, "title"),
        (" ".join(report.subject.splitlines()), "title"),
        (_ABOUT, "note"),
    )
    for row_at, (text, kind) in enumerate(lines):
        sheet.write_string(row_at, 0, text, looks.of(kind))
    heading_row = len(lines) + 1
    for at, text in enumerate(("Trang", "Phụ lục", "Tên phụ lục", "Bảng")):
        sheet.write_string(heading_row, at, text, looks.of("heading"))
    for row_at, (name, annex, table) in enumerate(listed, start=heading_row + 1):
        sheet.write_url(row_at, 0, f"internal:'{name}'!A1", looks.of("link"), name)
        for at, text in enumerate((annex.label, annex.title, table.caption), start=1):
            sheet.write_string(row_at, at, text, looks.of("text"))
    last = heading_row + 1 + len(listed)
    sheet.write_url(last, 0, f"internal:'{NAME}'!A1", looks.of("link"), NAME)
    for at, text in enumerate(("", "Nguồn của từng số liệu", "Tệp, biểu, ô và phần đóng góp"), 1):
        sheet.write_string(last, at, text, looks.of("text"))
