"""Which submission is in force: every way in which a file comes again, is replaced or goes."""

from datetime import date

import pytest

from kc_pipeline.resolution.in_force import settle
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.submission import Standing
from tests.resolution.submissions import EMPTY, File, Nights, file, rejects, told

FIRST, LAST = "2014/061_a.xlsx", "2014/061_z.xlsx"
OLD, NEW = date(2015, 1, 8), date(2015, 1, 9)

OLDER = ("superseded", "superseded")
"""A standing and the issue that tells it, by chance of one name."""


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (file("b", FIRST, version=2), file("a", LAST)),
        (file("b", FIRST, version=2, reported_on=OLD), file("a", LAST, reported_on=NEW)),
        (file("b", FIRST, reported_on=NEW), file("a", LAST, reported_on=OLD, day=9)),
        (file("b", FIRST, reported_on=OLD), file("a", LAST, day=9)),
        (file("b", FIRST, day=1), file("a", LAST)),
        (file("b", FIRST, reported_on=OLD, day=1), file("a", LAST, reported_on=OLD)),
        (file("b", LAST), file("a", FIRST)),
    ],
    ids=[
        "higher version",
        "version before date",
        "later date before file time",
        "a date before none",
        "later file time",
        "file time with equal dates",
        "path",
    ],
)
def test_one_of_two_is_in_force(winner: File, loser: File) -> None:
    for present in ([winner, loser], [loser, winner]):
        settled = settle(present, [], Ledger(), rejects)
        assert told(settled) == {"b": ("in_force",), "a": OLDER}


def test_units_and_years_do_not_compete() -> None:
    settled = settle(
        [
            file("a"),
            file("b", "2015/061.xlsx", year=2015),
            file("c", "2014/062.xlsx", unit="062", version=3),
        ],
        [],
        Ledger(),
        rejects,
    )
    assert told(settled) == {"a": ("in_force",), "b": ("in_force",), "c": ("in_force",)}


def test_the_same_bytes_again_are_a_duplicate_of_the_first_acceptable_file() -> None:
    settled = settle(
        [
            file("a", "2013/061.xlsx", contradicts=True),
            file("a", "2014/copy.xlsx"),
            file("a", "2014/061.xlsx"),
            file("a", "2014/061 (1).xlsx"),
            file("a", "2014/0.xlsx", day=1),
        ],
        [],
        Ledger(),
        rejects,
    )
    assert [(s.submission_id, s.taken.path, str(s.standing)) for s in settled] == [
        ("a", "2014/061.xlsx", "in_force"),
        ("a-2", "2014/copy.xlsx", "duplicate"),
        ("a-3", "2014/061 (1).xlsx", "duplicate"),
        ("a-4", "2014/0.xlsx", "duplicate"),
        ("a-5", "2013/061.xlsx", "duplicate"),
    ]
    assert {issue.details["other_path"] for s in settled for issue in s.issues} == {"2014/061.xlsx"}


def test_what_was_accepted_stays_the_original_of_its_copies() -> None:
    run = Nights()
    run.night(file("a", "2014/061 dài.xlsx", day=5))
    assert told(run.night(file("a", "2014/061 dài.xlsx", day=5), file("a"))) == {
        "a": ("in_force",),
        "a 2014/061.xlsx": ("duplicate", "duplicate"),
    }


@pytest.mark.parametrize(
    ("correction", "standing"),
    [
        (
            file("rubbish", "2014/061_2.xlsx"),
            ("rejected", "file.damaged", "correction_not_accepted"),
        ),
        (
            file("b", "2014/061_2.xlsx", version=2, contradicts=True),
            ("rejected", "unit_contradiction", "correction_not_accepted"),
        ),
        (
            file("b", "2014/x.xlsx", unit=None, contradicts=True),
            ("rejected", "unit_contradiction"),
        ),
    ],
    ids=["unreadable", "rejected", "of nobody"],
)
def test_a_correction_that_is_not_accepted_leaves_the_first(
    correction: File, standing: tuple[str, ...]
) -> None:
    settled = settle([file("a"), correction], [], Ledger(), rejects)
    assert told(settled) == {"a": ("in_force",), correction[0].sha256: standing}


def test_a_correction_that_is_itself_a_duplicate_changes_nothing() -> None:
    settled = settle([file("a"), file("a", "2014/061 lan 2.xlsx")], [], Ledger(), rejects)
    assert told(settled) == {
        "a": ("in_force",),
        "a 2014/061 lan 2.xlsx": ("duplicate", "duplicate"),
    }


A = file("a", reported_on=date(2015, 1, 9), version=2)
B = file("b", reported_on=date(2015, 1, 1), day=3)
C = file("c", day=4)
ELSEWHERE = file("b", "2014/061_moi.xlsx", reported_on=date(2015, 1, 1))
OTHER_UNIT = file("o", unit="062")
OTHER_YEAR = file("o", year=2015)
BAD = file("rubbish")
HELD = file("b", contradicts=True)

