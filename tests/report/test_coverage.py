from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.coverage import Coverage, Grade, Reporting, read_reporting
from kc_pipeline.report.model import Report, Table
from tests.report.conftest import Composed
from tests.report.told import paragraphs
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
    assert [found.held_of_content(content_no) for content_no in (3, 4)] == [2, 0]


def _figures(report: Report) -> Table:
    (table,) = (
        block
        for annex in report.annexes
        for block in annex.blocks
        if isinstance(block, Table) and block.name == "all_figures"
    )
    return table


def _of_coverage(report: Report) -> list[str]:
    return [said for said in paragraphs(report) if "chưa đầy đủ" in said or "chưa bao gồm" in said]


def test_a_complete_phase_says_so_once(sample_report: Composed) -> None:
    report = sample_report("2014-2018")
    assert _of_coverage(report) == []
    assert len(_figures(report).columns) == 6
    assert report.coverage is not None
    assert report.coverage.is_complete


def test_what_is_lacking_is_said_in_the_text_and_beside_figures(hostile_report: Composed) -> None:
    report = hostile_report("2014-2014")
    assert _of_coverage(report) == [
        (
            "Số liệu nêu trên chưa đầy đủ: còn thiếu 07 báo cáo năm của các đơn vị; "
            "còn 02 dòng số liệu chưa được tính do còn lỗi."
        ),
        (
            "Kết quả nêu trên chưa bao gồm 02 dòng số liệu của nội dung này do còn lỗi, "
            "đang chờ đơn vị báo cáo chỉnh sửa."
        ),
    ]
    coverage = report.definitions["overview.projects"].coverage
    assert coverage is not None
    assert coverage.words == "thiếu 07/09 báo cáo; còn 02 dòng chưa được tính"


def test_grades_stand_beside_figures_where_they_differ(sample_report: Composed) -> None:
    table = _figures(sample_report("2018-2019"))
    assert table.columns[-1].title == "Mức đầy đủ của số liệu"
    grades = {"".join(r.text for r in row.cells[-1]) for row in table.rows if len(row.cells) > 1}
    assert grades == {"thiếu 09/18 báo cáo", "đầy đủ", "chưa có báo cáo nào"}
