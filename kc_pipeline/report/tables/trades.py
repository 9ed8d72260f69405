"""Results by trade: the industries of the establishments supported, the trades that were taught."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.tables.grids import MILLIONS, TOTAL
from kc_pipeline.report.tables.lines import Line, table_rows

_UNTOLD = "Chưa ghi ngành nghề"


def by_industry(facts: Facts) -> Table:
    """Support for models, machinery and technology by industry, most money first."""
    table = "industry_support"
    measures = (
        "projects", "beneficiaries", "establishment_support_vnd", "investment_vnd", "new_jobs",
        "revenue_increase_vnd",
    )  # fmt: skip

    def line(label: str, kind: RowKind, **of: str) -> Line:
        return Line((label, *(facts.cell(table, m, **of) for m in measures)), kind)

    found = sorted(
        map(str, facts.values(table, "industry")),
        key=lambda name: (
            -(facts.cell(table, "establishment_support_vnd", industry=name).value or 0), name,
        ),
    )  # fmt: skip
    lines = [line(_named(name), RowKind.DATA, industry=name) for name in found]
    columns = (
        Column("Ngành nghề", 40),
        Column("Số đề án", 10, is_number=True),
        Column("Số cơ sở", 10, is_number=True),
        Column("Kinh phí hỗ trợ", 13, is_number=True, adds=True),
        Column("Tổng vốn đầu tư", 13, is_number=True, adds=True),
        Column("Lao động tăng thêm (người)", 13, is_number=True, adds=True),
        Column("Doanh thu tăng thêm", 13, is_number=True, adds=True),
    )
    rows = table_rows([*lines, line(TOTAL, RowKind.TOTAL)], columns) if lines else ()
    caption = "Hỗ trợ mô hình, máy móc, công nghệ theo ngành nghề"
    return Table("by_industry", caption, columns, rows, MILLIONS)


def by_trade(facts: Facts) -> Table:
    """Classes of own projects, then of partner-run ones, by trade."""
    table, measures = "trade_training", ("classes", "trainees", "women")

    def line(label: str, kind: RowKind, delivery: str, **of: str) -> Line:
        cells = (facts.cell(table, m, delivery=delivery, **of) for m in measures)
        return Line((label, *cells), kind)

    lines: list[Line] = []
    for delivery, group in (
        ("own", "Do tỉnh thực hiện"),
        ("partner", "Do đơn vị ngoài tỉnh phối hợp thực hiện"),
    ):
        trades = [
            str(name)
            for name in facts.values(table, "trade")
            if facts.cell(table, "classes", delivery=delivery, trade=str(name))
        ]
        if trades:
            lines.append(Line((group,), RowKind.GROUP))
            lines += [line(_named(t), RowKind.DATA, delivery, trade=t) for t in trades]
            lines.append(line("Cộng", RowKind.TOTAL, delivery))
    columns = (
        Column("Nghề, chuyên đề", 56),
        Column("Số lớp", 14, is_number=True, adds=True),
        Column("Số học viên", 14, is_number=True, adds=True),
        Column("Trong đó: nữ", 14, is_number=True, adds=True),
    )
    caption = "Đào tạo, truyền nghề, bồi dưỡng theo nghề, chuyên đề"
    return Table("by_trade", caption, columns, table_rows(lines, columns))


def _named(name: str) -> str:
    return _UNTOLD if name == "none" else name
