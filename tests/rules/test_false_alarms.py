"""Honest phases raise no alarm about the scale of their amounts or the signs in their numbers."""

from tests.small_phase import Outcome

ABOUT_SCALE = (
    "money.out_of_scale",
    "number.mixed_signs",
    "number.slip_by_total",
    "optional.doubtful_dot",
    "required.doubtful_dot",
    "total.out_of_scale",
)


def alarms(outcome: Outcome) -> list[tuple[str, ...]]:
    return outcome.rows(
        "select path, sheet, cell, code from quality.findings "
        f"where code in {ABOUT_SCALE} order by all"
    )


def test_the_sample_phase_is_in_scale(sample: Outcome) -> None:
    assert alarms(sample) == []


def test_a_random_phase_is_in_scale(random_phase: Outcome) -> None:
    assert alarms(random_phase) == []


def test_these_rules_exist(sample: Outcome) -> None:
    found = sample.rows(f"select code from quality.rules where code in {ABOUT_SCALE} order by 1")

    assert found == [(code,) for code in ABOUT_SCALE]
