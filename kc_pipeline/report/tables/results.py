"""Results of the phase in money and projects: by content, by year, each by source."""

from collections.abc import Callable
from dataclasses import replace

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.grids import MILLIONS, TOTAL
from kc_pipeline.report.tables.lines import Line, table_rows

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
        Column("Số đề án", 9, is_number=True, adds=True),
        *(Column(title, 13, is_number=True, adds=True) for _, title in fundings),
        Column("Tổng kinh phí", 13, is_number=True, adds=True),
        Column("Vốn đối ứng", 13, is_number=True, adds=True),
    )
    return Table(
        name="by_content",
        caption="Số đề án và kinh phí thực hiện theo nội dung",
        columns=columns,
        rows=table_rows([*lines, line(TOTAL, RowKind.TOTAL)], columns),
        unit_note=MILLIONS,
    )


def by_year(facts: Facts) -> Table:
    """Money spent by year and source, and what the beneficiaries put in."""
    fundings = _fundings(facts)

    def line(first: str, kind: RowKind, **year: int) -> Line:
        def cell(measure: str, **more: str) -> Quantity:
            return facts.cell("budget_execution", measure, **year, **more)

        spent = [cell("spent_vnd", funding=f) for f, _ in fundings]
        return Line((first, *spent, cell("spent_vnd"), cell("counterpart_vnd")), kind)

    columns = (
        Column("Năm", 18),
        *(Column(title, 20, is_number=True, adds=True) for _, title in fundings),
        Column("Tổng kinh phí", 20, is_number=True, adds=True),
        Column("Vốn đối ứng", 20, is_number=True, adds=True),
    )
    caption = "Kinh phí khuyến công thực hiện theo năm và nguồn"
    return _years(facts, line, Table("by_year", caption, columns, (), MILLIONS))


def plan_and_result(facts: Facts) -> Table:
    """Money planned and spent by year, each source with its rate; none where no plan is told."""
    sources = (*_FUNDINGS[:2], ("", "Tổng số"))

    def line(first: str, kind: RowKind, **year: int) -> Line:
        def cells(funding: str) -> tuple[Quantity, ...]:
            of: dict[str, str | int] = {**year, **({"funding": funding} if funding else {})}
            measures = ("plan_vnd", "spent_vnd", "execution_share")
            return tuple(facts.cell("budget_execution", m, **of) for m in measures)

        return Line((first, *(cell for funding, _ in sources for cell in cells(funding))), kind)

    columns = (
        Column("Năm", 12),
        *(
            Column(f"{title}: {what}", 12, is_number=True, adds=adds)
            for _, title in sources
            for what, adds in (("kế hoạch", True), ("thực hiện", True), ("tỷ lệ (%)", False))
        ),
    )
    caption = "Kế hoạch được giao và kết quả thực hiện theo năm"
    table = _years(facts, line, Table("plan_and_result", caption, columns, (), MILLIONS))
    return table if facts.figure("overview.plan") else replace(table, rows=())


def _years(facts: Facts, line: Callable[..., Line], table: Table) -> Table:
    """The table with a line a year, and the total where there is more than one."""
    years = facts.assessment.phase.years
    lines = [line(str(year), RowKind.DATA, year=year) for year in years]
    if len(years) > 1:
        lines.append(line(TOTAL, RowKind.TOTAL))
    return replace(table, rows=table_rows(lines, table.columns))


def _fundings(facts: Facts) -> tuple[tuple[str, str], ...]:
    """The sources that have a column: other money only where there is any."""
    other = facts.cell("content_coverage", "support_vnd", delivery="own", funding="other")
    return _FUNDINGS if other else _FUNDINGS[:2]
