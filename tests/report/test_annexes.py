"""Which annexes a phase has, and what stands in their tables."""

import pytest

from kc_pipeline.report.model import RowKind, Table
from tests.report.conftest import Composed
from tests.small_phase import Outcome

QUALITY = ("Chất lượng số liệu", False)
FIGURES = ("Hệ thống chỉ tiêu đánh giá", False)
ALL = [
    ("Kinh phí theo năm và nguồn", True),
    ("Kết quả thực hiện theo nội dung", False),
    ("Kết quả thực hiện theo địa bàn", False),
    ("Kết quả theo ngành nghề", False),
    ("Vốn huy động và hiệu quả thu hút vốn", False),
    ("Sản phẩm công nghiệp nông thôn tiêu biểu", False),
    ("Danh mục đề án", True),
    ("Đề án điều chỉnh, chuyển tiếp, ngừng thực hiện", True),
    ("Hiệu quả sau hỗ trợ", False),
    FIGURES,
    ("Đối chiếu với số liệu đã công bố", False),
    QUALITY,
]


def _tables(report: Composed, phase: str) -> dict[str, Table]:
    return {
        block.name: block
        for annex in report(phase).annexes
        for block in annex.blocks
        if isinstance(block, Table)
    }


def _cells(table: Table) -> list[list[str]]:
    return [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("phase", "titles"),
    [
        ("2014-2018", ALL),
        ("2016-2017", [title for title in ALL if "công bố" not in title[0]]),
        ("2019-2020", [("Mục tiêu và kết quả thực hiện", False), FIGURES]),
    ],
)
def test_a_phase_has_the_annexes_it_has_anything_for(
    sample_report: Composed, phase: str, titles: list[tuple[str, bool]]
) -> None:
    found = sample_report(phase).annexes
    assert [(annex.title, annex.is_wide) for annex in found] == titles
    assert [annex.label for annex in found][:4] == [
        f"Phụ lục {n}" for n in ("I", "II", "III", "IV")[: len(titles)]
    ]


def test_every_total_is_the_sum_where_it_says_so(
    sample_report: Composed, random_report: Composed
) -> None:
    checked = 0
    for report in (sample_report("2014-2018"), random_report("2014-2018")):
        for annex in report.annexes:
            for table in (block for block in annex.blocks if isinstance(block, Table)):
                for place in (i for i, column in enumerate(table.columns) if column.adds):
                    part = 0
                    for row in table.rows:
                        number = row.cells[place][0].number if len(row.cells) > 1 else None
                        if row.kind is RowKind.TOTAL:
                            assert number is not None
                            assert number.value == part, (table.name, table.columns[place].title)
                            part, checked = 0, checked + 1
                        elif number is not None:
                            part += number.value
    assert checked > 80


def test_money_by_year_and_by_source(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["by_year"])[-2:] == [
        ["2018", "540,00", "589,00", "1.129,00", "1.287,0"],
        ["Tổng cộng", "2.655,88", "2.741,41", "5.397,29", "5.734,5"],
    ]
    assert _cells(tables["plan_and_result"])[-1] == [
        "Tổng cộng", "2.656", "2.655,88", "100", "2.922,7", "2.741,41", "94",
        "5.578,7", "5.397,29", "97",
    ]  # fmt: skip


