"""Rich text of an xlsx (``<si>`` or ``<is>``), collected from XML events.

Phonetic readings (``<rPh>``) are not part of the text. What a run says is `stored_text`'s business.
"""

from kc_pipeline.intake.opening.stored_text import (
    Run,
    StoredText,
    simplified,
    unescaped,
)
from kc_pipeline.intake.opening.xml_events import Attributes


class RichText:
    """The runs of one string; `clear` begins the next."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._runs: list[Run] = []
        self._pieces: list[str] = []
        self._font: str | None = None
        self._in_text = False
        self._in_phonetic = False

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins, given by its local name."""
        if element == "t":
            self._in_text = not self._in_phonetic
        elif element == "r":
            self._font = None
        elif element == "rFont":
            self._font = attributes.get("val")
        elif element == "rPh":
            self._in_phonetic = True

    def text(self, piece: str) -> None:
        """Characters, of which only those in ``<t>`` count."""
        if self._in_text:
            self._pieces.append(piece)

    def end(self, element: str) -> None:
        """An element ends."""
        if element == "t":
            self._in_text = False
            if self._pieces:
                self._runs.append(Run(unescaped("".join(self._pieces)), self._font))
                self._pieces = []
        elif element == "r":
            self._font = None
        elif element == "rPh":
            self._in_phonetic = False

    def stored(self) -> StoredText:
        """The text so far."""
        return simplified(self._runs)
