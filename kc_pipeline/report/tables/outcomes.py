"""What came of the support: jobs and revenue of establishments, businesses of trainees."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.tables.grids import MILLIONS, TOTAL
from kc_pipeline.report.tables.lines import Line, table_rows

_ESTABLISHMENTS = (
    ("beneficiaries", "Cơ sở được hỗ trợ", False),
    ("establishment_support_vnd", "Kinh phí hỗ trợ", True),
    ("investment_vnd", "Tổng vốn đầu tư", True),
    ("new_jobs", "Lao động tăng thêm (người)", True),
    ("revenue_increase_vnd", "Doanh thu tăng thêm", True),
)
_TRAINEES = (
    ("classes", "Số lớp", True),
    ("trainees", "Số học viên", True),
    ("enterprises_founded", "Lập doanh nghiệp", True),
    ("households_registered", "Hộ kinh doanh có đăng ký", True),
    ("households_unregistered", "Tự sản xuất, kinh doanh", True),
    ("household_share", "Tỷ lệ hộ có đăng ký (%)", False),
)


def of_establishments(facts: Facts) -> Table:
    """Jobs, revenue and investment of the establishments that own projects of content 3 helped."""
    return _by_year(
        facts,
        "section_3_technology",
        _ESTABLISHMENTS,
        {"delivery": "own"},
        Table(
            "outcomes_establishments",
            "Kết quả của các cơ sở được hỗ trợ mô hình, máy móc, công nghệ",
            (),
            (),
            MILLIONS,
        ),
    )


def of_trainees(facts: Facts) -> Table:
    """What trainees of start-up classes did after them, partner-run classes included."""
    return _by_year(
        facts,
        "section_2_management_capacity",
        _TRAINEES,
        {"activity": "startup_training"},
        Table(
            "outcomes_trainees",
            "Kết quả sau các lớp khởi sự doanh nghiệp (kể cả lớp phối hợp với đơn vị ngoài tỉnh)",
            (),
            (),
        ),
    )


def _by_year(
    facts: Facts,
    table: str,
    measures: tuple[tuple[str, str, bool], ...],
    fixed: dict[str, str],
    empty: Table,
) -> Table:
    """The measures in each year that has any, and over the phase where that is more than one."""

    def line(label: str, kind: RowKind, **year: int) -> Line:
        return Line((label, *(facts.cell(table, m, **fixed, **year) for m, *_ in measures)), kind)

    told = [
        year
        for year in facts.assessment.phase.years
        if any(facts.cell(table, m, **fixed, year=year) for m, *_ in measures)
    ]
    lines = [line(str(year), RowKind.DATA, year=year) for year in told]
    if len(told) > 1:
        lines.append(line(TOTAL, RowKind.TOTAL))
    columns = (
        Column("Năm", 18),
        *(Column(title, 17, is_number=True, adds=adds) for _, title, adds in measures),
    )
    rows = table_rows(lines, columns)
    return Table(empty.name, empty.caption, columns, rows, empty.unit_note)
