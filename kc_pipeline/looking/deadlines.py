"""Which deadlines have passed: all that the day changes in what is published."""

from collections.abc import Sequence
from datetime import date

from kc_pipeline.reference import Row


def last_deadline_passed(deadlines: Sequence[Row], today: date) -> date | None:
    """The latest deadline before that day, of any year reported on; None before the first.

    What is due changes with it and with nothing else, as ``assets/quality/completeness.sql`` has
    it: the deadline of a year lies in the year after, and is passed the day after it.
    """
    rules = sorted((int(row["from_year"]), row) for row in deadlines)
    passed = [
        due
        for year in range(rules[0][0] if rules else today.year, today.year)
        if (due := _due(rules, year)) < today
    ]
    return max(passed, default=None)


def _due(rules: Sequence[tuple[int, Row]], year: int) -> date:
    row = [row for first, row in rules if first <= year][-1]
    return date(year + 1, int(row["due_month"]), int(row["due_day"]))
