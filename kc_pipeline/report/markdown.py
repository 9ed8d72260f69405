"""The report as Markdown: the same words, headings and tables as every other format.

Text of the data stays text: whatever Markdown or HTML would take for markup is escaped.
"""

import re
from collections.abc import Iterator

from kc_pipeline.report.model import (
    Block,
    Heading,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Report,
    RowKind,
    Runs,
    Table,
    TableRow,
)

_MARKUP = re.compile(r"([\\`*_\[\]<>|#&])")
_LIST_START = re.compile(r"^([-+=~]|\d+(?=[.)]))")
_BEFORE = {ParagraphKind.BODY: "", ParagraphKind.DASH: "- ", ParagraphKind.PLUS: "  - "}
_BREAK = "  \n"  # two spaces and a line end: a new line within a paragraph


def render(report: Report) -> bytes:
    """The Markdown file, UTF-8."""
    return ("\n".join(_lines(report)).rstrip("\n") + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    head = report.letterhead
    yield _BREAK.join([escaped(head.superior), f"**{escaped(head.issuer)}**"])
    yield ""
    yield _BREAK.join(["**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**"])
    yield ""
    yield _BREAK.join([escaped(head.number_line), f"*{escaped(head.date_line)}*"])
    yield ""
    subject = " ".join(report.subject.splitlines())
    yield f"# {escaped(report.title)}: {escaped(subject)}"
    yield ""
    for section in report.sections:
        for block in section.blocks:
            yield from _block(block)
    yield from _closing(head)
    for annex in report.annexes:
        yield from ("---", "", f"## {escaped(annex.label)}. {escaped(annex.title)}", "")
        yield from (f"*{escaped(head.annex_line)}*", "")
        for block in annex.blocks:
            yield from _block(block)
    if report.footer:
        yield from ("---", "", f"*{escaped(report.footer)}*", "")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {block.label} {_text(block.runs)}"
        case Paragraph():
            text = _text(block.runs)
            yield _BEFORE[block.kind] + _LIST_START.sub(r"\\\1", text)
        case Table():
            yield from _table(block)
    yield ""


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        note = f" ({escaped(table.unit_note)})" if table.unit_note else ""
        yield f"**{escaped(table.caption)}**{note}"
        yield ""
    yield _row([escaped(column.title) for column in table.columns])
    yield _row(["---:" if column.is_number else "---" for column in table.columns])
    for row in table.rows:
        yield _row(_cells(row, len(table.columns)))


def _cells(row: TableRow, columns: int) -> list[str]:
    texts = [_text(cell) for cell in row.cells]
    if row.kind is RowKind.GROUP:
        # The first column is too narrow for the name of a group where it only counts rows.
        return ["", f"**{texts[0]}**", *[""] * (columns - 2)]
    if row.kind is RowKind.TOTAL:
        return [f"**{text}**" if text else "" for text in texts]
    return texts


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _closing(head: Letterhead) -> Iterator[str]:
    yield _BREAK.join(
        [
            "***Nơi nhận:***",
            *(f"\\- {escaped(r)};" for r in head.recipients[:-1]),
            *(f"\\- {escaped(r)}." for r in head.recipients[-1:]),
        ]
    )
    yield ""
    signed = [f"**{escaped(line)}**" for line in head.signatory]
    if head.signed_by:
        signed.append(f"**{escaped(head.signed_by)}**")
    yield _BREAK.join(signed)
    yield ""


def _text(runs: Runs) -> str:
    return "".join(escaped(run.text) for run in runs)


def escaped(text: str) -> str:
    """The text with whatever Markdown or HTML would take for markup escaped."""
    return _MARKUP.sub(r"\\\1", text)


def escaped_line(text: str) -> str:
    """As `escaped`, on one line: for an entry of a list or a cell of a table."""
    return escaped(" ".join(text.split()))
