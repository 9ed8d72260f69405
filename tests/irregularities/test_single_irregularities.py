"""The whole phase through each single irregularity: the same rows with the same values come back.

What follows the reading knows nothing of how a workbook looks, so the same readings give the same
figures. That some of them do, down to the reconciliation, shows `test_mixed_irregularities`.
"""

from functools import cache
from pathlib import Path

import pytest

from kc_pipeline.rules.finding import Severity
from tests.irregularities.phase_readings import (
    Told,
    faults_of_bookkeeping,
    gathered,
    raised,
    read_back,
    told_by,
)
from tests.irregularities.variants import CAPITALS_ARE_LOST, Variant, variants
from tools.sample_phase.submission import Habit, Submission

PLAIN = Variant("plain")


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain")


@cache
def told_plainly(folder: Path, variant: Variant) -> tuple[Told, ...]:
    """What the plain workbooks say, as far as the variant keeps it."""
    return tuple(told_by(read_back(one, PLAIN, folder), variant, one.year) for one in _phase())


@cache
def _phase() -> tuple[Submission, ...]:
    return tuple(gathered())


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: variant.name)
def test_the_same_rows_come_back(variant: Variant, tmp_path: Path, plain_folder: Path) -> None:
    readings = [read_back(one, variant, tmp_path) for one in _phase()]
    comparable = Variant("comparable", variant.habits & CAPITALS_ARE_LOST, layout=variant.layout)
    told = tuple(
        told_by(reading, variant, one.year) for reading, one in zip(readings, _phase(), strict=True)
    )
    assert told == told_plainly(plain_folder, comparable)
    assert raised(readings, Severity.ERROR) == set()
    assert raised(readings, Severity.WARNING) == variant.warnings
    assert [fault for reading in readings for fault in faults_of_bookkeeping(reading)] == []


def test_every_habit_has_its_variant() -> None:
    assert set(Habit) == {habit for variant in variants() for habit in variant.habits}
