"""What stands behind the printed numbers, as far as their contributions tell."""

from decimal import Decimal

import pytest

from kc_pipeline.report.model import Evidence, Number, Report
from tests.report.conftest import Composed

PHASES = ("2014-2018", "2016-2016", "2019-2020")
NO_SUBMISSION = {
    "assessment.reconciliation", "quality.completeness", "quality.findings", "quality.quarantine",
    "quality.submissions", "report.reporting_by_year", "report.submissions",
    "sections.content_coverage", "targets.2019-2020",
}  # fmt: skip


def _behind(report: Report) -> list[tuple[Number, Evidence]]:
    numbers = {number.pointer: number for number in report.numbers()}
    assert numbers.keys() == report.evidence.keys()
    return [(number, report.evidence[pointer]) for pointer, number in numbers.items()]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("reports", ["sample_report", "random_report"])
def test_what_adds_up_adds_up(reports: str, phase: str, request: pytest.FixtureRequest) -> None:
    composed: Composed = request.getfixturevalue(reports)
    off = {}
    for number, evidence in _behind(composed(phase)):
        told = sum((cell.contribution or Decimal(0) for cell in evidence.cells), Decimal(0))
        if evidence.adds_up and abs(told - number.value) >= Decimal("0.00001"):
            off[number.pointer] = (number.value, told)
    assert off == {}


@pytest.mark.parametrize("reports", ["sample_report", "random_report"])
def test_behind_every_number_are_cells_or_it_is_of_no_submission(
    reports: str, request: pytest.FixtureRequest
) -> None:
    composed: Composed = request.getfixturevalue(reports)
    behind = _behind(composed("2014-2018"))
    nowhere = [n.pointer for n, e in behind if n.value and not e.cells and not e.others]
    assert (len(behind) > 200, nowhere) == (True, [])
    assert {other for _, evidence in behind for other in evidence.others} <= NO_SUBMISSION


def test_a_share_is_followed_to_both_of_its_sides(sample_report: Composed) -> None:
    behind = sample_report("2014-2018").evidence
    rest = behind["sections.section_8_limitations.value[limitation=plan_not_spent]"]
    plan = behind["overview.plan"].cells
    assert rest.cells[: len(plan)] == plan
    assert sum(c.contribution or 0 for c in rest.cells[len(plan) :]) == Decimal("5397.29")
    assert not rest.adds_up
