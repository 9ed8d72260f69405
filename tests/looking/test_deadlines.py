"""The latest deadline that has passed."""

from datetime import date

import pytest

from kc_pipeline.looking.deadlines import last_deadline_passed

JANUARY = {"from_year": "2014", "due_month": "1", "due_day": "15"}
MARCH = {"from_year": "2018", "due_month": "3", "due_day": "1"}


@pytest.mark.parametrize(
    ("today", "passed"),
    [
        (date(2015, 1, 15), None),
        (date(2015, 1, 16), date(2015, 1, 15)),
        (date(2019, 3, 1), date(2018, 1, 15)),
        (date(2019, 3, 2), date(2019, 3, 1)),
        (date(2014, 6, 1), None),
    ],
)
def test_a_deadline_is_passed_the_day_after(today: date, passed: date | None) -> None:
    assert last_deadline_passed([MARCH, JANUARY], today) == passed


def test_without_deadlines_none_passes() -> None:
    assert last_deadline_passed([], date(2020, 1, 1)) is None
