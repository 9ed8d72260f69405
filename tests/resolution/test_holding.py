"""Corrections that wait: none takes force before it is accepted, and nothing else is held."""

from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.resolution.holding import load_hold_corrections
from kc_pipeline.resolution.submission import Submission
from tests.resolution.submissions import Nights, file, told
from tests.small_phase import HOME

A = file("a")
B = file("b", "2014/061 lan 2.xlsx", version=2)
C = file("c", "2014/061 lan 3.xlsx", version=3)
IN_PLACE = file("p", day=5)
STANDS = ("in_force",)
WAITS = ("waiting", "waiting")
OLDER = ("superseded", "superseded")


@pytest.fixture
def nights() -> Nights:
    """Corrections wait, and a first report has been taken."""
    run = Nights(holding=True)
    assert told(run.night(A)) == {"a": STANDS}
    return run


def others(settled: list[Submission]) -> dict[str, set[str]]:
    """By content: the other paths that its issues name."""
    return {
        s.taken.sha256: {
            str(i.details["other_path"]) for i in s.issues if "other_path" in i.details
        }
        for s in settled
    }


def test_a_correction_waits_until_it_is_accepted_and_stays_in_force(nights: Nights) -> None:
    for _ in range(2):
        settled = nights.night(A, B)
        assert told(settled) == {"a": STANDS, "b": WAITS}
        assert others(settled)["b"] == {"2014/061.xlsx"}
    nights.accept("b")
    for _ in range(2):
        assert told(nights.night(A, B)) == {"a": OLDER, "b": STANDS}
    nights.accepted = frozenset()
    assert told(nights.night(A, B)) == {"a": OLDER, "b": STANDS}


def test_one_that_waits_is_not_remembered_once_it_is_removed(nights: Nights) -> None:
    nights.night(A, B)
    assert told(nights.night(A)) == {"a": STANDS}


def test_a_report_overwritten_by_one_that_waits_stays_in_force(nights: Nights) -> None:
    for _ in range(2):
        assert told(nights.night(IN_PLACE)) == {"a": STANDS, "p": WAITS}
    nights.accept("p")
    for _ in range(2):
        assert told(nights.night(IN_PLACE)) == {"a": OLDER, "p": STANDS}


def test_a_report_overwritten_by_another_unit_s_is_told_as_ever(nights: Nights) -> None:
    other = file("o", "2014/061.xlsx", unit="062")
    assert told(nights.night(other)) == {"a": ("in_force", "overwritten"), "o": STANDS}


def test_an_older_version_that_comes_late_would_change_nothing_and_does_not_wait() -> None:
    run = Nights(holding=True)
    run.night(C)
    assert told(run.night(B, C)) == {"b": OLDER, "c": STANDS}
    run.withdraw("c")
    assert told(run.night(A, B, C))["a"] == STANDS


def test_each_of_several_waits_for_itself(nights: Nights) -> None:
    assert told(nights.night(A, B, C)) == {"a": STANDS, "b": WAITS, "c": WAITS}
    nights.accept("b")
    settled = nights.night(A, B, C)
    assert told(settled) == {"a": OLDER, "b": STANDS, "c": WAITS}
    assert others(settled)["c"] == {"2014/061 lan 2.xlsx"}
    nights.accept("c")
    assert told(nights.night(A, B, C)) == {"a": OLDER, "b": OLDER, "c": STANDS}


def test_of_several_the_later_may_be_accepted_first(nights: Nights) -> None:
    nights.accept("c")
    assert told(nights.night(A, B, C)) == {"a": OLDER, "b": OLDER, "c": STANDS}


def test_without_anything_remembered_the_earliest_version_counts() -> None:
    assert told(Nights(holding=True).night(C, B, A)) == {"a": STANDS, "b": WAITS, "c": WAITS}


def test_with_what_was_accepted_a_rebuild_gives_the_same(nights: Nights) -> None:
    nights.accept("b")
    settled = told(nights.night(A, B, C))
    anew = Nights(holding=True)
    anew.accept("b")
    assert told(anew.night(A, B, C)) == settled


def test_first_reports_copies_and_refused_files_are_not_held(nights: Nights) -> None:
    settled = nights.night(
        A,
        file("a", "2014/061 (1).xlsx"),
        file("u", "2014/062.xlsx", unit="062"),
        file("y", "2015/061.xlsx", year=2015),
        file("rubbish", "2014/061 lan 4.xlsx", version=4),
    )
    assert told(settled) == {
        "a": STANDS,
        "a 2014/061 (1).xlsx": ("duplicate", "duplicate"),
        "u": STANDS,
        "y": STANDS,
        "rubbish": ("rejected", "file.damaged", "correction_not_accepted"),
    }


def test_a_copy_of_one_that_waits_is_a_duplicate(nights: Nights) -> None:
    copy = file("b", "2014/061 lan 2 (1).xlsx", version=2)
    assert told(nights.night(A, B, copy)) == {
        "a": STANDS,
        "b": WAITS,
        "b 2014/061 lan 2 (1).xlsx": ("duplicate", "duplicate"),
    }


def test_where_the_report_in_force_is_withdrawn_the_next_need_not_wait(nights: Nights) -> None:
    nights.night(A, B, C)
    nights.withdraw("a")
    assert told(nights.night(A, B, C)) == {
        "a": ("withdrawn", "withdrawn"),
        "b": STANDS,
        "c": WAITS,
    }


def test_one_accepted_that_is_withdrawn_puts_the_former_in_force(nights: Nights) -> None:
    nights.accept("b")
    nights.night(A, B)
    nights.withdraw("b")
    assert told(nights.night(A, B)) == {"a": STANDS, "b": ("withdrawn", "withdrawn")}


def test_switched_on_it_leaves_what_counted_and_switched_off_nothing_waits() -> None:
    run = Nights()
    run.night(A, B)
    run.accepted = frozenset()
    assert told(run.night(A, B, C)) == {"a": OLDER, "b": STANDS, "c": WAITS}
    run.accepted = None
    assert told(run.night(A, B, C)) == {"a": OLDER, "b": OLDER, "c": STANDS}


def test_the_order_of_files_does_not_matter() -> None:
    dated = file("d", "2014/0.xlsx", version=2, reported_on=date(2015, 1, 9))
    for present in ([A, B, C, dated], [dated, C, B, A]):
        settled = told(Nights(holding=True).night(*present))
        assert settled == {"a": STANDS, "b": WAITS, "c": WAITS, "d": WAITS}


def test_corrections_do_not_wait_unless_somebody_says_so(tmp_path: Path) -> None:
    assert load_hold_corrections(HOME / "assets") is False
    assert load_hold_corrections(tmp_path) is False
    (tmp_path / "corrections.toml").write_text("hold_corrections = true\n")
    assert load_hold_corrections(tmp_path) is True


@pytest.mark.parametrize("text", ["hold_corrections = 1", "hold = true", "hold_corrections ="])
def test_a_wrong_setting_names_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "corrections.toml").write_text(text)
    with pytest.raises(DeclarationError, match=r"corrections\.toml"):
        load_hold_corrections(tmp_path)
