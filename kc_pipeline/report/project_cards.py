"""Every project of a phase as a card to be looked up, with the rows of the reports that tell of it.

Nothing is counted here; which projects count is said by ``core.projects``.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kc_pipeline.figures.computing import MILLION
from kc_pipeline.figures.session import Assessment
from kc_pipeline.number_style import exact
from kc_pipeline.report.lookup import ProjectCard
from kc_pipeline.report.quantity import plain
from kc_pipeline.warehouse.quoting import identifier

_CARDS = """
select
    p.project_code, p.title, p.year::varchar, c.content_no || '. ' || c.short_vi, a.label_vi,
    case p.funding
        when 'national' then 'Khuyến công quốc gia'
        when 'local' then 'Khuyến công địa phương'
        else 'Nguồn khác'
    end,
    case p.delivery when 'own' then 'Tỉnh thực hiện' else 'Đơn vị ngoài tỉnh thực hiện' end,
    p.lead_unit, p.commune,
    case p.status
        when 'completed' then 'Hoàn thành'
        when 'adjusted' then 'Điều chỉnh, hoàn thành'
        when 'in_progress' then 'Đang thực hiện'
        when 'carried_over' then 'Chuyển năm sau'
        when 'stopped' then 'Ngừng thực hiện'
    end,
    p.spent_vnd, p.counterpart_vnd, p.note
from core.projects as p
left join core.contents as c using (content_no)
left join core.activities as a using (activity)
where p.year between $from_year and $to_year
order by p.year, p.project_code
"""
_TITLES = (
    "Năm", "Nội dung", "Hoạt động", "Nguồn kinh phí", "Hình thức thực hiện", "Đơn vị chủ trì",
    "Địa điểm", "Tình trạng", "Kinh phí thực hiện", "Vốn đối ứng", "Ghi chú",
)  # fmt: skip


def project_cards(assessment: Assessment) -> tuple[ProjectCard, ...]:
    """The projects whose row that counts, or is latest, lies in the phase; by year and code."""
    phase = assessment.phase
    found = assessment.connection.execute(
        _CARDS, {"from_year": phase.from_year, "to_year": phase.to_year}
    ).fetchall()
    rows = _rows(assessment)
    return tuple(
        ProjectCard(code, plain(title), tuple(_facts(told)), rows.get(code, ()))
        for code, title, *told in found
    )


def _facts(told: list[Any]) -> Iterator[tuple[str, str]]:
    for title, value in zip(_TITLES, told, strict=True):
        if isinstance(value, int):
            yield title, f"{exact(Decimal(value) / MILLION)} triệu đồng"
        elif value:
            yield title, plain(str(value))


def _rows(assessment: Assessment) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
    """Path, sheet and row of every row in force that names a project, by its code."""
    tables = [
        asset.name
        for asset in assessment.assessor.sql.in_order()
        if asset.schema == "core"
        and {"project_code", "row_no"} <= {column.name for column in asset.header.columns}
    ]
    told = " union all ".join(
        f"select project_code, submission_id, sheet, row_no from {identifier('core', table)}"
        for table in tables
    )
    found = assessment.connection.execute(
        f"select told.project_code, s.path, told.sheet, told.row_no from ({told}) as told "
        "join quality.submissions as s using (submission_id) "
        "where told.project_code is not null order by all"
    ).fetchall()
    rows: dict[str, list[tuple[str, str, int]]] = {}
    for code, path, sheet, row_no in found:
        rows.setdefault(code, []).append((path, sheet, row_no))
    return {code: tuple(places) for code, places in rows.items()}
