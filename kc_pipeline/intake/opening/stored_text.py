"""Text as a file stores it: in runs of fonts, and what it says.

Legacy Vietnamese encodings are undone here, run by run, because only here the font is known. All
other clean-up (spaces, composition, case) comes later and is no business of the opening.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from kc_pipeline.intake.legacy_text import decode, legacy_encoding

_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; None is the cell's own."""

    text: str
    font: str | None = None


StoredText = str | tuple[Run, ...]
"""Plain text in the cell's font, or runs of it."""


def legacy_font(font: str | None) -> str | None:
    """The font if its text needs decoding; of the others nobody needs to know."""
    return font if legacy_encoding(font) is not None else None


def decoded(stored: StoredText, cell_font: str | None) -> str:
    """What the text says, each run decoded by its font."""
    if isinstance(stored, str):
        return stored if cell_font is None else decode(stored, cell_font)
    # Runs that differ in weight only are joined first: a VNI letter and its mark may stand in two.
    by_font = groupby(stored, key=lambda run: run.font or cell_font)
    return "".join(decode("".join(run.text for run in runs), font) for font, runs in by_font)


def simplified(runs: list[Run]) -> StoredText:
    """Runs as plain text where no run has a font of its own, which is nearly always."""
    if len(runs) == 1 and runs[0].font is None:
        return runs[0].text
    if all(run.font is None for run in runs):
        return "".join(run.text for run in runs)
    return tuple(runs)


def unescaped(text: str) -> str:
    """Undo ``_x000D_``, Office's way to write characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_characters, text)


def is_blank(text: str) -> bool:
    """Whether nothing stands there that could be seen."""
    return not text.strip(_UNSEEN)


def _characters(match: re.Match[str]) -> str:
    units = "".join(chr(int(code, 16)) for code in re.findall(r"_x(....)_", match[0]))
    # Halves of one character stand in two escapes; a half on its own could never be written out.
    paired = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _SURROGATE.sub("\ufffd", paired)
