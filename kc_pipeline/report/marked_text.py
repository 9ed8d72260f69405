"""The marked text that templates give, read into headings, paragraphs and tables.

The layout of a template file: blocks are parted by blank lines; ``#``, ``##``, ``###`` begin a
heading, ``-`` and ``+`` an item; a table stands alone in its block. Line breaks within a block do
not count. Which templates there are, and what they print, is the business of ``wording``.
"""

import re
from collections.abc import Iterator, Sequence

from kc_pipeline.report.model import Block, Heading, Paragraph, ParagraphKind, Run, Runs, Table

Printed = Run | Table
"""What a mark stands for."""

MARK = r"\x02(\d+)\x03"

_BREAK = "\x04"  # no white space to Jinja, which trims that
_HEADING = re.compile(r"(#{1,3})\s+(.*)", re.DOTALL)
_ITEMS = {"- ": ParagraphKind.DASH, "+ ": ParagraphKind.PLUS}
_NEXT_ITEM = re.compile(r"\n\s*(?=[-+] )")
_SPACE_BEFORE = re.compile(r"\s+([,.;:)])")
_SPACE_AFTER = re.compile(r"\(\s+")


def mark(place: int) -> str:
    """The mark for the printed thing at that place."""
    return f"\x02{place}\x03"


def with_breaks(source: str) -> str:
    """The source of a template with its blank lines marked as the ends of blocks."""
    return re.sub(r"(?m)^[ \t]*$", _BREAK, source)


def blocks(marked: str, printed: Sequence[Printed]) -> tuple[Block, ...]:
    """The blocks of a marked text, headings without their labels; none that says nothing."""
    return tuple(
        block
        for part in marked.split(_BREAK)
        for piece in _NEXT_ITEM.split(part.strip())
        if (block := _block(piece.strip(), printed)) is not None
    )


def runs(marked: str, printed: Sequence[Printed]) -> Runs:
    """The runs of one block of marked text, spaces tidied where a template breaks its lines."""
    return tuple(_runs(marked, printed))


def _block(piece: str, printed: Sequence[Printed]) -> Block | None:
    if not piece:
        return None
    alone = re.fullmatch(MARK, piece)
    if alone and isinstance(table := printed[int(alone[1])], Table):
        return table if table.rows else None
    heading = _HEADING.fullmatch(piece)
    if heading:
        return Heading(len(heading[1]), "", runs(heading[2], printed))
    kind = _ITEMS.get(piece[:2], ParagraphKind.BODY)
    found = runs(piece if kind is ParagraphKind.BODY else piece[2:], printed)
    return Paragraph(found, kind) if found else None


def _runs(marked: str, printed: Sequence[Printed]) -> Iterator[Run]:
    tidy = " ".join(marked.split())
    tidy = _SPACE_AFTER.sub("(", _SPACE_BEFORE.sub(r"\1", tidy))
    for place, piece in enumerate(re.split(MARK, tidy)):
        is_mark = place % 2 == 1
        if is_mark:
            found = printed[int(piece)]
            if isinstance(found, Table):
                raise ValueError(f"table {found.name} does not stand alone in its block")
            yield found
        elif piece:
            yield Run(piece)
