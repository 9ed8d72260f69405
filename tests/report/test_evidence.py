"""What stands behind the printed numbers, as far as their contributions tell."""

from decimal import Decimal

import pytest

from kc_pipeline.report.model import Evidence, Number, Report, SourceLine
from tests.report.conftest import Composed

PHASES = ("2014-2018", "2016-2016", "2019-2020")


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
        told = sum(evidence.contributions, Decimal(0))
        if evidence.adds_up and abs(told - number.value) >= Decimal("0.00001"):
            off[number.pointer] = (number.value, told)
    assert off == {}


@pytest.mark.parametrize("reports", ["sample_report", "random_report"])
def test_behind_every_number_are_cells_or_lines(
    reports: str, request: pytest.FixtureRequest
) -> None:
    composed: Composed = request.getfixturevalue(reports)
    behind = _behind(composed("2014-2018"))
    nowhere = [n.pointer for n, e in behind if n.value and not e.cells and not e.lines]
    assert (len(behind) > 200, nowhere) == (True, [])


def test_what_is_left_adds_up_from_both_of_its_sides(sample_report: Composed) -> None:
    behind = sample_report("2014-2018").evidence
    rest = behind["sections.section_8_limitations.value[limitation=plan_not_spent]"]
    plan = behind["overview.plan"].cells
    assert rest.cells[: len(plan)] == plan
    assert sum(c.contribution or 0 for c in rest.cells[len(plan) :]) == Decimal("-5397.29")
    assert rest.adds_up


def test_of_a_share_of_two_sums_the_second_is_its_base(sample_report: Composed) -> None:
    behind = sample_report("2014-2018").evidence
    share = behind["sections.section_8_limitations.value[limitation=largest_content_share]"]
    assert None in {cell.contribution for cell in share.cells}
    assert 0 < sum(share.contributions) < 100
    assert share.adds_up


def test_what_was_published_is_a_line_of_its_list(sample_report: Composed) -> None:
    behind = sample_report("2014-2018").evidence
    published = behind["assessment.reconciliation.published[figure=overview.projects]"]
    line = SourceLine("assets/published/2014-2018.csv", "", "dòng 4", "65", Decimal(65))
    assert published == Evidence((), adds_up=True, others=("published.2014-2018",), lines=(line,))


def test_a_late_report_is_told_with_its_days(sample_report: Composed) -> None:
    late = sample_report("2014-2018").evidence["report.reporting_by_year.late[year=2016]"]
    told = "hạn gửi 15/01/2017; nhận ngày 03/02/2017; chậm 19 ngày"
    path = "2016/060_PacNam_2016.xlsx"
    assert late.lines == (SourceLine(path, "Huyện Pác Nặm", "năm 2016", told, Decimal(1)),)


def test_rows_held_back_are_told_one_by_one(hostile_report: Composed) -> None:
    held = hostile_report("2014-2014").evidence["report.held_rows.held[content_no=3]"]
    assert [(line.path, line.part, line.line) for line in held.lines] == [
        ("2014/061.xlsx", "Biểu 1", "dòng 22"),
        ("2014/TTKC.xlsx", "Biểu 1", "dòng 16"),
    ]
