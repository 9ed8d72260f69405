"""The comments on the cells of an xlsx: notes, and the newer threads of comments.

Excel writes a thread twice, the second time as a note for programs that know no threads; there
the thread counts. Who wrote a comment, and whether it is one of ours, is for the reader.
"""

from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.rich_text import RichText
from kc_pipeline.intake.opening.sheet_draft import SheetDraft
from kc_pipeline.intake.opening.stored_text import decoded
from kc_pipeline.intake.opening.xlsx_parts import relationships
from kc_pipeline.intake.opening.xlsx_sheet import position
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

_NOTE, _THREADED = "comment", "threadedComment"
_PARTS = {"threadedComment": _THREADED, "comments": _NOTE}
"""The element of one comment by the kind of its part, in order: a thread's note comes too late."""


def read_comments(archive: Archive, sheet_part: str, draft: SheetDraft) -> None:
    """Put the comments that belong to a worksheet into its draft."""
    arrows = relationships(archive, sheet_part).values()
    for kind, element in _PARTS.items():
        taken = draft.commented()
        for arrow in arrows:
            if arrow.kind == kind and archive.has(arrow.target):
                walk = _Walk(element, draft, taken)
                archive.parse(arrow.target, start=walk.start, end=walk.end, text=walk.text)


class _Walk:
    """The handlers of one part of comments; those on cells that are taken already are passed."""

    def __init__(self, element: str, draft: SheetDraft, taken: frozenset[tuple[int, int]]) -> None:
        self._element = element
        self._draft = draft
        self._taken = taken
        self._rich = RichText()
        self._cell: str | None = None
        self._in_text = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        element = local_name(name)
        if element == self._element:
            self._cell = attributes.get("ref")
        elif self._in_text:
            self._rich.start(element, attributes)
        elif element == "text" and self._cell:
            self._in_text = True
            self._rich.clear()
            if self._element == _THREADED:
                self._rich.start("t", {})  # a thread is plain text, not runs of it

    def end(self, name: str) -> None:
        """An element ends."""
        element = local_name(name)
        if element == self._element:
            self._cell = None
        elif element != "text" and self._in_text:
            self._rich.end(element)
        elif self._in_text:
            self._rich.end("t")
            place = position(self._cell or "")
            if place not in self._taken:
                self._draft.comment(*place, decoded(self._rich.stored(), None))
            self._in_text = False

    def text(self, piece: str) -> None:
        """Characters, which count within a comment's text."""
        if self._in_text:
            self._draft.store(piece)
            self._rich.text(piece)
