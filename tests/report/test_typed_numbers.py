"""Which numbers of a paragraph were typed by hand, and what they say."""

from decimal import Decimal

import pytest

from kc_pipeline.report.typed_numbers import TypedNumber, typed_numbers

UNITS = {"đề án": "projects", "lớp": "classes", "người": "people", "nội dung": "contents"}


def _typed(source: str) -> list[TypedNumber]:
    return list(typed_numbers(source, UNITS))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("đã có 31 đề án.", [("31 đề án", 31, "projects")]),
        ("05 (năm) lớp", [("05 lớp", 5, "classes")]),
        ("350 lượt người", [("350 lượt người", 350, "people")]),
        ("07/09 nội dung", [("07", 7, "contents"), ("09 nội dung", 9, "contents")]),
        ("từ 02-03 lớp", [("02", 2, "classes"), ("03 lớp", 3, "classes")]),
        ("2.118,5 triệu đồng", [("2.118,5 triệu đồng", "2118.5", "million VND")]),
        ("12,5\ntriệu  đồng", [("12,5 triệu đồng", "12.5", "million VND")]),
        ("1,2 tỷ đồng", [("1,2 tỷ đồng", 1200, "million VND")]),
        ("120.000.000 đồng", [("120.000.000 đồng", 120, "million VND")]),
        ("1,06 đồng vốn", [("1,06 đồng", "1.06", "đồng/đồng")]),
        ("đạt 40% và 7 phần trăm", [("40%", 40, "percent"), ("7 phần trăm", 7, "percent")]),
        ("12.5 triệu đồng", [("12.5 triệu đồng", None, "million VND")]),
        ("20 ha vườn", [("20 ha", 20, None)]),
    ],
)
def test_a_number_is_read_with_its_unit(
    source: str, told: list[tuple[str, int | str | None, str | None]]
) -> None:
    assert [(found.text, found.value, found.unit) for found in _typed(source)] == [
        (text, None if value is None else Decimal(value), unit) for text, value, unit in told
    ]


@pytest.mark.parametrize(
    "source",
    [
        '{{ figure("s3.machinery.support") }} và {% if 2 > 1 %}có{% endif %}{# 12 lớp #}',
        "Nghị định số 45/2012/NĐ-CP ngày 21 tháng 5 năm 2012, Điều 4, khoản 2",
        "Quyết định số 1234/QĐ-UBND ngày 05/02/2019, Thông tư 28/2018/TT-BTC",
        "giai đoạn 2014 – 2018, các năm 2014, 2016 và 2018, đến 2020, tháng 6/2018, quý 3",
        "trong 3 năm, sau 18 tháng, công nghiệp 4.0, mức độ 3, Chương trình 135",
        "đề án ĐP-2016-12, giấy A4, “Mở 10 lớp”, Quốc lộ 3",
    ],
)
def test_what_is_no_figure_is_left_alone(source: str) -> None:
    assert _typed(source) == []


@pytest.mark.parametrize(
    ("source", "exact", "agrees"),
    [
        ("2.118,5 triệu đồng", "2118.5", True),
        ("2.118 triệu đồng", "2118.5", False),
        ("2.119 triệu đồng", "2118.5", True),
        ("khoảng 5.400 triệu đồng", "5397.29", True),
        ("5.400 triệu đồng", "5397.29", False),
        ("hơn 5 tỷ đồng", "5397.29", True),
        ("gần 5 tỷ đồng", "5397.29", False),
        ("gần 5,4 tỷ đồng", "5397.29", True),
        ("97%", "96.748167", True),
        ("05 lớp", "5", True),
    ],
)
def test_a_number_agrees_as_far_as_it_was_typed(source: str, exact: str, *, agrees: bool) -> None:
    (found,) = _typed(source)
    assert found.agrees(Decimal(exact)) is agrees


def test_a_number_knows_where_it_stands_and_what_is_said_around_it() -> None:
    source = "Mở đầu.\n\nNăm 2016 có hội nghị, mở 03 lớp\ncho nông dân; còn lại để sau."
    (found,) = _typed(source)
    assert found.line == 3
    assert found.clause == "mở 03 lớp cho nông dân"
    assert found.sentence == "Năm 2016 có hội nghị, mở 03 lớp cho nông dân"
