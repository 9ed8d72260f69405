"""Each version follows the one it was made from."""

from datetime import date

from kc_pipeline.resolution.predecessors import predecessors
from kc_pipeline.resolution.submission import Submission
from tests.resolution.submissions import Nights, file


def pairs(settled: list[Submission]) -> list[tuple[str, str]]:
    """Contents of version and predecessor."""
    return [(new.taken.sha256, old.taken.sha256) for new, old in predecessors(settled)]


def test_versions_follow_version_date_time_and_path() -> None:
    settled = Nights().night(
        file("third", "2014/c.xlsx", reported_on=date(2014, 12, 2)),
        file("fifth", "2014/a.xlsx", version=2),
        file("second", "2014/b.xlsx", reported_on=date(2014, 12, 1)),
        file("fourth", "2014/d.xlsx", reported_on=date(2014, 12, 2), day=1),
        file("first", "2014/e.xlsx", day=9),
        file("sixth", "2014/f.xlsx", version=2),
    )

    assert pairs(settled) == [
        ("second", "first"),
        ("third", "second"),
        ("fourth", "third"),
        ("fifth", "fourth"),
        ("sixth", "fifth"),
    ]


def test_other_units_and_years_duplicates_and_rubbish_follow_nothing() -> None:
    settled = Nights().night(
        file("one"),
        file("one", "2014/copy.xlsx"),
        file("rubbish", "2014/061_2.xlsx"),
        file("other unit", "2014/062.xlsx", unit="062"),
        file("other year", "2015/061.xlsx", year=2015),
        file("nobody's", "2014/x.xlsx", unit=None),
    )

    assert pairs(settled) == []


def test_a_rejected_correction_follows_the_version_it_was_to_correct() -> None:
    settled = Nights().night(
        file("first"),
        file("refused", "2014/b.xlsx", version=2, contradicts=True),
        file("second", "2014/c.xlsx", version=3),
        file("refused early", "2014/d.xlsx", version=0, contradicts=True),
    )

    assert pairs(settled) == [("second", "first"), ("refused", "first")]


def test_what_replaces_a_file_in_its_place_follows_it_whatever_its_version() -> None:
    nights = Nights()
    nights.night(file("second", version=2))

    assert pairs(nights.night(file("first", version=1))) == [("first", "second")]
