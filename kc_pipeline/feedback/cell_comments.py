"""What findings say in the comment of a cell, below whatever somebody else wrote there.

How ours is told from theirs stands in `kc_pipeline.intake.own_comments`, for the reader too.
"""

from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

from kc_pipeline.feedback.cell_text import storable
from kc_pipeline.feedback.severity_words import gravest_first
from kc_pipeline.intake.own_comments import AUTHOR, BEGINNINGS, FIRST_LINE, without_own
from kc_pipeline.rules.finding import Finding

_WIDTH = 320
_CHARACTERS_A_LINE = 46
_LINE_HEIGHT = 17
_MARGIN = 14
_TALLEST = 600


def comment_on(cell: Cell, findings: Sequence[Finding]) -> None:
    """Add what the findings say, a line each, the gravest first, to the cell's comment."""
    ordered = sorted(findings, key=lambda finding: gravest_first(finding.severity))
    said = (f"{BEGINNINGS[f.severity]}{_on_one_line(f.message_vi)}" for f in ordered)
    ours = storable("\n".join((FIRST_LINE, *dict.fromkeys(said))))
    before = cell.comment
    if before is None:
        cell.comment = _sized(ours, AUTHOR)
    else:
        cell.comment = _sized(f"{before.text}\n\n{ours}", before.author)


def remove_own_comment(cell: Cell) -> None:
    """Take away what `comment_on` added; what somebody else wrote above or below it stays."""
    if cell.comment is None:
        return
    kept = without_own(cell.comment.text)
    cell.comment = _sized(kept, cell.comment.author) if kept else None


def _on_one_line(message: str) -> str:
    """A message may quote several lines, and only its beginning marks a line as ours."""
    return " ".join(message.split())


def _sized(text: str, author: str | None) -> Comment:
    """A comment whose box is as high as its text needs; openpyxl forgets the size it had."""
    lines = sum(-(-max(len(line), 1) // _CHARACTERS_A_LINE) for line in text.split("\n"))
    height = min(_MARGIN + lines * _LINE_HEIGHT, _TALLEST)
    return Comment(text, author or "", height=height, width=_WIDTH)
