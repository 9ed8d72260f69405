"""How the blocks of a report follow each other in HTML: items of one kind make one list.

Also where things are reached: the ids of headings and the addresses of numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from kc_pipeline.report.model import Block, Heading, Number, Paragraph, ParagraphKind, Table

NUMBER = "so:"
"""How the part after # begins where it opens a number."""


_COUNTING = frozenset({"STT", "TT"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that stand in one element: ``heading``, ``body``, ``dash``, ``plus`` or ``table``."""

    kind: str
    blocks: tuple[Block, ...]


def flow(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks in order, neighbouring items of the same kind together."""
    for kind, found in groupby(blocks, key=_kind):
        if kind in {ParagraphKind.DASH, ParagraphKind.PLUS}:
            yield Piece(kind, tuple(found))
        else:
            yield from (Piece(kind, (block,)) for block in found)


def link(number: Number) -> str:
    """The address that opens a number: ``#so:s3.machinery.support``."""
    return f"#{NUMBER}{quote(number.pointer, safe='')}"


def heading_id(path: Sequence[str]) -> str:
    """The id of a heading by its label and those above it: ``muc-ii-1``."""
    kept = ["".join(c for c in label.lower() if c.isalnum()) for label in path]
    return "-".join(["muc", *kept])


def head_place(table: Table) -> int:
    """The column that names a row: the first that neither counts rows nor holds numbers."""
    return next(
        (
            place
            for place, column in enumerate(table.columns)
            if not column.is_number and column.title not in _COUNTING
        ),
        0,
    )


def _kind(block: Block) -> str:
    match block:
        case Heading():
            return "heading"
        case Paragraph():
            return block.kind
        case Table():
            return "table"
