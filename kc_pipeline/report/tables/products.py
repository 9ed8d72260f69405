"""The products honoured as typical: how many at each level and in each year, and which."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.grids import TOTAL
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.words import Words

_MEASURES = (
    ("province_products", "Sản phẩm cấp tỉnh"),
    ("province_beneficiaries", "Cơ sở có sản phẩm cấp tỉnh"),
    ("regional_products", "Sản phẩm cấp khu vực"),
    ("national_products", "Sản phẩm cấp quốc gia"),
)


def by_level_and_year(facts: Facts) -> Table:
    """Products by year across the levels; an establishment honoured twice is one in the total."""
    years = [
        year
        for year in facts.assessment.phase.years
        if any(_cell(facts, measure, year=year) for measure, _ in _MEASURES)
    ]
    lines = [
        Line((str(year), *(_cell(facts, m, year=year) for m, _ in _MEASURES))) for year in years
    ]
    if len(years) > 1:
        lines.append(Line((TOTAL, *(_cell(facts, m) for m, _ in _MEASURES)), RowKind.TOTAL))
    columns = (
        Column("Năm", 16),
        *(
            Column(title, 20, is_number=True, adds=measure.endswith("products"))
            for measure, title in _MEASURES
        ),
    )
    caption = "Số sản phẩm được tôn vinh theo cấp và năm"
    return Table("products_by_level", caption, columns, table_rows(lines, columns))


def honoured(facts: Facts, words: Words) -> Table:
    """Every product honoured, under its level."""
    lines: list[Line] = []
    level, number = "", 0
    for row in facts.rows("honoured_products"):
        if row["level"] != level:
            level, number = str(row["level"]), 0
            lines.append(Line((words.code(level),), RowKind.GROUP))
        number += 1
        told = (row["year"], row["product"], row["establishment"], row["certificate_no"])
        lines.append(Line((str(number), *told)))
    columns = (
        Column("STT", 9),
        Column("Năm", 9),
        Column("Sản phẩm", 26),
        Column("Cơ sở", 36),
        Column("Số giấy chứng nhận", 32),
    )
    caption = "Danh sách sản phẩm được tôn vinh"
    return Table("honoured_products", caption, columns, table_rows(lines, columns))


def _cell(facts: Facts, measure: str, **year: int) -> Quantity:
    return facts.cell(
        "section_4_typical_products", measure, activity="selection", delivery="own", **year
    )
