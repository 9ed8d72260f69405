"""The cells around a fault, and what is made of them for a terminal, a program and a mail."""

import io
import json
from html.parser import HTMLParser

from rich.console import Console

from kc_pipeline.feedback.causes import Cause
from kc_pipeline.feedback.check_json import check_json
from kc_pipeline.feedback.check_lines import check_lines
from kc_pipeline.feedback.check_page import check_page
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.excerpt import excerpts
from tests.feedback.messy_report import CLASSES, HOSTILE, PROJECTS


def test_an_excerpt_has_the_heading_the_neighbours_and_the_marked_cell(messy: FileCheck) -> None:
    (shown,) = excerpts(messy, _cause(messy, "required.ambiguous_number"))
    assert (shown.sheet, shown.columns) == (PROJECTS, ("B", "K", "L", "M"))
    assert [
        (row.row_no, row.is_heading, row.follows_gap, row.cells[0].text, row.cells[2].text)
        for row in shown.rows
    ] == [
        (3, True, False, "Mã đề án", "Kinh phí khuyến công thực hiện"),
        (5, False, True, "ĐP-2017-02", "10"),
        (6, False, False, "ĐP-2017-03", "1,140"),
        (7, False, False, "ĐP-2017-04", "10"),
    ]
    assert _marked(messy, "required.ambiguous_number") == [(6, "1,140")]


def test_only_the_first_places_are_shown(messy: FileCheck) -> None:
    assert _marked(messy, "projects.accepted_on_missing") == [(4, ""), (6, ""), (7, "")]
    assert _marked(messy, "projects.accepted_on_missing", places=1) == [(4, "")]


def test_what_concerns_a_whole_sheet_has_no_excerpt(messy: FileCheck) -> None:
    assert list(excerpts(messy, _cause(messy, "sheet.hidden"))) == []


def test_the_terminal_has_every_place_and_a_sign_at_the_cell(messy: FileCheck) -> None:
    console = Console(width=200, file=io.StringIO())
    with console.capture() as captured:
        for part in check_lines(messy):
            console.print(part, markup=False)
    lines = [line.strip() for line in captured.get().splitlines()]
    for finding in messy.findings:
        place = f"{finding.sheet}!{finding.cell}" if finding.cell else f"{finding.sheet}, cả biểu"
        assert any(line.startswith(f"{place}  ") for line in lines), place
    assert f"► {HOSTILE}" in " ".join(lines)
    assert "Lưu ý: Đề án đã hoàn thành nhưng thiếu ngày nghiệm thu (3 chỗ)" in " ".join(lines)
    assert lines[-3:] == [
        "Góp ý: 5 lỗi, 4 cảnh báo, 6 lưu ý.",
        (
            "Đã đọc 19 dòng: 3 dòng số liệu hợp lệ, 5 dòng chưa được tính, "
            "11 dòng tiêu đề, tổng cộng, ghi chú và tương tự."
        ),
        "Báo cáo được tiếp nhận, nhưng 5 dòng chưa được tính vì có lỗi.",
    ]


def test_the_json_document_is_complete(messy: FileCheck) -> None:
    told = json.loads(check_json([messy]))
    (file,) = told["files"]
    assert told["version"] == 1
    assert {name: file[name] for name in file if name not in {"path", "causes"}} == {
        "unit_code": "061",
        "year": 2017,
        "form": "KC-2016",
        "is_rejected": False,
        "rows_read": 19,
        "rows_accepted": 3,
        "rows_quarantined": 5,
    }
    (women,) = (c for c in file["causes"] if c["code"] == "training_classes.women_above_trainees")
    (finding,) = women["findings"]
    assert {name: women[name] for name in women if name != "findings"} == {
        "code": "training_classes.women_above_trainees",
        "severity": "error",
        "title_vi": "Số học viên nữ lớn hơn số học viên",
        "title_en": "More women than trainees",
        "reason_vi": "Học viên nữ là một phần của số học viên; lớn hơn thì một trong hai số sai.",
        "reason_en": (
            "Women are counted among the trainees; if they are more, "
            "one of the two numbers is wrong."
        ),
        "mend_vi": "Đề nghị kiểm tra lại hai số này.",
        "mend_en": "Please check both numbers.",
        "legal_basis": None,
        "count": 1,
    }
    assert (finding["sheet"], finding["cell"], finding["row_no"], finding["value"]) == (
        CLASSES,
        "I4",
        4,
        "41",
    )
    assert set(finding) == {"sheet", "cell", "row_no", "value", "message_vi", "message_en"}
    assert sum(len(c["findings"]) for c in file["causes"]) == len(messy.findings)
    (with_rows,) = json.loads(check_json([messy], with_rows=True))["files"]
    assert len(with_rows["rows"]) == messy.rows_read


def test_the_page_is_self_contained_and_escapes_what_was_sent(messy: FileCheck) -> None:
    page = _Page()
    page.feed(check_page([messy]))
    assert page.faults[:4] == ["ĐP-2017-99", "-5", "1,140", HOSTILE]
    assert len(page.items) == len(messy.findings)
    assert page.outside == []


class _Page(HTMLParser):
    """The cells at fault, the listed findings, and what the page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.items: list[str] = []
        self.outside: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("class") == "fault":
            self._into = self.faults
        elif tag == "li":
            self._into = self.items
        else:
            if tag in {"script", "link", "img", "a", "iframe"} or "src" in told:
                self.outside.append(tag)
            return
        self._into.append("")

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "li"}:
            self._into = None


def _cause(check: FileCheck, code: str) -> Cause:
    return next(c for c in check.causes if c.rule.code == code)


def _marked(check: FileCheck, code: str, *, places: int = 3) -> list[tuple[int, str]]:
    return [
        (row.row_no, cell.text)
        for part in excerpts(check, _cause(check, code), places=places)
        for row in part.rows
        for cell in row.cells
        if cell.is_at_fault
    ]
