"""Which snapshots are kept, and why."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.retention import Retention, load_retention
from tests.small_phase import HOME


def at(*days: float) -> dict[str, datetime]:
    """Snapshots published so many days after noon of 1 January in Viet Nam, named in order."""
    first = datetime(2026, 1, 1, 5, tzinfo=UTC)
    return {f"s{n}": first + timedelta(days=day) for n, day in enumerate(days)}


def test_the_last_of_each_day_and_month_and_the_latest_are_kept() -> None:
    published = at(0, 5, 5.2, 40, 41, 41.1, 41.2, 41.3)
    assert Retention(latest=2, daily=3, monthly=2).reasons(published) == {
        "s2": "last of day 06/01/2026",
        "s3": "last of day 10/02/2026",
        "s6": "one of the latest 2",
        "s7": "one of the latest 2",
    }
    assert Retention(latest=1, daily=1, monthly=2).reasons(published) == {
        "s2": "last of month 01/2026",
        "s7": "one of the latest 1",
    }


def test_a_day_is_one_in_viet_nam() -> None:
    assert Retention(latest=1, daily=2).reasons(at(0, 0.49, 0.51)) == {
        "s1": "last of day 01/01/2026",
        "s2": "one of the latest 1",
    }


def test_a_clock_that_jumps_forgets_nothing() -> None:
    kept = Retention(latest=1, daily=3).reasons(at(0, 1, 4000))
    assert list(kept) == ["s0", "s1", "s2"]


def test_the_newest_is_always_kept() -> None:
    assert list(Retention(latest=0).reasons(at(0, 1))) == ["s1"]
    assert Retention().reasons({}) == {}


def test_it_is_declared(tmp_path: Path) -> None:
    assert load_retention(HOME / "assets") == Retention(latest=3, daily=14, monthly=24)
    assert load_retention(tmp_path) == Retention(latest=14, daily=0, monthly=0)


@pytest.mark.parametrize("told", ["weekly = 3", "daily = -1", "daily = true", "daily = '3'", "d ="])
def test_a_wrong_declaration_is_named(tmp_path: Path, told: str) -> None:
    (tmp_path / "retention.toml").write_text(told, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"retention\.toml: "):
        load_retention(tmp_path)
