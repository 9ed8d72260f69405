from kc_pipeline.report.model import RowKind, Table
from tests.report.conftest import Composed
from tests.small_phase import Outcome


def _tables(report: Composed, phase: str) -> dict[str, Table]:
    return {
        block.name: block
        for annex in report(phase).annexes
        for block in annex.blocks
        if isinstance(block, Table)
    }


def _cells(table: Table) -> list[list[str]]:
    return [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows]


def test_annexes_are_labelled_and_only_a_published_phase_is_reconciled(
    sample_report: Composed,
) -> None:
    published = [(a.label, a.title, a.is_wide) for a in sample_report("2014-2018").annexes]
    assert published == [
        ("Phụ lục I", "Kết quả thực hiện theo nội dung, theo năm và nguồn kinh phí", True),
        ("Phụ lục II", "Hệ thống chỉ tiêu đánh giá", False),
        ("Phụ lục III", "Đối chiếu với số liệu đã công bố", False),
    ]
    assert [a.label for a in sample_report("2016-2017").annexes] == ["Phụ lục I", "Phụ lục II"]


def test_results_by_content_and_year_end_in_the_totals(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    by_content = _cells(tables["by_content"])
    assert by_content[2] == [
        "3. Mô hình trình diễn, máy móc, công nghệ",
        "32", "1.740,00", "978,50", "2.718,50", "4.726,5",
    ]  # fmt: skip
    assert by_content[7] == ["8. Hợp tác quốc tế", "0", "0", "0", "0", "0"]
    assert by_content[-1][:2] == ["Tổng cộng", "65"]
    by_year = _cells(tables["by_year"])
    assert [row[0] for row in by_year] == ["2014", "2015", "2016", "2017", "2018", "Tổng cộng"]
    assert by_year[-2][3:] == ["1.129,0", "540,00", "589,00", "1.129,00", "100"]
    assert tables["by_year"].rows[-1].kind is RowKind.TOTAL


def test_every_figure_stands_in_the_annex(sample: Outcome, sample_report: Composed) -> None:
    table = _tables(sample_report, "2014-2018")["all_figures"]
    printed = [
        run.number.figure for row in table.rows for cell in row.cells for run in cell if run.number
    ]
    assert set(printed) == set(sample.figures("2014-2018", *filter(None, printed)))
    everything = sample.rows("select figure from assessment.figures where phase = '2014-2018'")
    assert sorted(filter(None, printed)) == sorted(name for (name,) in everything)


def test_what_was_published_stands_beside_what_was_computed(
    sample: Outcome, sample_report: Composed
) -> None:
    table = _tables(sample_report, "2014-2018")["reconciliation"]
    ((published,),) = sample.rows(
        "select count(published) from assessment.reconciliation where phase = '2014-2018'"
    )
    assert len(table.rows) == published
    assert {row[-1] for row in _cells(table)} == {"Khớp"}
    assert {row[-2] for row in _cells(table)} == {"0"}
