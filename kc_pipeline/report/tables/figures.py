"""Tables of figures: targets against results, all figures, and the reconciliation."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import quantity_of
from kc_pipeline.report.tables.aims import reached_targets
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.words import Words

_FUNDINGS = ("national", "local")


def targets(facts: Facts, words: Words) -> Table:
    """The phase's own targets against its results; without rows where it has none."""
    columns = (
        Column("STT", 8),
        Column("Chỉ tiêu", 44),
        Column("Đơn vị tính", 14),
        Column("Mục tiêu", 12, is_number=True),
        Column("Kết quả", 12, is_number=True),
        Column("Tỷ lệ (%)", 12, is_number=True),
    )
    lines = [
        Line((str(number), told.label, words.unit(told.aim.unit), told.aim, told.result, told.rate))
        for number, told in enumerate(reached_targets(facts), start=1)
    ]
    caption = "Mục tiêu và kết quả thực hiện"
    return Table("targets", caption, columns, table_rows(lines, columns, is_mixed=True))


def targets_and_rest(facts: Facts, words: Words) -> Table:
    """The same under its contents, with what remains."""
    titles = {str(row["content_no"]): str(row["short_vi"]) for row in facts.rows("contents")}
    lines: list[Line] = []
    group = None
    for number, told in enumerate(reached_targets(facts), start=1):
        if told.content_no != group:
            group = told.content_no
            title = f"{group}. {titles[group]}" if group else "Kinh phí"
            lines.append(Line((title,), RowKind.GROUP))
        unit = words.unit(told.aim.unit)
        cells = (told.aim, told.result, told.rate, told.remaining)
        lines.append(Line((str(number), told.label, unit, *cells)))
    columns = (
        Column("STT", 8),
        Column("Chỉ tiêu", 38),
        Column("Đơn vị tính", 13),
        Column("Mục tiêu", 11, is_number=True),
        Column("Kết quả", 11, is_number=True),
        Column("Tỷ lệ (%)", 10, is_number=True),
        Column("Còn phải thực hiện", 12, is_number=True),
    )
    return Table("targets_and_rest", "", columns, table_rows(lines, columns, is_mixed=True))


def all_figures(facts: Facts, words: Words) -> Table:
    """Every figure, its parts by source beside it rather than below.

    Where some are less complete than others, each says how complete its data is; what is the same
    for all is said in the text, once.
    """
    grades = {name: facts.coverage(name).words for name in facts.figures}
    has_grades = len(set(grades.values())) > 1
    lines: list[Line] = []
    part, number = "", 0
    for figure in facts.figures.values():
        base, _, ending = figure.name.rpartition(".")
        if ending in _FUNDINGS and base in facts.figures:
            continue
        if words.part(figure.name) != part:
            part = words.part(figure.name)
            lines.append(Line((part,), RowKind.GROUP))
        number += 1
        sources = [facts.figures.get(f"{figure.name}.{funding}") for funding in _FUNDINGS]
        beside = ["" if s is None else s.quantity for s in sources]
        unit = words.unit(figure.quantity.unit)
        grade = (grades[figure.name],) if has_grades else ()
        lines.append(Line((str(number), figure.label_vi, unit, figure.quantity, *beside, *grade)))
    columns = (
        Column("STT", 7),
        Column("Chỉ tiêu", 43),
        Column("Đơn vị tính", 16),
        Column("Tổng số", 12, is_number=True),
        Column("Nguồn quốc gia", 12, is_number=True),
        Column("Nguồn địa phương", 12, is_number=True),
        *((Column("Mức đầy đủ của số liệu", 18),) if has_grades else ()),
    )
    return Table("all_figures", "", columns, table_rows(lines, columns, is_mixed=True))


def reconciliation(facts: Facts, words: Words) -> Table:
    """Published against recomputed, as far as anything was published."""
    found = facts.assessment.connection.execute(
        "select figure, published, computed, unit, difference, verdict "
        "from assessment.reconciliation where phase = ? and published is not null "
        "order by figure",
        [facts.assessment.phase.name],
    ).fetchall()
    order = {name: place for place, name in enumerate(facts.figures)}
    found.sort(key=lambda row: order.get(row[0], len(order)))
    lines = []
    for number, (name, published, computed, unit, difference, verdict) in enumerate(found, 1):
        label = facts.figures[name].label_vi if name in facts.figures else name
        told = quantity_of(published, unit, _compared("published", name))
        counted = facts.figures[name].quantity if computed is not None else ""
        differs = quantity_of(difference, unit, _compared("difference", name))
        lines.append(
            Line(
                (
                    str(number),
                    label,
                    words.unit(unit),
                    told,
                    counted,
                    differs,
                    words.verdict(verdict),
                )
            )
        )
    columns = (
        Column("STT", 7),
        Column("Chỉ tiêu", 37),
        Column("Đơn vị tính", 15),
        Column("Đã công bố", 11, is_number=True),
        Column("Tính lại", 11, is_number=True),
        Column("Chênh lệch", 9, is_number=True),
        Column("Kết luận", 12),
    )
    return Table("reconciliation", "", columns, table_rows(lines, columns, is_mixed=True))


def _compared(column: str, figure: str) -> str:
    return place("assessment", "reconciliation", column, figure=figure)
