"""The annexes: results in tables, every figure, and the reconciliation where there is one."""

from collections.abc import Iterator, Sequence

from kc_pipeline.number_style import roman
from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Annex, Block, Paragraph, Run, Table
from kc_pipeline.report.tables.figures import all_figures, reconciliation
from kc_pipeline.report.words import Words

_RECONCILED = (
    "Số liệu tính lại được tổng hợp từ báo cáo năm của các đơn vị và đối chiếu từng chỉ tiêu với "
    "số liệu trong báo cáo đã công bố."
)


def annexes(facts: Facts, words: Words, results: Sequence[Table]) -> tuple[Annex, ...]:
    """The annexes of a phase in order; ``results`` are the tables of the first."""
    found = list(_annexes(facts, words, results))
    return tuple(
        Annex(f"Phụ lục {roman(place)}", title, blocks, is_wide=is_wide)
        for place, (title, blocks, is_wide) in enumerate(found, start=1)
    )


def _annexes(
    facts: Facts, words: Words, results: Sequence[Table]
) -> Iterator[tuple[str, tuple[Block, ...], bool]]:
    title = "Kết quả thực hiện theo nội dung, theo năm và nguồn kinh phí"
    yield title, tuple(results), True
    yield "Hệ thống chỉ tiêu đánh giá", (all_figures(facts, words),), False
    compared = reconciliation(facts, words)
    if compared.rows:
        intro = Paragraph((Run(_RECONCILED),))
        yield "Đối chiếu với số liệu đã công bố", (intro, compared), False
