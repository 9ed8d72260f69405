"""What the text in a cell element of an xlsx stands for.

Where the cell is and how its XML is walked belongs to `xlsx_sheet`.
"""

from dataclasses import dataclass, field

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import CellProblem, CellValue, FlawedCell
from kc_pipeline.intake.opening import serials
from kc_pipeline.intake.opening.stored_number import from_decimal
from kc_pipeline.intake.opening.stored_text import StoredText, decoded, unescaped
from kc_pipeline.intake.opening.xlsx_parts import CellStyle

_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_NO_STYLE = CellStyle()

Content = CellValue | FlawedCell


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What the sheets share; ``strings`` is None if the workbook has no such part."""

    styles: dict[str, CellStyle]
    strings: list[StoredText] | None
    epoch_1904: bool
    _decoded: dict[tuple[str, str | None], str] = field(default_factory=dict, init=False)

    def style(self, index: str) -> CellStyle:
        """The style a cell names; a plain one if there is none such."""
        return self.styles.get(index, _NO_STYLE)

    def content(
        self, kind: str, style_index: str, written: str | None, inline: StoredText
    ) -> Content | None:
        """The content of a cell of a kind (its ``t``) by its ``<v>`` or ``<is>``; None is blank."""
        style = self.style(style_index)
        if kind == "inlineStr":
            return decoded(inline, style.legacy_font)
        if kind == "str" and written is not None:
            return decoded(unescaped(written), style.legacy_font)
        plain = (written or "").strip()
        if not plain:
            return None
        if kind == "s":
            return self._shared_string(plain, style.legacy_font)
        if kind == "n":
            return self._number(plain, style.format)
        return _other(kind, plain)

    def _shared_string(self, index: str, legacy_font: str | None) -> str:
        key = (index, legacy_font)
        text = self._decoded.get(key)
        if text is None:
            text = self._decoded[key] = decoded(self._stored(index), legacy_font)
        return text

    def _stored(self, index: str) -> StoredText:
        if self.strings is None:
            raise UnreadableSubmission("file.parts_missing", "shared strings")
        if index.isascii() and index.isdigit() and int(index) < len(self.strings):
            return self.strings[int(index)]
        raise UnreadableSubmission("file.damaged", f"no shared string {index}")

    def _number(self, written: str, meaning: serials.Format) -> Content:
        value = from_decimal(written)
        if value is None:
            return _unusable(written)
        return serials.from_serial(value, meaning, epoch_1904=self.epoch_1904)


def is_true(written: str | None) -> bool:
    """An XML truth value; absent is false."""
    return written is not None and _TRUTH.get(written.strip().casefold(), False)


def _other(kind: str, written: str) -> Content:
    if kind == "b":
        return _TRUTH.get(written.casefold(), _unusable(written))
    return (serials.from_iso(written) if kind == "d" else None) or _unusable(written)


def _unusable(written: str) -> FlawedCell:
    return FlawedCell(CellProblem.ERROR_VALUE, written)
