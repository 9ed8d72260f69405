"""The pictures of the clerk's guide: a blank template and an annotated copy, as a clerk sees them.

The product makes both files, LibreOffice draws them, poppler and ImageMagick cut them out. Run by
``make pictures`` where these programs are installed; the pictures are committed.
"""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kc_pipeline.feedback.annotating import annotate, feedback_name
from kc_pipeline.feedback.checking import check_files
from kc_pipeline.feedback.template import write_project_template
from kc_pipeline.paths import locate
from tools.drawn_pages import Cut, cut_out, need, page_of, pdf_of
from tools.sample_phase.submission import Submission
from tools.sample_phase.workbooks import write_workbook

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page of a workbook's print, cut to what stands on it."""

    name: str
    workbook: Path
    page: int


def main() -> None:
    """Draw every picture anew."""
    need("soffice", "pdftoppm", "convert")
    with tempfile.TemporaryDirectory() as folder:
        for picture in _pictures(Path(folder)):
            _draw(picture, Path(folder))


def _pictures(folder: Path) -> list[_Picture]:
    project = locate()
    template = folder / "061_2019.xlsx"
    write_project_template(project, year=2019, unit_code="061", target=template)
    sent = folder / "061_BaBe_2017.xlsx"
    write_workbook(_faulty(), sent)
    (checked,) = check_files(project, [sent])
    copy = annotate(sent, checked.findings, folder / feedback_name(sent))
    return [
        _Picture("mau-bieu-01", template, 3),
        _Picture("gop-y-danh-sach", copy, 1),
        _Picture("gop-y-bieu-01", copy, 3),
    ]


def _faulty() -> Submission:
    """An invented report with a few of the faults that clerks make."""
    usual = {"content_no": 3, "activity": "machinery", "funding": "local", "delivery": "own"}
    usual |= {"status": "completed", "approved_on": date(2017, 3, 1)}
    course = {**usual, "content_no": 2, "activity": "startup_training"}
    projects = (
        {**usual, "project_code": "ĐP-2017-01", "title": "Hỗ trợ máy xay xát gạo",
         "commune": "xã Khang Ninh", "planned_vnd": 50 * _MILLION, "spent_vnd": 50 * _MILLION,
         "accepted_on": date(2017, 11, 20)},
        {**usual, "project_code": "ĐP-2017-02", "title": "Hỗ trợ máy sấy miến dong",
         "commune": "xã Địa Linh", "planned_vnd": 60 * _MILLION, "spent_vnd": "1,140",
         "accepted_on": date(2017, 12, 5)},
        {**course, "project_code": "ĐP-2017-03", "title": "Đào tạo khởi sự doanh nghiệp",
         "commune": "xã Khang Ninh", "planned_vnd": 35 * _MILLION, "spent_vnd": 35 * _MILLION},
    )  # fmt: skip
    classes = (
        {"project_code": "ĐP-2017-03", "class_name": "Lớp khởi sự", "trainees": 30, "women": 41,
         "starts_on": "Quý II/2017"},
    )  # fmt: skip
    return Submission(
        unit_code="061",
        unit="Huyện Ba Bể",
        year=2017,
        reported_on=date(2017, 12, 25),
        tables={"projects": projects, "training_classes": classes},
        remark=None,
    )


def _draw(picture: _Picture, folder: Path) -> None:
    """Print the workbook, take the page, leave out the white around it."""
    drawn = page_of(pdf_of(picture.workbook, folder), picture.page, folder)
    cut_out(drawn, picture.name, Cut(foot=120))


if __name__ == "__main__":
    main()
