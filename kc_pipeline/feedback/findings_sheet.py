"""The sheet ``Góp ý`` in front of an annotated copy: every finding, with a link to its cell.

It is for the clerk to read and print; nothing of it is ever read back as data.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kc_pipeline.feedback.as_seen import as_seen
from kc_pipeline.feedback.cell_marks import Sheets, address_of, first_of_merge
from kc_pipeline.feedback.cell_text import cell_at, put_text
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.feedback.severity_look import fill_of
from kc_pipeline.feedback.severity_words import MEANINGS, WORDS
from kc_pipeline.intake.own_sheets import FEEDBACK_SHEET, is_own_sheet
from kc_pipeline.rules.finding import Finding, Severity

TITLE = "GÓP Ý CỦA HỆ THỐNG KIỂM TRA BÁO CÁO"
"""The first cell, by which the sheet is known for ours whatever it is called."""

_WHAT_TO_DO = (
    "Đề nghị sửa trực tiếp trong tệp này, tại các ô được tô màu (di chuột vào ô để xem ghi chú), "
    "rồi lưu và gửi lại. Trang tính này và các ghi chú không được tính là số liệu của báo cáo."
)
_NOTHING = "Không có góp ý nào: báo cáo đạt yêu cầu kiểm tra."
_UNOPENED = (
    "Không mở được tệp đã gửi nên bản này chỉ có danh sách góp ý. Đề nghị sửa hoặc lập lại tệp gốc "
    "rồi gửi lại; không gửi lại bản này."
)
_HEADINGS = ("STT", "Mức", "Trang tính", "Ô", "Giá trị đang ghi", "Nội dung góp ý")
_WIDTHS = (6, 13, 26, 9, 30, 88)
_LAST = "F"
_WHOLE_FILE = "(cả tệp)"
_WHOLE_SHEET = "(cả trang)"
_VALUE_SHOWN = 200
_POINTS_A_LINE = 15.5
_TEXT_FONT = "Times New Roman"

_THIN = Side(style="thin", color="FF808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)
_HEADED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def remove_own_sheets(workbook: Workbook) -> None:
    """Take out the lists of findings that an earlier copy brought along."""
    for sheet in list(workbook.worksheets):
        if is_own_sheet(sheet.title) and sheet["A1"].value == TITLE:
            workbook.remove(sheet)


def add_findings_sheet(
    workbook: Workbook,
    file_name: str,
    findings: Sequence[Finding],
    sheets: Sheets,
    *,
    is_opened: bool = True,
) -> None:
    """Put the list first and show it when the workbook is opened."""
    sheet = workbook.create_sheet(FEEDBACK_SHEET, 0)
    heading = _write_top(sheet, file_name, findings, is_opened=is_opened)
    for column, text in enumerate(_HEADINGS, start=1):
        cell = cell_at(sheet, heading, column)
        put_text(cell, text)
        cell.font, cell.border, cell.alignment = _font(bold=True), _BOX, _HEADED
    for number, finding in enumerate(findings, start=1):
        _write_finding(sheet, heading + number, number, finding, sheets)
    _set_up(sheet, heading)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0


def _write_top(
    sheet: Worksheet, file_name: str, findings: Sequence[Finding], *, is_opened: bool
) -> int:
    """Title, file, counts and what to do; the row of the list's heading."""
    _line(sheet, 1, TITLE, _font(bold=True, size=14), height=22)
    _line(sheet, 2, f"Tệp: {file_name}", _font(bold=True), height=18)
    to_do = _WHAT_TO_DO if is_opened else _UNOPENED
    _line(sheet, 3, to_do if findings else _NOTHING, _font(italic=True), height=34)
    row = 4
    counts = Counter(finding.severity for finding in findings)
    for severity in Severity:
        name, count = cell_at(sheet, row, 2), cell_at(sheet, row, 3)
        put_text(name, WORDS[severity])
        name.fill, name.border, name.font = fill_of(severity), _BOX, _font(bold=True)
        name.alignment = _CENTRED
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=6)
        put_text(count, f"{counts[severity]} góp ý – {MEANINGS[severity]}")
        count.font = _font()
        row += 1
    return row + 1


def _line(sheet: Worksheet, row: int, text: str, font: Font, *, height: float) -> None:
    sheet.merge_cells(f"A{row}:{_LAST}{row}")
    cell = cell_at(sheet, row, 1)
    put_text(cell, text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[row].height = height


def _write_finding(
    sheet: Worksheet, row: int, number: int, finding: Finding, sheets: Sheets
) -> None:
    value = _value(finding, sheets)
    shown = value if len(value) <= _VALUE_SHOWN else value[:_VALUE_SHOWN].rstrip() + "…"
    whole = _WHOLE_SHEET if finding.sheet else ""
    texts = (
        str(number),
        WORDS[finding.severity],
        finding.sheet or _WHOLE_FILE,
        finding.cell or (f"dòng {finding.row_no}" if finding.row_no else whole),
        shown,
        finding.message_vi,
    )
    for column, text in enumerate(texts, start=1):
        cell = cell_at(sheet, row, column)
        put_text(cell, text)
        cell.font, cell.border, cell.alignment = _font(), _BOX, _WRAPPED
    cell_at(sheet, row, 1).value = number
    for column in (1, 2, 4):
        cell_at(sheet, row, column).alignment = _CENTRED
    cell_at(sheet, row, 2).fill = fill_of(finding.severity)
    target = _target(finding, sheets)
    if target is not None:
        link = cell_at(sheet, row, 4)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=target)
        link.font = Font(name=_TEXT_FONT, size=11, color="FF0563C1", underline="single")
    lines = max(
        sum(-(-max(len(part), 1) // int(width * 1.15)) for part in text.split("\n"))
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    sheet.row_dimensions[row].height = min(lines * _POINTS_A_LINE + 3, 400)


def _value(finding: Finding, sheets: Sheets) -> str:
    """What stands in the cell, as the clerk sees it."""
    sheet, place = sheets.get(finding.sheet or ""), address_of(finding)
    held = sheet[place].value if sheet is not None and place else None
    return as_seen(held, finding.value or "")


def _target(finding: Finding, sheets: Mapping[str, Worksheet]) -> str | None:
    """Where the link leads: the cell, the row, or the top of the sheet."""
    sheet = sheets.get(finding.sheet or "")
    if sheet is None:
        return None
    place = address_of(finding) or f"A{finding.row_no or 1}"
    quoted = sheet.title.replace("'", "''")
    return f"'{quoted}'!{first_of_merge(sheet, place)}"


def _set_up(sheet: Worksheet, heading: int) -> None:
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, repeated_rows=f"{heading}:{heading}")


def _font(*, bold: bool = False, italic: bool = False, size: float = 11) -> Font:
    return Font(name=_TEXT_FONT, size=size, bold=bold, italic=italic)
