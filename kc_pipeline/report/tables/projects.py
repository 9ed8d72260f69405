"""The lists of projects: those that count, partner-run ones, and those adjusted or not finished."""

from collections.abc import Sequence

from kc_pipeline.report.facts import Facts, NamedRow
from kc_pipeline.report.model import Column, RowKind, Table
from kc_pipeline.report.tables.grids import MILLIONS, TOTAL
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.report.tables.places import contents
from kc_pipeline.words import Words

_CHANGED = ("adjusted", "in_progress", "carried_over", "stopped")


def own_projects(facts: Facts, words: Words) -> Table:
    """The own projects that count, under their content; their money is the phase's."""
    projects = [row for row in _projects(facts, "own") if row["is_counted"] == "yes"]
    lines: list[Line] = []
    for title, content_no in contents(facts):
        of_content = [row for row in projects if row["content_no"] == str(content_no)]
        if of_content:
            lines.append(Line((title,), RowKind.GROUP))
            lines += [
                _line(facts, words, row, number) for number, row in enumerate(of_content, start=1)
            ]
    if lines:
        figures = (facts.figure(f"overview.{name}") for name in ("support", "counterpart"))
        lines.append(Line(("", "", TOTAL, "", "", "", "", *figures, ""), RowKind.TOTAL))
    columns = _columns("Tình trạng")
    caption = "Danh mục đề án khuyến công đã hoàn thành"
    return Table("own_projects", caption, columns, table_rows(lines, columns), MILLIONS)


def partner_projects(facts: Facts, words: Words) -> Table:
    """The partner-run projects, which never enter the province's totals."""
    projects = _projects(facts, "partner")
    lines = [
        _line(facts, words, row, number, last=row["lead_unit"])
        for number, row in enumerate(projects, start=1)
    ]
    columns = _columns("Đơn vị chủ trì")
    caption = (
        "Hoạt động do đơn vị ngoài tỉnh chủ trì, phối hợp thực hiện "
        "(không tính vào kết quả của tỉnh)"
    )
    return Table("partner_projects", caption, columns, table_rows(lines, columns), MILLIONS)


def changed_projects(facts: Facts, words: Words) -> Table:
    """The own projects adjusted, running, carried over or stopped, each with its reason."""
    lines: list[Line] = []
    for status in _CHANGED:
        projects = [row for row in _projects(facts, "own") if row["status"] == status]
        if projects:
            lines.append(Line((words.code(status),), RowKind.GROUP))
        for number, row in enumerate(projects, start=1):
            note = str(row["note"])
            reason = note[:1].upper() + note[1:] if note else "Báo cáo chưa nêu lý do"
            lines.append(_line(facts, words, row, number, last=reason))
    columns = _columns("Lý do, ghi chú của đơn vị báo cáo")
    caption = "Đề án điều chỉnh, chuyển tiếp, ngừng thực hiện"
    return Table("changed_projects", caption, columns, table_rows(lines, columns), MILLIONS)


def _projects(facts: Facts, delivery: str) -> Sequence[NamedRow]:
    return [row for row in facts.rows("projects") if row["delivery"] == delivery]


def _line(
    facts: Facts, words: Words, row: NamedRow, number: int, last: object | None = None
) -> Line:
    code = str(row["project_code"])
    money = (
        facts.of_project(code, column) for column in ("planned_vnd", "spent_vnd", "counterpart_vnd")
    )
    title, place = row["title"], str(row["place"])
    # A place told by nothing is the whole province's.
    where = place[:1].upper() + place[1:] if place else "Toàn tỉnh"
    told = words.code(str(row["status"])) if last is None else str(last)
    funding = words.code(str(row["funding"]))
    return Line((str(number), code, title, where, row["year"], funding, *money, told))


def _columns(last: str) -> tuple[Column, ...]:
    return (
        Column("STT", 8),
        Column("Mã đề án", 21),
        Column("Tên đề án", 42),
        Column("Địa điểm", 26),
        Column("Năm", 9),
        Column("Nguồn", 14),
        Column("Kế hoạch", 12, is_number=True),
        Column("Thực hiện", 12, is_number=True, adds=True),
        Column("Vốn đối ứng", 12, is_number=True, adds=True),
        Column(last, 22),
    )
