"""``kc explain``."""

import json

from tests.cli.conftest import Ran


def test_a_project_is_told_with_its_figures(ran: Ran) -> None:
    lines = ran.kc("explain", "A").stdout.splitlines()
    assert lines[:2] == ["2016/061.xlsx › Biểu 01 - Đề án, dòng 4", "   Được tính."]
    (support,) = [line for line in lines if line.startswith("2014-2018  overview.support ")]
    assert support.split()[-3:] == ["40", "million", "VND"]


def test_a_row_held_back_is_told_with_its_finding(ran: Ran) -> None:
    result = ran.kc("explain", "2017/062.xlsx", "Biểu 01 - Đề án", "4")
    first, fate, finding, last = result.stdout.splitlines()
    assert first == "2017/062.xlsx › Biểu 01 - Đề án, dòng 4"
    assert fate == "   Chưa được tính: dòng còn lỗi phải sửa (quy tắc required.unknown_code)."
    assert finding.startswith("   · required.unknown_code: Ô N4")
    assert last == "Không nằm trong chỉ tiêu nào của các giai đoạn đã khai báo."


def test_json_has_exact_numbers(ran: Ran) -> None:
    (row,) = json.loads(ran.kc("explain", "C", "--format", "json").stdout)
    told = {f["figure"]: f["contribution"] for f in row["figures"] if f["phase"] == "2014-2018"}
    assert (row["fate"], told["overview.support"]) == ("counted", "12.5")


def test_what_cannot_be_meant_is_wrong_usage(ran: Ran) -> None:
    for words in (("A", "B"), ("2017/062.xlsx", "Biểu 01 - Đề án", "four"), ("NOBODY",)):
        assert ran.kc("explain", *words).exit_code == 2
