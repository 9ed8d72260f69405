"""Rows as a table in Markdown, for metadata: text of the data stays text."""

from collections.abc import Iterable, Sequence

import dagster as dg

from kc_pipeline.report.markdown import escaped_line

_LONGEST = 60


def markdown_table(names: Sequence[str], rows: Iterable[Iterable[object]]) -> dg.MetadataValue:
    """The rows under their names; absent values are blank, long ones cut."""
    lines = [_line(names), _line("---" for _ in names)]
    return dg.MetadataValue.md("\n".join([*lines, *(_line(row) for row in rows)]))


def _line(values: Iterable[object]) -> str:
    cells = ("" if value is None else escaped_line(_cut(str(value))) for value in values)
    return f"| {' | '.join(cells)} |"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
