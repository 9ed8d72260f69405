"""What the morning summary tells of a warehouse, the snapshot before it, and a run that failed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.summary.look_line import tell_look
from kc_pipeline.summary.morning import Morning
from kc_pipeline.summary.parts import parts
from kc_pipeline.summary.writing import write_failure, write_summary
from tests.small_phase import MILLION, Province, project, report

LATER = date(2026, 2, 1)
NIGHT = datetime(2026, 2, 1, 18, 0, tzinfo=UTC)
EFFECTS = "Ảnh hưởng của từng báo cáo bổ sung, điều chỉnh"
HOSTILE = "2017/<b>&062.xlsx"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """Two reports; then one is corrected, one comes in with a row at fault, and one is refused."""
    made = Province(tmp_path_factory.mktemp("summary"))
    first = report("061", 2016, project("A", spent_vnd=40 * MILLION))
    made.send(first, "2016/first.xlsx", at=datetime(2026, 1, 1, tzinfo=UTC))
    made.send(report("060", 2017, project("C")))
    made.consolidate()
    corrected = report("061", 2016, project("A", spent_vnd=45 * MILLION))
    made.send(corrected, "2016/second.xlsx", at=datetime(2026, 1, 31, tzinfo=UTC))
    made.send(report("062", 2017, project("D", status="unheard of"), project("E")), HOSTILE)
    (made.raw / "2017" / "063.xlsx").write_bytes(b"no workbook at all")
    made.consolidate(today=LATER)
    return made


@pytest.fixture(scope="module")
def morning(province: Province) -> Morning:
    """The summary after the second consolidation."""
    return write_summary(province.project, corrections_at=NIGHT)


def test_what_came_in_is_told_with_what_became_of_it(morning: Morning) -> None:
    assert {(r.path, r.status, r.rows_accepted, r.rows_quarantined) for r in morning.arrived} == {
        ("2016/second.xlsx", "accepted", 1, 0),
        (HOSTILE, "accepted_with_findings", 1, 1),
        ("2017/063.xlsx", "rejected", 0, 0),
    }
    assert morning.gone == ()
    assert morning.has_news


def test_a_refused_file_is_told_with_its_reason(morning: Morning) -> None:
    (refused,) = morning.refused
    assert (refused.path, bool(refused.reason)) == ("2017/063.xlsx", True)


def test_every_figure_that_moved_is_told_and_no_other(province: Province, morning: Morning) -> None:
    assert all(m.old != m.new for m in morning.moved)
    amounts = {(m.old, m.new) for m in morning.moved if m.unit == "million VND"}
    assert (Decimal(50), Decimal(65)) in amounts
    again = write_summary(province.project)
    assert again == replace(morning, corrections=())


def test_each_correction_is_told_with_what_it_moved_by_itself(morning: Morning) -> None:
    (correction,) = morning.corrections
    assert (correction.received.path, correction.instead_of) == (
        "2016/second.xlsx",
        "2016/first.xlsx",
    )
    amounts = {(m.old, m.new) for m in correction.moved or () if m.unit == "million VND"}
    assert amounts == {(Decimal(50), Decimal(55)), (Decimal(40), Decimal(45))}
    (line,) = (one for part in parts(morning) if part.title == EFFECTS for one in part.lines)
    told = "Huyện Ba Bể, năm 2016: 2016/second.xlsx thay cho 2016/first.xlsx, làm thay đổi "
    assert line.startswith(told)


def test_units_that_sent_nothing_are_named_under_their_year(morning: Morning) -> None:
    by_year = {year.year: year for year in morning.years}
    assert list(by_year) == [2017, 2016]
    assert "Huyện Ba Bể" not in by_year[2016].missing
    assert "Huyện Ba Bể" in by_year[2017].missing
    for year in morning.years:
        rest = (*year.late, *year.rejected, *year.missing, *year.not_due)
        assert year.in_time + len(rest) == year.expected


def test_findings_are_told_by_report(morning: Morning) -> None:
    found = {one.path: (one.new, one.mended, one.remaining) for one in morning.findings}
    assert found[HOSTILE][0] > 0
    assert found["2017/063.xlsx"] == (1, 0, 0)


def test_the_page_escapes_asks_no_network_and_is_the_same_again(
    province: Province, morning: Morning
) -> None:
    page = province.project.status_page
    write_summary(province.project)
    told = page.read_text(encoding="utf-8")
    assert "<b>" not in told
    assert "&lt;b&gt;&amp;062.xlsx" in told
    assert "http" not in told.replace('http-equiv="Content-Security-Policy"', "")
    assert morning.refused[0].reason is not None
    write_summary(province.project)
    assert page.read_text(encoding="utf-8") == told


def test_the_text_tells_what_to_do(province: Province, morning: Morning) -> None:
    lines = province.project.status_text.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"Đã tổng hợp số liệu: {len(morning.arrived)} tệp mới nhận, ")
    assert "Việc cần làm:" in lines
    assert "- Đề nghị đơn vị gửi lại tệp 2017/063.xlsx" in "\n".join(lines)


def test_a_look_that_found_nothing_is_told_on_its_one_line(province: Province) -> None:
    write_summary(province.project)
    page = province.project.status_page
    before = page.read_text(encoding="utf-8").splitlines()
    for hour in (18, 19):
        tell_look(province.project, datetime(2026, 2, 1, hour, 0, tzinfo=UTC))
    after = page.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    when = "02 giờ 00 phút, ngày 02/02/2026"
    told = f'<p class="looked">Kiểm tra lần cuối lúc {when}: không có gì thay đổi.</p>'
    assert changed == [told]


def test_a_failed_run_is_told_with_its_cause_on_one_line(province: Province) -> None:
    write_failure(province.project, "no space left\non <device>", NIGHT)
    page = province.project.status_page.read_text(encoding="utf-8")
    lines = province.project.status_text.read_text(encoding="utf-8").splitlines()
    assert "<p>Nguyên nhân: no space left on &lt;device&gt;</p>" in page
    assert lines[0] == "Lần tổng hợp gần nhất không thành công."
    assert lines[2] == "Nguyên nhân: no space left on <device>"
    assert lines[3].endswith("vẫn giữ nguyên và vẫn dùng được.")
    assert "- Xử lý nguyên nhân nêu trên, rồi chạy lại lệnh kc run." in lines


def test_a_first_run_that_fails_says_that_nothing_is_published(tmp_path: Path) -> None:
    empty = Province(tmp_path)
    write_failure(empty.project, "no folder raw/", NIGHT)
    lines = empty.project.status_text.read_text(encoding="utf-8").splitlines()
    assert lines[3] == "Chưa có số liệu nào được công bố."
    page = empty.project.status_page.read_text(encoding="utf-8")
    assert "Tình hình gửi báo cáo" not in page


def test_a_run_that_changed_nothing_has_no_news(tmp_path: Path) -> None:
    quiet = Province(tmp_path)
    quiet.send(report("061", 2016, project("A")))
    quiet.consolidate()
    first = write_summary(quiet.project)
    quiet.consolidate()
    second = write_summary(quiet.project)
    assert (first.compared_with, first.moved) == (None, ())
    assert (second.arrived, second.moved, second.has_news) == ((), (), False)
    told = quiet.project.status_text.read_text(encoding="utf-8").splitlines()
    assert told[0] == "Đã tổng hợp số liệu; không có gì thay đổi so với bản trước."


def test_a_failure_is_no_longer_told_once_nothing_differs_any_more(province: Province) -> None:
    page = province.project.status_page
    write_failure(province.project, "no space left", NIGHT)
    tell_look(province.project, NIGHT)
    told = page.read_text(encoding="utf-8")
    assert "no space left" not in told
    assert "không có gì thay đổi.</p>" in told
