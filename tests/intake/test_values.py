"""One cell becomes the canonical text of a value, or says why it does not."""

from datetime import date, datetime, time

import pytest

from kc_pipeline.intake.grid import CellValue
from kc_pipeline.intake.money import MoneyUnit
from kc_pipeline.intake.values import CellContext, ParsedCell, as_text, parse_cell
from kc_pipeline.schemas.models import tables
from tests.intake.workbooks import READER

CONTEXT = CellContext(READER.codes, MoneyUnit.MILLION, epoch_1904=False)
(PROJECTS, CLASSES, SUPPORTS, _, PRODUCTS, _, _, ITEMS, WORKS, _, ACTIVITIES) = tables()


def parsed(value: CellValue, table: object, column: str) -> ParsedCell:
    (found,) = (t.column(column) for t in tables() if t is table)
    return parse_cell(value, found, CONTEXT)


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        (195.88, "195880000"),
        ("195,88", "195880000"),
        ("2.118,5", "2118500000"),
        ("195.880.000 đồng", "195880000"),
        (123456789012.0, "123456789012000000"),
        ("0", "0"),
        ("-5", "-5000000"),
    ],
)
def test_money_is_whole_dong(value: CellValue, canonical: str) -> None:
    assert parsed(value, PROJECTS, "spent_vnd") == ParsedCell(canonical)


@pytest.mark.parametrize(
    ("value", "canonical"), [(30, "30"), (30.0, "30"), ("30,0", "30"), ("1.140", "1140")]
)
def test_a_count_is_a_whole_number(value: CellValue, canonical: str) -> None:
    assert parsed(value, CLASSES, "trainees") == ParsedCell(canonical)


def test_a_measure_keeps_its_decimals() -> None:
    assert parsed("12,50", WORKS, "area_ha") == ParsedCell("12.50")


@pytest.mark.parametrize("value", ["", "-", "–", "x", "X", "..."])
@pytest.mark.parametrize("column", ["planned_vnd", "approved_on"])
def test_no_value_is_not_zero(value: CellValue, column: str) -> None:
    assert parsed(value, PROJECTS, column) == ParsedCell()


@pytest.mark.parametrize(
    ("value", "column", "problem"),
    [
        ("1,140", "spent_vnd", "ambiguous_number"),
        ("hai triệu", "spent_vnd", "unreadable"),
        (True, "spent_vnd", "unreadable"),
        (date(2016, 1, 5), "spent_vnd", "unreadable"),
        ("0,0000001", "spent_vnd", "unreadable"),
        ("Quý II/2016", "approved_on", "no_day"),
        ("06/2016", "approved_on", "no_day"),
        ("31/02/2016", "approved_on", "unreadable"),
        (time(1, 30), "approved_on", "unreadable"),
        ("Đã xong", "status", "unknown_code"),
        ("10", "content_no", "unknown_code"),
    ],
)
def test_problems(value: CellValue, column: str, problem: str) -> None:
    assert parsed(value, PROJECTS, column) == ParsedCell(problem=problem)


@pytest.mark.parametrize(
    "value",
    [
        *("15/01/2017", "15-1-17", "ngày 15 tháng 01 năm 2017", 42750, "42750"),
        *(date(2017, 1, 15), datetime(2017, 1, 15, 10, 30)),  # noqa: DTZ001  # as cells have it
    ],
)
def test_dates(value: CellValue) -> None:
    assert parsed(value, PROJECTS, "accepted_on") == ParsedCell("2017-01-15")


def test_a_serial_of_the_other_epoch() -> None:
    context = CellContext(READER.codes, MoneyUnit.MILLION, epoch_1904=True)
    column = PROJECTS.column("accepted_on")

    assert parse_cell(41288, column, context) == ParsedCell("2017-01-15")


@pytest.mark.parametrize(
    ("value", "table", "column", "code"),
    [
        ("KCĐP", PROJECTS, "funding", "local"),
        ("Khuyến công  quốc gia", PROJECTS, "funding", "national"),
        ("khác", PROJECTS, "funding", "other"),
        ("TỈNH THỰC HIỆN", PROJECTS, "delivery", "own"),
        ("Phối hợp", PROJECTS, "delivery", "partner"),
        ("Hội chợ,triển lãm", PROJECTS, "activity", "fair"),
        ("Đào tạo nghề.", PROJECTS, "activity", "vocational_training"),
        (3.0, PROJECTS, "content_no", "3"),
        ("Nội dung 3", PROJECTS, "content_no", "3"),
        ("Quốc gia", PRODUCTS, "level", "nation"),
        ("Ấn  phẩm", ITEMS, "channel", "publication"),
        ("Xử lí ô nhiễm", WORKS, "work", "pollution_treatment"),
        ("Kiểm tra,giám sát", ACTIVITIES, "activity", "supervision"),
    ],
)
def test_coded_values_match_as_loosely_as_headings(
    value: CellValue, table: object, column: str, code: str
) -> None:
    assert parsed(value, table, column) == ParsedCell(code)


def test_every_stored_code_has_its_wording() -> None:
    codes = READER.codes
    assert {
        name: sorted(set(codes.lists[name].values()))
        for name in ("funding", "delivery", "status", "level", "channel", "work", "content")
    } == {
        "funding": ["local", "national", "other"],
        "delivery": ["own", "partner"],
        "status": ["adjusted", "carried_over", "completed", "in_progress", "stopped"],
        "level": ["nation", "province", "region"],
        "channel": ["newspaper", "publication", "radio", "television", "website"],
        "work": ["detailed_plan", "infrastructure", "joint_venture", "pollution_treatment"],
        "content": [str(number) for number in range(1, 10)],
    }


def test_texts_and_project_codes() -> None:
    assert parsed("  HTX\u00a0A\n", SUPPORTS, "establishment") == ParsedCell("HTX A")
    assert parsed("=1+1", SUPPORTS, "equipment") == ParsedCell("=1+1")
    assert parsed("Ðp - 2016 – 07", PROJECTS, "project_code") == ParsedCell("ĐP-2016-07")
    assert parsed("x", PROJECTS, "note") == ParsedCell("x")
    assert parsed("--", PROJECTS, "note") == ParsedCell()


def test_as_text() -> None:
    shown = [as_text(v) for v in (12.0, 0.5, True, date(2016, 3, 5), " a\u00a0b ", 7)]
    assert shown == ["12", "0.5", "TRUE", "05/03/2016", "a b", "7"]
