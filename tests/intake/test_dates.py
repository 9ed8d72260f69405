"""Dates are read with the day first; what lacks a day is kept as text."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.intake.dates import DateProblem, ParsedDate, parse_date

FIFTEENTH = date(2017, 1, 15)
FIFTH = date(2016, 3, 5)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (FIFTEENTH, FIFTEENTH),
        (datetime.combine(FIFTEENTH, time(23, 59)), FIFTEENTH),
        (42750, FIFTEENTH),
        (42750.99, FIFTEENTH),
        ("15/01/2017", FIFTEENTH),
        (" 15 / 1 / 2017 ", FIFTEENTH),
        ("15.1.2017", FIFTEENTH),
        ("15-01-17", FIFTEENTH),
        ("15–01–2017", FIFTEENTH),
        ("15/01/2017.", FIFTEENTH),
        ("15/01/2017 00:00:00", FIFTEENTH),
        ("15/01/2017 12:00:00 AM", FIFTEENTH),
        ("2017-01-15T00:00:00.000Z", FIFTEENTH),
        ("2017-01-15 08:30", FIFTEENTH),
        ("Ngày 15/01/2017", FIFTEENTH),
        ("5-3-16", FIFTH),
        ("05/03/2016", FIFTH),
        ("2016-03-05", FIFTH),
        ("2016/3/5", FIFTH),
        ("ngày 5 tháng 3 năm 2016", FIFTH),
        ("Ngày 05 tháng 03 năm 2016", FIFTH),
        ("5 tháng 3, 2016", FIFTH),
        ("Bắc Kạn, ngày 05 tháng 3 năm 2016", FIFTH),
        ("Bắc Kạn,\u00a0ngày  5  tháng 3\nnăm 2016", FIFTH),
        ("ngay 5 thang 3 nam 2016", FIFTH),
        ("29/02/2016", date(2016, 2, 29)),
        ("01/01/1990", date(1990, 1, 1)),
        ("31/12/2100", date(2100, 12, 31)),
    ],
)
def test_dates(value: str | float | date, expected: date) -> None:
    assert parse_date(value) == ParsedDate(expected)


def test_serials_of_the_1904_epoch() -> None:
    assert parse_date(42750 - 1462, epoch_1904=True) == ParsedDate(FIFTEENTH)


@pytest.mark.parametrize(
    "text",
    [
        *("Quý II/2016", "quý 2/2016", "Quý IV năm 2016", "Qúy I-2016", "Quí III, năm 2016"),
        *("06/2016", "6-2016", "2016-06", "tháng 6/2016", "Tháng 6 năm 2016", "T6/2016"),
        *("ngày … tháng 3 năm 2016", "năm 2016", "2016", "cuối năm 2016", "6 tháng đầu năm 2016"),
    ],
)
def test_dates_without_a_day(text: str) -> None:
    assert parse_date(f" {text}\u200b ") == ParsedDate(text=text, problem=DateProblem.NO_DAY)


@pytest.mark.parametrize("value", [2016, 2016.0])
def test_a_year_in_a_numeric_cell(value: float) -> None:
    assert parse_date(value) == ParsedDate(text="2016", problem=DateProblem.NO_DAY)


@pytest.mark.parametrize("value", [None, "", " ", "-", "–", "x", "X", "...", "…"])
def test_no_value(value: str | None) -> None:
    assert parse_date(value) == ParsedDate()


@pytest.mark.parametrize(
    "value",
    [
        *("31/02/2016", "29/02/2017", "01/15/2017", "00/01/2017", "32/01/2017", "15/13/2017"),
        *("15/01/017", "15/01/1017", "15/01/1989", "15/01/2101", "15/01", "1/2", "15-01/2017"),
        *(
            "5-10/2017",
            "15-20/01/2017",
            "15/01/2017 - 20/01/2017",
            "13/2016",
            "0/2016",
            "Quý V/2016",
        ),
        *(
            "2016-13",
            "năm 1016",
            "chưa nghiệm thu",
            "ngày … tháng … năm …",
            "4275",
            "99999",
            "#REF!",
        ),
        *("15/01/2017 (dự kiến)", "٥/٣/٢٠١٦", "9999999999/1/2016"),
        *(0, 1, -5, 6.2016, 32873, 73416, 1e300, float("nan"), float("inf"), True),
        *(date(1989, 12, 31), date(2101, 1, 1)),
    ],
)
def test_unreadable(value: str | float | date) -> None:
    assert parse_date(value) == ParsedDate(problem=DateProblem.UNREADABLE)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_back_however_written(day: date) -> None:
    written = (
        *(day, day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}"),
        *(f"ngày {day.day} tháng {day.month} năm {day.year}", (day - date(1899, 12, 30)).days),
    )
    assert {parse_date(value) for value in written} == {ParsedDate(day)}
    serial_1904 = (day - date(1904, 1, 1)) / timedelta(days=1)
    assert parse_date(serial_1904, epoch_1904=True) == ParsedDate(day)


@given(st.text("0123456789/-. quýIVthángnămày"))
def test_any_text_gives_a_date_a_problem_or_nothing(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.text is not None) == (parsed.problem is DateProblem.NO_DAY)
    assert parsed.value is None or parsed.problem is None
