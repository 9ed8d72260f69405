"""A report with a bit of everything that is wrong in it, as a clerk's workbook."""

from datetime import datetime
from pathlib import Path

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from kc_pipeline.feedback.loaded_workbook import load
from kc_pipeline.feedback.packing import save
from tests.small_phase import project, report, startup
from tools.sample_phase.submission import Habit
from tools.sample_phase.workbooks import write_workbook

PROJECTS = "Biểu 01 - Đề án"
CLASSES = "Biểu 02 - Lớp học"
SUPPORTS = "Biểu 03 - Mô hình, máy móc"
APPENDIX = "Phụ lục 'A' cũ"
YELLOW = "FFFFFF00"
HOSTILE = '=HYPERLINK("http://x";"y")'
BY_PHONE = "Số này anh Hùng báo qua điện thoại"

_CLASS = {"project_code": "ĐP-2017-04", "class_name": "Lớp khởi sự", "trainees": 30}


def write_messy(folder: Path, ending: str = ".xlsx") -> Path:
    """The file of Ba Bể for 2017; in an .xlsx also everything openpyxl can put into one."""
    submission = report(
        "061",
        2017,
        project("ĐP-2017-01", planned_vnd=5_000_000, commune="Xã Khang Ninh"),
        project("ĐP-2017-02", status=HOSTILE, commune="Xã Không Có"),
        project("ĐP-2017-03", spent_vnd="1,140", title="+84 sản phẩm"),
        startup("ĐP-2017-04"),
        training_classes=(
            {**_CLASS, "women": 41},
            {**_CLASS, "women": 12, "starts_on": "Quý II/2017"},
        ),
        technology_supports=(
            {"project_code": "ĐP-2017-01", "establishment": "HTX Lũy", "support_vnd": -5_000_000},
            {"project_code": "ĐP-2017-99", "establishment": "HTX Hoan", "support_vnd": 10_000_000},
        ),
        habits=frozenset({Habit.FORMULAS}),
    )
    path = folder / f"061_BaBe_2017{ending}"
    write_workbook(submission, path)
    if ending == ".xlsx":
        loaded = load(path)
        _add_the_rest(loaded.workbook)
        save(loaded.workbook, path, modified=datetime(2018, 1, 2), values=loaded.values)  # noqa: DTZ001
    return path


def _add_the_rest(workbook: Workbook) -> None:
    classes = workbook[CLASSES]
    classes["I4"].comment = Comment(BY_PHONE, "Nguyễn Thị Hoa")
    classes["I4"].fill = PatternFill("solid", fgColor=YELLOW)
    classes["C4"].fill = PatternFill("solid", fgColor=YELLOW)
    classes.protection.sheet = True
    classes.row_dimensions[5].hidden = True
    classes["C5"] = CellRichText("Lớp ", TextBlock(InlineFont(b=True), "khởi sự"))
    workbook[SUPPORTS].sheet_state = "hidden"
    workbook[SUPPORTS].merge_cells("B5:B6")
    projects = workbook[PROJECTS]
    choices = DataValidation(type="list", formula1='"Hoàn thành,Ngừng"')
    choices.add("N4:N20")
    projects.add_data_validation(choices)
    red = CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill(bgColor="FFFF0000"))
    projects.conditional_formatting.add("L4:L9", red)
    appendix = workbook.create_sheet(APPENDIX)
    appendix["A1"] = "Danh sách đề nghị"
    appendix["A2"] = "=1+1"
    appendix["A2"].data_type = "s"