NIGHTS: dict[str, tuple[list[list[File]], dict[str, tuple[str, ...]]]] = {
    "the same again": ([[A], [A]], {"a": ("in_force",)}),
    "removed": ([[A], []], {"a": ("in_force", "removed")}),
    "removed for long": ([[A], [], []], {"a": ("in_force", "removed")}),
    "removed and back": ([[A], [], [A]], {"a": ("in_force",)}),
    "renamed": ([[file("b")], [ELSEWHERE]], {"b": ("in_force",)}),
    "overwritten by rubbish": (
        [[A], [BAD]],
        {
            "a": ("in_force", "overwritten"),
            "rubbish": ("rejected", "file.damaged", "correction_not_accepted"),
        },
    ),
    "overwritten by what is rejected": (
        [[A], [HELD]],
        {
            "a": ("in_force", "overwritten"),
            "b": ("rejected", "unit_contradiction", "correction_not_accepted"),
        },
    ),
    "overwritten by another unit's": (
        [[A], [OTHER_UNIT]],
        {"a": ("in_force", "overwritten"), "o": ("in_force",)},
    ),
    "overwritten by another year's": (
        [[A], [OTHER_YEAR]],
        {"a": ("in_force", "overwritten"), "o": ("in_force",)},
    ),
    "replaced in its place, older by every mark": ([[A], [B]], {"a": OLDER, "b": ("in_force",)}),
    "replaced, then the new one removed": (
        [[A], [B], []],
        {"a": OLDER, "b": ("in_force", "removed")},
    ),
    "replaced, then the new one overwritten by rubbish": (
        [[A], [B], [BAD]],
        {
            "a": OLDER,
            "b": ("in_force", "overwritten"),
            "rubbish": ("rejected", "file.damaged", "correction_not_accepted"),
        },
    ),
    "replaced, then the new one renamed": (
        [[A], [B], [ELSEWHERE]],
        {"a": OLDER, "b": ("in_force",)},
    ),
    "replaced and put back": ([[A], [B], [A]], {"a": ("in_force",), "b": OLDER}),
    "replaced, put back, removed": (
        [[A], [B], [A], []],
        {"a": ("in_force", "removed"), "b": OLDER},
    ),
    "replaced twice": ([[A], [B], [C]], {"a": OLDER, "b": OLDER, "c": ("in_force",)}),
    "replaced twice, then removed": (
        [[A], [B], [C], []],
        {"a": OLDER, "b": OLDER, "c": ("in_force", "removed")},
    ),
    "removed, then a higher version elsewhere": (
        [[B], [file("d", "2014/061_2.xlsx", version=2)]],
        {"b": OLDER, "d": ("in_force",)},
    ),
    "the higher version removed": (
        [[B, file("d", "2014/061_2.xlsx", version=2)], [B]],
        {"b": OLDER, "d": ("in_force", "removed")},
    ),
    "rubbish from the first": ([[BAD], []], {}),
}


@pytest.mark.parametrize(("nights", "standing"), NIGHTS.values(), ids=NIGHTS)
def test_night_after_night(nights: list[list[File]], standing: dict[str, tuple[str, ...]]) -> None:
    run = Nights()
    settled = [run.night(*present) for present in nights]
    assert told(settled[-1]) == standing
    in_raw = {taken.sha256 for taken, _ in nights[-1]}
    assert {s.taken.sha256 for s in settled[-1] if s.is_in_raw} == in_raw


def test_what_is_withdrawn_is_out_of_force_wherever_it_lies() -> None:
    run = Nights()
    run.night(A)
    run.withdraw("a")
    withdrawn = {"a": ("withdrawn", "withdrawn")}
    assert told(run.night(A)) == withdrawn
    assert told(run.night(file("a", "2014/061 again.xlsx"))) == withdrawn
    assert told(run.night()) == withdrawn
    assert told(run.night(B)) == {**withdrawn, "b": ("in_force",)}


def test_withdrawing_what_replaced_another_lets_that_stand_again() -> None:
    run = Nights()
    for present in ([A], [B], [C]):
        run.night(*present)
    run.withdraw("c")
    assert told(run.night(C)) == {
        "a": OLDER,
        "b": ("in_force", "overwritten"),
        "c": ("withdrawn", "withdrawn"),
    }


def test_a_file_that_could_not_be_copied_has_an_id_of_its_path() -> None:
    settled = settle(
        [file("", "2014/061.xlsx"), file("", "2014/062.xlsx", unit="062")], [], Ledger(), rejects
    )
    assert len({s.submission_id for s in settled}) == 2
    assert [s.standing for s in settled] == [Standing.REJECTED, Standing.REJECTED]


def test_it_came_in_when_its_cover_says_else_at_its_file_time() -> None:
    dated, undated = settle([A, file("u", "2014/062.xlsx", unit="062")], [], Ledger(), rejects)
    assert dated.received_at.isoformat() == "2015-01-09T00:00:00+00:00"
    assert undated.received_at.isoformat() == "2015-01-05T08:00:00+00:00"
    assert undated.reading == EMPTY
