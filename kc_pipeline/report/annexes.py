"""The annexes: which there are, in which order, and which of them a phase has anything for.

An annex that would be empty is left out; what tells of completeness always stands, for there an
empty list is news. What stands in the tables is said under ``tables``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kc_pipeline.number_style import roman
from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Annex, Block, Paragraph, Run, Table
from kc_pipeline.report.tables.figures import all_figures, reconciliation, targets_and_rest
from kc_pipeline.report.tables.outcomes import of_establishments, of_trainees
from kc_pipeline.report.tables.places import by_content_and_year, by_district_and_year, mobilised
from kc_pipeline.report.tables.products import by_level_and_year, honoured
from kc_pipeline.report.tables.projects import changed_projects, own_projects, partner_projects
from kc_pipeline.report.tables.reporting import (
    decisions,
    held_back,
    reporting_gaps,
    reports_by_year,
)
from kc_pipeline.report.tables.results import by_content, by_year, plan_and_result
from kc_pipeline.report.tables.trades import by_industry, by_trade
from kc_pipeline.report.widths import UPRIGHT_MM, asks_for_width
from kc_pipeline.words import Words

_RECONCILED = (
    "Số liệu tính lại được tổng hợp từ báo cáo năm của các đơn vị và đối chiếu từng chỉ tiêu với "
    "số liệu trong báo cáo đã công bố."
)
_DISTRICTS = (
    "Địa bàn là nơi thực hiện đề án, không phải đơn vị lập báo cáo; đề án thực hiện trên phạm vi "
    "toàn tỉnh được ghi thành dòng riêng."
)
_QUALITY = "Chất lượng số liệu"
_NONE_LATE = "Các đơn vị đều đã gửi báo cáo năm đúng thời hạn."
_NONE_HELD = "Không có dòng số liệu nào bị giữ lại."


@dataclass(frozen=True, slots=True)
class _Draft:
    """An annex before it has its number."""

    title: str
    blocks: tuple[Block, ...]


def annexes(facts: Facts, words: Words) -> tuple[Annex, ...]:
    """The annexes of a phase in order, those without a table left out."""
    found = [draft for draft in _drafts(facts, words) if _has_rows(draft)]
    return tuple(
        Annex(f"Phụ lục {roman(place)}", draft.title, _told(draft), is_wide=_is_wide(draft.blocks))
        for place, draft in enumerate(found, start=1)
    )


def with_table(found: tuple[Annex, ...], table: Table) -> tuple[Annex, ...]:
    """The annexes with one more table in the last, on the quality of the data, if it has rows."""
    if not table.rows:
        return found
    if found and found[-1].title == _QUALITY:
        return (*found[:-1], replace(found[-1], blocks=(*found[-1].blocks, table)))
    return (
        *found,
        Annex(f"Phụ lục {roman(len(found) + 1)}", _QUALITY, (table,), is_wide=_is_wide((table,))),
    )


def _drafts(facts: Facts, words: Words) -> Iterator[_Draft]:
    if _has_results(facts):
        yield from _results(facts, words)
    yield _Draft("Mục tiêu và kết quả thực hiện", (targets_and_rest(facts, words),))
    yield _Draft("Hệ thống chỉ tiêu đánh giá", (all_figures(facts, words),))
    yield _Draft(
        "Đối chiếu với số liệu đã công bố", (_says(_RECONCILED), reconciliation(facts, words))
    )
    yield _quality(facts)


def _has_results(facts: Facts) -> bool:
    """Whether there is anything of which the tables of results could tell."""
    names = ("overview.projects", "overview.projects_partner", "overview.plan")
    return any(facts.figure(name) for name in names) or bool(facts.rows("projects"))


def _results(facts: Facts, words: Words) -> Iterator[_Draft]:
    yield _Draft("Kinh phí theo năm và nguồn", (by_year(facts), plan_and_result(facts)))
    yield _Draft("Kết quả thực hiện theo nội dung", (by_content(facts), *_over_years(facts)))
    if facts.figure("overview.projects"):
        districts: tuple[Block, ...] = (_says(_DISTRICTS), *by_district_and_year(facts))
        yield _Draft("Kết quả thực hiện theo địa bàn", districts)
    yield _Draft("Kết quả theo ngành nghề", (by_industry(facts), by_trade(facts)))
    if facts.figure("overview.support"):
        yield _Draft("Vốn huy động và hiệu quả thu hút vốn", mobilised(facts))
    yield _Draft(
        "Sản phẩm công nghiệp nông thôn tiêu biểu",
        (by_level_and_year(facts), honoured(facts, words)),
    )
    yield _Draft("Danh mục đề án", (own_projects(facts, words), partner_projects(facts, words)))
    yield _Draft(
        "Đề án điều chỉnh, chuyển tiếp, ngừng thực hiện", (changed_projects(facts, words),)
    )
    outcomes = (of_establishments(facts), of_trainees(facts))
    yield _Draft("Hiệu quả sau hỗ trợ", outcomes)


def _quality(facts: Facts) -> _Draft:
    gaps, held = reporting_gaps(facts), held_back(facts)
    blocks = (
        reports_by_year(facts),
        gaps if gaps.rows else _says(_NONE_LATE),
        held if held.rows else _says(_NONE_HELD),
        decisions(facts),
    )
    return _Draft(_QUALITY, blocks)


def _over_years(facts: Facts) -> tuple[Table, ...]:
    """Contents by year; in one year they would only say again what the phase says."""
    return by_content_and_year(facts) if len(facts.assessment.phase.years) > 1 else ()


def _is_wide(blocks: Iterable[Block]) -> bool:
    """Whether a table of it asks for a page laid across."""
    return any(isinstance(b, Table) and asks_for_width(b, UPRIGHT_MM) for b in blocks)


def _says(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _has_rows(draft: _Draft) -> bool:
    return any(isinstance(block, Table) and block.rows for block in draft.blocks)


def _told(draft: _Draft) -> tuple[Block, ...]:
    """Its blocks without the tables that have no rows."""
    return tuple(b for b in draft.blocks if not isinstance(b, Table) or b.rows)
