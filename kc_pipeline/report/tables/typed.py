"""Numbers that were typed into a paragraph and are not what the data say."""

from collections.abc import Iterable

from kc_pipeline.report.model import Column, Table
from kc_pipeline.report.tables.lines import Line, table_rows
from kc_pipeline.report.typed_figures import TypedFigure, Verdict

_TOLD = frozenset({Verdict.DIFFERS, Verdict.ELSEWHERE, Verdict.UNREADABLE})
"""What a reader of the report is told; of the rest only those who write it."""


def typed_numbers(figures: Iterable[TypedFigure]) -> Table:
    """Each with where it stands, the number it was compared with, and what came of it."""
    lines = [
        Line((
            str(number), figure.path.rpartition("/")[2], str(figure.line), figure.text,
            figure.meant or "", figure.finding,
        ))
        for number, figure in enumerate((f for f in figures if f.verdict in _TOLD), start=1)
    ]  # fmt: skip
    columns = (
        Column("STT", 7),
        Column("Đoạn văn", 20),
        Column("Dòng", 8),
        Column("Số đã viết", 17),
        Column("Số liệu tổng hợp", 12, is_number=True),
        Column("Kết quả đối chiếu", 50),
    )
    caption = "Số liệu viết tay trong các đoạn nhận định chưa khớp với số liệu tổng hợp"
    return Table("typed_numbers", caption, columns, table_rows(lines, columns, is_mixed=True))
