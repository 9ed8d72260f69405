"""Results of the phase in money and projects: by content, by year, each by source."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.lines import Line, table_rows

_MILLIONS = "Đơn vị tính: triệu đồng"
_TOTAL = "Tổng cộng"
_FUNDINGS = (
    ("national", "Nguồn quốc gia"),
    ("local", "Nguồn địa phương"),
    ("other", "Nguồn khác"),
)


def by_content(facts: Facts) -> Table:
    """Projects and money by content and source, own projects only."""
    fundings = _fundings(facts)

    def line(first: str, kind: RowKind, **content: int) -> Line:
        def cell(measure: str, **more: str) -> Quantity:
            return facts.cell("content_coverage", measure, delivery="own", **content, **more)

        money = [cell("support_vnd", funding=funding) for funding, _ in fundings]
        cells = (cell("projects"), *money, cell("support_vnd"), cell("counterpart_vnd"))
        return Line((first, *cells), kind)

    lines = [
        line(f"{row['content_no']}. {row['short_vi']}", RowKind.DATA, content_no=number)
        for row in facts.rows("contents")
        if (number := int(str(row["content_no"])))
    ]
    columns = (
        Column("Nội dung khuyến công", 42),
        Column("Số đề án", 9, is_number=True),
        *(Column(title, 13, is_number=True) for _, title in fundings),
        Column("Tổng kinh phí", 13, is_number=True),
        Column("Vốn đối ứng", 13, is_number=True),
    )
    return Table(
        name="by_content",
        caption="Số đề án và kinh phí thực hiện theo nội dung",
        columns=columns,
        rows=table_rows([*lines, line(_TOTAL, RowKind.TOTAL)], columns),
        unit_note=_MILLIONS,
    )


def by_year(facts: Facts) -> Table:
    """Money planned and spent by year and source."""
    fundings = _fundings(facts)

    def line(first: str, kind: RowKind, **year: int) -> Line:
        def cell(measure: str, **more: str) -> Quantity:
            return facts.cell("budget_execution", measure, **year, **more)

        planned = [cell("plan_vnd", funding=f) for f, _ in _FUNDINGS[:2]]
        spent = [cell("spent_vnd", funding=f) for f, _ in fundings]
        cells = (*planned, cell("plan_vnd"), *spent, cell("spent_vnd"), cell("execution_share"))
        return Line((first, *cells), kind)

    lines = [line(str(y), RowKind.DATA, year=y) for y in facts.assessment.phase.years]
    columns = (
        Column("Năm", 12),
        *(Column(f"Kế hoạch: {t.lower()}", 12, is_number=True) for _, t in _FUNDINGS[:2]),
        Column("Kế hoạch: tổng số", 12, is_number=True),
        *(Column(f"Thực hiện: {t.lower()}", 12, is_number=True) for _, t in fundings),
        Column("Thực hiện: tổng số", 12, is_number=True),
        Column("Tỷ lệ thực hiện (%)", 10, is_number=True),
    )
    return Table(
        name="by_year",
        caption="Kế hoạch và thực hiện kinh phí theo năm và nguồn",
        columns=columns,
        rows=table_rows([*lines, line(_TOTAL, RowKind.TOTAL)], columns),
        unit_note=_MILLIONS,
    )


def _fundings(facts: Facts) -> tuple[tuple[str, str], ...]:
    """The sources that have a column: other money only where there is any."""
    other = facts.cell("content_coverage", "support_vnd", delivery="own", funding="other")
    return _FUNDINGS if other else _FUNDINGS[:2]
