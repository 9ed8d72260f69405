"""The sheet ``Hướng dẫn`` in front of a template: how to fill it in, on one page."""

from openpyxl.styles import Alignment
from openpyxl.workbook.workbook import Workbook

from kc_pipeline.feedback.cell_text import cell_at, put_text
from kc_pipeline.feedback.form_wording import FormWording
from kc_pipeline.feedback.page import set_up_page
from kc_pipeline.feedback.template_look import font, look_like_subtitle, look_like_title
from kc_pipeline.feedback.template_table import INPUT_ROWS
from kc_pipeline.intake.own_sheets import GUIDE_SHEET, LISTS_SHEET

_TITLE = "HƯỚNG DẪN LẬP BÁO CÁO"
_WIDTH = 96
_POINTS_A_LINE = 16
_STEPS = """
Ghi trang “{cover}” trước: ngày báo cáo, người lập biểu, kế hoạch kinh phí được giao, số cán bộ và
cộng tác viên khuyến công. Tên, mã đơn vị và năm báo cáo đã ghi sẵn, đề nghị không sửa.

Mỗi đề án ghi một dòng ở trang “{projects}”. Mã đề án là duy nhất trong toàn tỉnh và phải ghi giống
nhau ở tất cả các biểu.

Các biểu còn lại ghi chi tiết của từng đề án. Biểu nào không phát sinh thì để trống, không xóa trang
tính.

Cột có dấu * là cột bắt buộc. Chọn vào ô để xem hướng dẫn của cột; ô có mũi tên thì chọn giá trị
trong danh sách (đầy đủ ở trang “{lists}”).

Số tiền ghi theo đơn vị tính {unit}, ví dụ 195,88. Ngày ghi đủ ngày/tháng/năm. Ô không có số liệu
thì để trống.

Dòng “Tổng số” tự tính, không ghi đè. Mỗi biểu có {rows} dòng để ghi; không chèn dòng, cột, không
sửa tên cột và tên trang tính.

Báo cáo bổ sung, điều chỉnh: ghi “Lần báo cáo” là 2, 3… và gửi lại toàn bộ báo cáo, không chỉ phần
thay đổi.

Trang này và trang “{lists}” không phải số liệu báo cáo. Các trang được khóa không có mật khẩu, chỉ
để tránh sửa nhầm.
"""


def add_guide_sheet(
    workbook: Workbook, wording: FormWording, *, money_unit: str, subtitle: str
) -> None:
    """Put the guide first; the workbook opens with it."""
    sheet = workbook.create_sheet(GUIDE_SHEET, 0)
    for row, text in ((1, _TITLE), (2, subtitle)):
        put_text(cell_at(sheet, row, 1), text)
        (look_like_title if row == 1 else look_like_subtitle)(cell_at(sheet, row, 1))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    sheet.row_dimensions[1].height = 28
    steps = _STEPS.format(
        cover=wording.cover_sheet,
        projects=next(iter(wording.sheets.values())),
        lists=LISTS_SHEET,
        unit=money_unit,
        rows=INPUT_ROWS,
    )
    for number, step in enumerate(steps.strip().split("\n\n"), start=1):
        row, text = number + 3, " ".join(step.split())
        cell_at(sheet, row, 1).value = number
        put_text(cell_at(sheet, row, 2), text)
        for column in (1, 2):
            cell = cell_at(sheet, row, column)
            cell.font = font(size=12, bold=column == 1)
            cell.alignment = Alignment(
                horizontal="center" if column == 1 else None, vertical="top", wrap_text=True
            )
        sheet.row_dimensions[row].height = (-(-len(text) // (_WIDTH - 8))) * _POINTS_A_LINE + 8
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 6, _WIDTH
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    set_up_page(sheet)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0
