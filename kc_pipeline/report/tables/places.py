"""Results by content and by district over the years, and how much money was mobilised."""

from collections.abc import Sequence

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.grids import MILLIONS, TOTAL, Measure, year_grid
from kc_pipeline.report.tables.lines import Line, table_rows

_PROJECTS = "Đơn vị tính: đề án"
_SIDES = {"content_no": ("nội dung", "Nội dung khuyến công"), "year": ("năm", "Năm")}
_DISTRICTS, _ALL_UNITS = "Huyện, thành phố", "Huyện, thành phố, xã, phường"
_NO_DISTRICT = ("Toàn tỉnh hoặc chưa xác định địa bàn", "none")


def contents(facts: Facts) -> tuple[tuple[str, int], ...]:
    """The contents of the decree as a table names them, with their numbers."""
    return tuple(
        (f"{row['content_no']}. {row['short_vi']}", int(str(row["content_no"])))
        for row in facts.rows("contents")
    )


def by_content_and_year(facts: Facts) -> tuple[Table, ...]:
    """Projects and money by content and year, own projects only."""
    told = (
        ("projects", "content_projects", "Số đề án hoàn thành theo nội dung và năm", _PROJECTS),
        ("support_vnd", "content_support", "Kinh phí thực hiện theo nội dung và năm", MILLIONS),
    )
    return tuple(
        year_grid(
            facts,
            Measure("content_coverage", measure, "content_no", {"delivery": "own"}),
            contents(facts),
            name=name,
            caption=caption,
            side="Nội dung khuyến công",
            unit_note=note,
        )
        for measure, name, caption, note in told
    )


def by_district_and_year(facts: Facts) -> tuple[Table, ...]:
    """Projects and money by district and year: where the projects took place."""
    table = "district_support"
    found = facts.values(table, "district_code")
    units = facts.rows("districts")
    named = [(str(row["name"]), str(row["code"])) for row in units]
    side = _DISTRICTS if all(row["kind"] == "district" for row in units) else _ALL_UNITS
    known = {code for _, code in named}
    # A code of a time when it had no name here is told by itself rather than lost.
    named += [(str(code), str(code)) for code in found if code not in {*known, "none"}]
    if "none" in found:
        named.append(_NO_DISTRICT)
    told = (
        ("projects", "district_projects", "Số đề án hoàn thành theo địa bàn và năm", _PROJECTS),
        ("support_vnd", "district_support", "Kinh phí thực hiện theo địa bàn và năm", MILLIONS),
    )
    return tuple(
        year_grid(
            facts,
            Measure(table, measure, "district_code"),
            named,
            name=name,
            caption=caption,
            side=side,
            unit_note=note,
        )
        for measure, name, caption, note in told
    )


def mobilised(facts: Facts) -> tuple[Table, ...]:
    """What the beneficiaries put in beside the support: by content, and by year."""
    years = [(str(year), year) for year in facts.assessment.phase.years]
    by_content = _mobilised(facts, contents(facts), "content_no")
    if len(years) == 1:
        return (by_content,)
    return by_content, _mobilised(facts, years, "year")


def _mobilised(facts: Facts, items: Sequence[tuple[str, int]], dimension: str) -> Table:
    of_what, side = _SIDES[dimension]

    def line(label: str, kind: RowKind, **of: int) -> Line:
        def cell(measure: str) -> Quantity:
            return facts.cell("content_coverage", measure, delivery="own", **of)

        support, counterpart = cell("support_vnd"), cell("counterpart_vnd")
        averages = (cell("average_support_vnd"), cell("leverage"))
        return Line(
            (label, cell("projects"), support, *averages[:1], counterpart, averages[1]), kind
        )

    lines = [line(label, RowKind.DATA, **{dimension: item}) for label, item in items]
    columns = (
        Column(side, 42),
        Column("Số đề án", 10, is_number=True, adds=True),
        Column("Kinh phí khuyến công", 14, is_number=True, adds=True),
        Column("Bình quân một đề án", 14, is_number=True),
        Column("Vốn đối ứng", 14, is_number=True, adds=True),
        Column("Vốn đối ứng trên một đồng kinh phí (đồng)", 16, is_number=True),
    )
    rows = table_rows([*lines, line(TOTAL, RowKind.TOTAL)], columns)
    caption = f"Vốn đối ứng huy động theo {of_what}"
    return Table(f"mobilised_by_{dimension}", caption, columns, rows, MILLIONS)
