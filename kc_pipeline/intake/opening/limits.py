"""How much one submission may cost, and the counter that holds a file to it.

Every limit is far above what a unit's workbook needs (under a megabyte) and far below what harms
the machine. Time and memory of a whole process are not counted here but in `isolation`.
"""

from dataclasses import dataclass, field

from kc_pipeline.errors import UnreadableSubmission

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one submission; what goes beyond one is refused, naming it and the measure.

    ``rows`` and ``columns`` are the highest numbers a cell may have, not counts: Excel's own by
    default, so a stray cell in the last corner stays readable. ``cells`` counts what stands in
    cells and the comments on them, ``characters`` their text and formulas, in the whole workbook.
    ``styles``, ``strings`` (stretches of text) and ``stored_characters`` count what the file
    stores, whether a cell asks for it or not. ``ratio`` (unpacked to packed) is looked at only from
    ``ratio_from`` bytes on: small parts of styled blanks pack better than any honest whole.
    ``text_length`` alone is no reason to refuse: the cell becomes a flawed one.
    """

    file_bytes: int = 32 * MIB
    unpacked_bytes: int = 256 * MIB
    ratio: int = 200
    ratio_from: int = 32 * MIB
    members: int = 5_000
    sheets: int = 256
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 500_000
    characters: int = 20_000_000
    styles: int = 100_000
    strings: int = 1_000_000
    stored_characters: int = 30_000_000
    merges: int = 100_000
    text_length: int = 32_767


DEFAULT = Limits()


def too_large(name: str, limit: int, measured: int, where: str) -> UnreadableSubmission:
    """The refusal of a file for its size, as an exception to raise."""
    return UnreadableSubmission("file.too_large", f"{name} {measured} > {limit}: {where}")


@dataclass(slots=True)
class Budget:
    """What one file has used up of its limits so far, over all its parts."""

    limits: Limits
    unpacked_bytes: int = 0
    cells: int = 0
    characters: int = 0
    merges: int = 0
    styles: int = 0
    strings: int = 0
    stored_characters: int = 0
    _sheets: set[str] = field(default_factory=set, init=False)

    def unpack(self, size: int, part: str) -> None:
        """Count bytes really unpacked from a part."""
        self.unpacked_bytes += size
        if self.unpacked_bytes > self.limits.unpacked_bytes:
            limit = self.limits.unpacked_bytes
            raise too_large("unpacked_bytes", limit, self.unpacked_bytes, part)

    def sheet(self, name: str) -> None:
        """Count a sheet. Raises ``file.damaged`` for the second of one name."""
        if name in self._sheets:
            # An address would mean two cells; no spreadsheet program writes this.
            raise UnreadableSubmission("file.damaged", f"two sheets named {name!r}", sheet=name)
        self._sheets.add(name)
        if len(self._sheets) > self.limits.sheets:
            raise too_large("sheets", self.limits.sheets, len(self._sheets), name)

    def fill_cells(self, count: int, sheet: str) -> None:
        """Count cells in which something stands."""
        self.cells += count
        if self.cells > self.limits.cells:
            raise too_large("cells", self.limits.cells, self.cells, sheet)

    def fill_text(self, length: int, sheet: str) -> None:
        """Count text as often as it stands in a cell; a file may store it once for all of them."""
        self.characters += length
        if self.characters > self.limits.characters:
            raise too_large("characters", self.limits.characters, self.characters, sheet)

    def merge(self, sheet: str) -> None:
        """Count a merged range."""
        self.merges += 1
        if self.merges > self.limits.merges:
            raise too_large("merges", self.limits.merges, self.merges, sheet)

    def style(self, part: str) -> None:
        """Count a style, or what one is made of."""
        self.styles += 1
        if self.styles > self.limits.styles:
            raise too_large("styles", self.limits.styles, self.styles, part)

    def string(self, length: int, part: str) -> None:
        """Count a stretch of text as the file stores it, and its length."""
        self.strings += 1
        self.stored_characters += length
        if self.strings > self.limits.strings:
            raise too_large("strings", self.limits.strings, self.strings, part)
        if self.stored_characters > self.limits.stored_characters:
            limit = self.limits.stored_characters
            raise too_large("stored_characters", limit, self.stored_characters, part)
