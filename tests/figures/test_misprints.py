"""One hundred misprints seeded into a printed table of figures: all found, no other reported.

Of ten kinds, ten each. A slip that leaves the right number, or the right number rounded to the
digits that remain, is none; that is decided here, by other means than ``reconcile`` does.
"""

import csv
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.reconciling import Comparison, Verdict
from kc_pipeline.figures.session import Assessment, open_assessment
from tests.small_phase import Outcome

EACH = 10
CENT = Decimal("0.01")

Slip = Callable[[str, random.Random], str]


_READABLE = re.compile(r"\d+|\d+,(\d{1,2}|\d{4,})|\d{4,},\d{3}")
"""What can be a number and one only: others are refused with their line, and so found too."""


def _at(text: str, chance: random.Random) -> int:
    return chance.choice([n for n, letter in enumerate(text) if letter.isdigit()])


def _wrong_digit(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice("0123456789") + text[at + 1 :]


def _lost_digit(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + 1 :]


def _doubled_digit(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at] + text[at:]


def _swapped_digits(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _moved_comma(text: str, chance: random.Random) -> str:
    return _shown(_number(text).scaleb(chance.choice([-2, -1, 1, 2])))


def _thousandfold(text: str, _: random.Random) -> str:
    return _shown(_number(text) * 1000)


def _thousandth(text: str, _: random.Random) -> str:
    """In another unit of money; with as many decimals as that takes."""
    return _shown(_number(text) / 1000)


def _off_by_one(text: str, chance: random.Random) -> str:
    """In the last printed digit: the neighbours that rounding must not take."""
    number = _number(text)
    return _shown(number + chance.choice([-1, 1]) * Decimal(1).scaleb(_exponent(number)))


def _cut_off(text: str, chance: random.Random) -> str:
    """Rounded to fewer digits the wrong way."""
    number = _number(text)
    fewer = Decimal(1).scaleb(min(_exponent(number) + 1, 0))
    right = number.quantize(fewer, ROUND_HALF_UP)
    return _shown(right + chance.choice([-1, 1]) * fewer)


def _lost_comma(text: str, _: random.Random) -> str:
    return text.replace(",", "") if "," in text else text + "0"


SLIPS: tuple[Slip, ...] = (
    _wrong_digit, _lost_digit, _doubled_digit, _swapped_digits, _moved_comma,
    _thousandfold, _thousandth, _off_by_one, _cut_off, _lost_comma,
)  # fmt: skip


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _shown(number: Decimal) -> str:
    """With a decimal comma; never with three decimals alone, which could be thousands."""
    text = f"{number:f}"
    whole, _, decimals = text.partition(".")
    return f"{whole},{decimals}0" if len(decimals) == 3 else text.replace(".", ",")


@dataclass(frozen=True)
class Printed:
    """An exact value, as a report prints it with at most two decimals, and its unit."""

    exact: Decimal
    text: str
    unit: str

    def says(self, text: str) -> bool:
        """Whether a text says the value, rounded half up to as many digits as the text has."""
        number = _number(text)
        return number == self.exact.quantize(Decimal(1).scaleb(_exponent(number)), ROUND_HALF_UP)

    def with_slip(self, slip: Slip, chance: random.Random) -> str | None:
        """What a slip makes of it; None where it does no harm, try as it may."""
        made = (slip(self.text, chance) for _ in range(20))
        return next((t for t in made if _READABLE.fullmatch(t) and not self.says(t)), None)


@pytest.fixture(scope="module")
def opened(sample: Outcome) -> tuple[Assessment, list[Value]]:
    """The sample phase; its connection is closed again, values and declarations stay."""
    with open_assessment(sample.project, "2014-2018") as assessment:
        return assessment, assessment.assessor.values(assessment.connection, assessment.phase)


@pytest.fixture(scope="module")
def printed(opened: tuple[Assessment, list[Value]]) -> Mapping[str, Printed]:
    """Every figure of the sample phase that has a value, as a report would print it."""
    return {
        value.figure.name: Printed(
            value.value,
            f"{value.value.quantize(CENT, ROUND_HALF_UP).normalize():f}".replace(".", ","),
            value.figure.unit,
        )
        for value in opened[1]
        if value.value is not None
    }


def _compared(
    opened: tuple[Assessment, list[Value]], file: Path, rows: Mapping[str, tuple[str, str]]
) -> list[Comparison]:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["figure", "value", "unit"])
        writer.writerows((name, value, unit) for name, (value, unit) in rows.items())
    assessment, values = opened
    assessor = assessment.assessor
    told = assessor.published(assessment.phase, file)
    return assessor.comparisons(assessment.phase, values, told)


def test_what_is_printed_right_is_equal(
    opened: tuple[Assessment, list[Value]], printed: Mapping[str, Printed], tmp_path: Path
) -> None:
    rows = {name: (one.text, one.unit) for name, one in printed.items()}
    found = _compared(opened, tmp_path / "printed.csv", rows)
    assert {c.figure for c in found if c.verdict.is_equal} == set(printed)
    assert {c.verdict for c in found if c.figure in printed} == {
        Verdict.EQUAL,
        Verdict.EQUAL_AS_PRINTED,
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_misprints_are_found_and_no_other(
    opened: tuple[Assessment, list[Value]],
    printed: Mapping[str, Printed],
    tmp_path: Path,
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311  # examples, no secrets
    order = chance.sample(sorted(printed), len(printed))
    wrong: dict[str, str] = {}
    for slip in SLIPS:
        slips = ((n, printed[n].with_slip(slip, chance)) for n in order if n not in wrong)
        seeded = [(name, text) for name, text in slips if text is not None][:EACH]
        wrong |= dict(seeded)
    assert len(wrong) == EACH * len(SLIPS) == 100
    rows = {name: (wrong.get(name, one.text), one.unit) for name, one in printed.items()}
    found = _compared(opened, tmp_path / "seeded.csv", rows)
    assert {c.figure for c in found if c.verdict is Verdict.DIFFERS} == wrong.keys()
    assert {c.figure for c in found if c.verdict.is_equal} == printed.keys() - wrong.keys()
