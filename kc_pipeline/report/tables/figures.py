"""Tables of figures: targets against results, all figures, and the reconciliation."""

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import quantity_of
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.report.words import Words

_FUNDINGS = ("national", "local")


def targets(facts: Facts, words: Words) -> Table:
    """The phase's own targets against its results; without rows where it has none."""
    found = facts.assessment.connection.execute(
        "select content_no, target, figure, unit, target_value, rate "
        "from sections.section_9_targets where phase = ?",
        [facts.assessment.phase.name],
    ).fetchall()
    order = {name: place for place, name in enumerate(facts.figures)}
    found.sort(key=lambda row: (row[0] is None, row[0], order[row[2]]))
    lines = []
    for number, (_, target, name, unit, value, rate) in enumerate(found, start=1):
        figure = facts.figures[name]
        aim = quantity_of(value, unit, _of_target("target_value", target))
        reached = quantity_of(rate, "percent", _of_target("rate", target))
        label = figure.label_vi
        lines.append(Line((str(number), label, words.unit(unit), aim, figure.quantity, reached)))
    columns = (
        Column("STT", 8),
        Column("Chỉ tiêu", 44),
        Column("Đơn vị tính", 14),
        Column("Mục tiêu", 12, is_number=True),
        Column("Kết quả", 12, is_number=True),
        Column("Tỷ lệ (%)", 12, is_number=True),
    )
    caption = "Mục tiêu và kết quả thực hiện"
    return Table("targets", caption, columns, table_rows(lines, columns, is_mixed=True))


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
        Column("STT", 8),
        Column("Chỉ tiêu", 44),
        Column("Đơn vị tính", 13),
        Column("Tổng số", 13, is_number=True),
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
        Column("STT", 8),
        Column("Chỉ tiêu", 36),
        Column("Đơn vị tính", 12),
        Column("Đã công bố", 12, is_number=True),
        Column("Tính lại", 12, is_number=True),
        Column("Chênh lệch", 10, is_number=True),
        Column("Kết luận", 12),
    )
    return Table("reconciliation", "", columns, table_rows(lines, columns, is_mixed=True))


def _of_target(column: str, target: str) -> str:
    return place("sections", "section_9_targets", column, target=target)


def _compared(column: str, figure: str) -> str:
    return place("assessment", "reconciliation", column, figure=figure)
