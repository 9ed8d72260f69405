"""One hundred misprints seeded into a printed table of figures: all found, no other reported."""

import csv
import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.printed_number import printed_number
from kc_pipeline.figures.reconciling import Comparison, Verdict
from kc_pipeline.figures.session import open_assessment
from tests.small_phase import Outcome

MISPRINTS = 100
CENT = Decimal("0.01")


def _misprinted(text: str, chance: random.Random) -> str:
    """The number with one slip of a typist: a digit wrong, lost, doubled or swapped."""
    places = [n for n, letter in enumerate(text) if letter.isdigit()]
    while True:
        at = chance.choice(places)
        slips = [
            text[:at] + chance.choice("0123456789") + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
        ]
        slip = chance.choice(slips)
        if _reads(slip) and Decimal(slip.replace(",", ".")) != Decimal(text.replace(",", ".")):
            return slip


def _reads(text: str) -> bool:
    try:
        printed_number(text, "it")
    except UsageError:
        return False
    return True


def _compared(
    outcome: Outcome, file: Path, printed: dict[str, tuple[str, str]]
) -> list[Comparison]:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["figure", "value", "unit"])
        writer.writerows((name, value, unit) for name, (value, unit) in printed.items())
    with open_assessment(outcome.project, "2014-2018") as opened:
        values = opened.assessor.values(opened.connection, opened.phase)
        return opened.assessor.comparisons(opened.phase, values, file)


def _as_printed(value: Decimal) -> str:
    """With a decimal comma and at most two decimals, as a report prints."""
    shown = f"{value.quantize(CENT, ROUND_HALF_UP).normalize():f}"
    return shown.replace(".", ",")


@pytest.fixture(scope="module")
def printed(sample: Outcome) -> dict[str, tuple[str, str]]:
    """Every figure of the sample phase that has a value, as a report would print it."""
    rows = sample.rows(
        "select figure, value, unit from assessment.figures "
        "where phase = '2014-2018' and value is not null order by figure"
    )
    return {name: (_as_printed(value), unit) for name, value, unit in rows}


def test_what_is_printed_right_is_equal(
    sample: Outcome, printed: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    found = _compared(sample, tmp_path / "printed.csv", printed)
    assert {c.figure for c in found if c.verdict.is_equal} == set(printed)
    assert {c.verdict for c in found if c.figure in printed} == {
        Verdict.EQUAL,
        Verdict.EQUAL_AS_PRINTED,
    }


def test_a_hundred_misprints_are_found_and_no_other(
    sample: Outcome, printed: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    chance = random.Random(2018)  # noqa: S311  # examples, no secrets
    wrong = chance.sample(sorted(printed), MISPRINTS)
    seeded = {
        name: (_misprinted(value, chance), unit) if name in wrong else (value, unit)
        for name, (value, unit) in printed.items()
    }
    found = _compared(sample, tmp_path / "seeded.csv", seeded)
    assert sorted(c.figure for c in found if c.verdict is Verdict.DIFFERS) == sorted(wrong)
    assert {c.figure for c in found if c.verdict.is_equal} == set(printed) - set(wrong)
