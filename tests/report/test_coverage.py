from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.coverage import Coverage, Grade, Reporting, read_reporting
from tests.small_phase import Outcome


def reporting(outcome: Outcome, phase: str) -> Reporting:
    with open_assessment(outcome.project, phase) as assessment:
        return read_reporting(assessment)


def test_a_phase_with_every_report_is_complete_although_one_came_late(sample: Outcome) -> None:
    found = reporting(sample, "2014-2018").coverage()
    assert found == Coverage(due=45, received=45, late=1, held_rows=0)
    assert (found.grade, found.words) == (Grade.COMPLETE, "đầy đủ")


def test_years_without_any_report_are_missed(sample: Outcome) -> None:
    assert reporting(sample, "2018-2019").coverage().words == "thiếu 09/18 báo cáo"
    nothing = reporting(sample, "2019-2020").coverage()
    assert (nothing.grade, nothing.words) == (Grade.NOTHING, "chưa có báo cáo nào")


def test_rows_held_back_count_for_their_year_unit_and_table(hostile: Outcome) -> None:
    found = reporting(hostile, "2014-2014")
    assert found.coverage().words == "thiếu 07/09 báo cáo; còn 02 dòng chưa được tính"
    assert found.coverage(unit_code="061", year=2014).words == "còn 01 dòng chưa được tính"
    assert found.coverage(unit_code="061", tables={"projects"}).held_rows == 1
    assert found.coverage(unit_code="061", tables={"designs"}).is_complete
    assert found.coverage(unit_code="058").grade is Grade.NOTHING
