"""The charts of a phase: money by year, by content and by district, and targets reached.

Each is made of cells of section tables, so that the numbers of its text alternative open as all
others do. A chart without anything to show is left out.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Bar, Chart, Column, Direction, Table
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import AMOUNT, PERCENT, Quantity, quantity_of
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.words import Words

_FUNDINGS = {
    "national": "Nguồn quốc gia",
    "local": "Nguồn địa phương",
    "other": "Nguồn khác",
}
_FULL = Decimal(100)


def charts(facts: Facts, words: Words) -> Mapping[str, tuple[Chart, ...]]:
    """The charts that stand at the end of a section, by its name."""
    money = [_by_year(facts, words), _by_content(facts, words), _by_district(facts, words)]
    targets = [_targets(facts, words)]
    return {
        "ket-qua-chung": tuple(chart for chart in money if chart.bars),
        "muc-tieu": tuple(chart for chart in targets if chart.bars),
    }


def _by_year(facts: Facts, words: Words) -> Chart:
    lines = {
        str(year): _by_funding(facts, "budget_execution", "spent_vnd", year=year)
        for year in facts.assessment.phase.years
    }
    title = "Kinh phí khuyến công đã thực hiện theo năm và nguồn"
    return _of_money("chart_by_year", title, "Năm", lines, direction=Direction.UP, words=words)


def _by_content(facts: Facts, words: Words) -> Chart:
    lines = {
        f"{row['content_no']}. {row['short_vi']}": _by_funding(
            facts,
            "content_coverage",
            "support_vnd",
            delivery="own",
            content_no=int(str(row["content_no"])),
        )
        for row in facts.rows("contents")
    }
    title = "Kinh phí khuyến công đã thực hiện theo nội dung"
    return _of_money(
        "chart_by_content", title, "Nội dung", lines, direction=Direction.ACROSS, words=words
    )


def _by_district(facts: Facts, words: Words) -> Chart:
    names = dict(
        facts.assessment.connection.execute(
            "select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) "
            "from core.units where is_reporting group by unit_code"
        ).fetchall()
    )
    found = {
        names.get(code, "Toàn tỉnh, không rõ địa bàn"): _by_funding(
            facts, "district_support", "support_vnd", district_code=code
        )
        for code in facts.values("district_support", "district_code")
    }
    lines = dict(sorted(found.items(), key=lambda line: (-_sum(line[1]), line[0])))
    title = "Kinh phí khuyến công đã thực hiện theo địa bàn"
    return _of_money(
        "chart_by_district", title, "Địa bàn", lines, direction=Direction.ACROSS, words=words
    )


def _targets(facts: Facts, words: Words) -> Chart:
    """Results in percent of what the phase set out to reach."""
    found = facts.assessment.connection.execute(
        "select target, figure, rate from sections.section_9_targets "
        "where phase = ? and rate is not null order by content_no nulls last, target",
        [facts.assessment.phase.name],
    ).fetchall()
    lines = {
        facts.figures[figure].label_vi: (
            quantity_of(
                rate, PERCENT, place("sections", "section_9_targets", "rate", target=target)
            ),
        )
        for target, figure, rate in found
    }
    return Chart(
        name="chart_targets",
        title="Kết quả so với mục tiêu của giai đoạn",
        unit=words.unit(PERCENT),
        direction=Direction.ACROSS,
        series=("Kết quả",),
        bars=tuple(_bars(lines, ("Kết quả",))),
        table=_table("chart_targets", "Chỉ tiêu", ("Kết quả (%)",), lines),
        full=_FULL,
    )


def _by_funding(
    facts: Facts, table: str, measure: str, **slices: str | int
) -> tuple[Quantity, ...]:
    return tuple(facts.cell(table, measure, **slices, funding=f) for f in _FUNDINGS)


def _of_money(
    name: str,
    title: str,
    first: str,
    lines: Mapping[str, tuple[Quantity, ...]],
    *,
    direction: Direction,
    words: Words,
) -> Chart:
    """A chart of amounts by source; other money is a series only where there is any."""
    has_other = any(quantities[-1] for quantities in lines.values())
    count = len(_FUNDINGS) if has_other else len(_FUNDINGS) - 1
    series = tuple(_FUNDINGS.values())[:count]
    kept = {category: quantities[:count] for category, quantities in lines.items()}
    has_any = any(any(quantities) for quantities in kept.values())
    return Chart(
        name=name,
        title=title,
        unit=words.unit(AMOUNT),
        direction=direction,
        series=series,
        bars=tuple(_bars(kept, series)) if has_any else (),
        table=_table(name, first, series, kept),
    )


def _bars(lines: Mapping[str, tuple[Quantity, ...]], series: tuple[str, ...]) -> Iterator[Bar]:
    for category, quantities in lines.items():
        for name, quantity in zip(series, quantities, strict=True):
            if quantity.value is not None:
                yield Bar(category, name, quantity.value)


def _table(
    name: str, first: str, series: tuple[str, ...], lines: Mapping[str, tuple[Quantity, ...]]
) -> Table:
    columns = (Column(first, 40), *(Column(title, 20, is_number=True) for title in series))
    rows = [Line((category, *quantities)) for category, quantities in lines.items()]
    return Table(name, "", columns, table_rows(rows, columns))


def _sum(quantities: tuple[Quantity, ...]) -> Decimal:
    return sum((q.value for q in quantities if q.value is not None), Decimal(0))