def test_results_by_content_over_the_years(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    by_content = _cells(tables["by_content"])
    assert by_content[2] == [
        "3. Mô hình trình diễn, máy móc, công nghệ",
        "32", "1.740,00", "978,50", "2.718,50", "4.726,5",
    ]  # fmt: skip
    assert by_content[7] == ["8. Hợp tác quốc tế", "0", "0", "0", "0", "0"]
    assert _cells(tables["content_projects"])[-1] == [
        "Tổng cộng", "12", "12", "14", "13", "14", "65"
    ]  # fmt: skip
    assert "content_projects" not in _tables(sample_report, "2016-2016")


def test_every_district_stands_in_the_table_and_the_whole_province_apart(
    sample_report: Composed,
) -> None:
    rows = _cells(_tables(sample_report, "2014-2018")["district_projects"])
    assert rows[0][0] == "Thành phố Bắc Kạn"
    assert len(rows) == 10
    assert [row[-1] for row in rows[-2:]] == ["26", "65"]
    assert rows[-2][0] == "Toàn tỉnh hoặc chưa xác định địa bàn"


def test_trades_most_money_first(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["by_industry"])[0] == [
        "Chế biến gỗ", "8", "8", "774,60", "2.227", "52", "4.930"
    ]  # fmt: skip
    assert _cells(tables["by_trade"])[-3:] == [
        ["Khởi sự doanh nghiệp", "2", "100", "51"],
        ["Sản xuất đũa gỗ", "1", "35", "22"],
        ["Cộng", "3", "135", "73"],
    ]


def test_leverage_is_what_each_dong_brought(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["mobilised_by_content_no"])[-1] == [
        "Tổng cộng", "65", "5.397,29", "83,035", "5.734,5", "1,06"
    ]  # fmt: skip
    assert _cells(tables["mobilised_by_content_no"])[6][-1] == "-"
    assert len(tables["mobilised_by_year"].rows) == 6


def test_products_by_level_and_by_name(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["products_by_level"])[-1] == ["Tổng cộng", "39", "33", "10", "1"]
    assert [row.kind for row in tables["honoured_products"].rows].count(RowKind.DATA) == 50


def test_every_project_is_listed_once(sample: Outcome, sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    own = [row[1] for row in _cells(tables["own_projects"])[:-1] if len(row) > 1]
    partners = [row[1] for row in _cells(tables["partner_projects"])]
    unfinished = [row[1] for row in _cells(tables["changed_projects"]) if len(row) > 1]
    everything = sample.rows("select project_code from core.projects where year <= 2018")
    assert sorted({*own, *partners, *unfinished}) == sorted(code for (code,) in everything)
    assert len(own) == len(set(own)) == 65


def test_adjusted_and_stopped_projects_have_their_reasons(sample_report: Composed) -> None:
    rows = _cells(_tables(sample_report, "2014-2018")["changed_projects"])
    assert rows[0] == ["Điều chỉnh, đã hoàn thành"]
    assert rows[-2:] == [
        ["1", "ĐP-2014-12", "Ứng dụng máy móc thiết bị trong chế biến gỗ",
         "Xã Vân Tùng, huyện Ngân Sơn", "2014", "Địa phương", "40,0", "-", "-",
         "Cơ sở không bố trí được vốn đối ứng"],
        ["2", "ĐP-2017-10", "Ứng dụng máy móc thiết bị trong sản xuất nước đóng chai",
         "Xã Nông Thượng, thành phố Bắc Kạn", "2017", "Địa phương", "45,0", "-", "-",
         "Cơ sở xin rút khỏi kế hoạch"],
    ]  # fmt: skip


def test_outcomes_of_establishments_and_trainees(sample_report: Composed) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["outcomes_establishments"])[-1] == [
        "Tổng cộng", "32", "2.718,5", "7.445", "179", "14.823"
    ]  # fmt: skip
    assert _cells(tables["outcomes_trainees"])[-1] == [
        "Tổng cộng", "7", "275", "0", "110", "165", "40"
    ]  # fmt: skip


def test_every_figure_stands_in_the_annex(sample: Outcome, sample_report: Composed) -> None:
    table = _tables(sample_report, "2014-2018")["all_figures"]
    printed = [
        run.number.figure for row in table.rows for cell in row.cells for run in cell if run.number
    ]
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


def test_what_is_late_and_held_back_is_listed(
    sample_report: Composed, hostile_report: Composed
) -> None:
    tables = _tables(sample_report, "2014-2018")
    assert _cells(tables["reports_by_year"])[2] == ["2016", "9", "9", "1", "0", "122", "0"]
    assert _cells(tables["reporting_gaps"]) == [["1", "2016", "Huyện Pác Nặm", "Gửi chậm"]]
    assert "held_back" not in tables
    held = _cells(_tables(hostile_report, "2014-2014")["held_back"])
    assert [row[1:4] for row in held] == [
        ["2014", "Huyện Ba Bể", "2014/061.xlsx"],
        [
            "2014",
            "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
            "2014/TTKC.xlsx",
        ],
    ]
