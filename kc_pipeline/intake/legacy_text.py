"""Text in the fonts of the time before Unicode, TCVN3 (`.Vn*`) and VNI (`VNI-*`), to Unicode.

The font's name is all there is to tell such text by. Clean-up belongs to `wording` and comes
afterwards; files in Windows-1258 are Python's `cp1258` and need no table of ours.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class LegacyEncoding(StrEnum):
    """How a legacy font writes Vietnamese letters."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3_capitals"  # the glyphs of small letters are capitals
    VNI = "vni"


# TCVN 5712:1993, VN3: runs of letters by the code of their first. Capitals with a tone have no
# code of their own; they are written with small letters in a font whose name ends in H.
_TCVN3_RUNS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}

# VNI: a base letter followed by a mark letter, whose case does not matter, or one letter alone.
_VNI_MARKS: Final = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
}
_VNI_CIRCUMFLEX: Final = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_BREVE: Final = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_BASES: Final = {
    "a": ("a", _VNI_MARKS | _VNI_CIRCUMFLEX | _VNI_BREVE),
    "e": ("e", _VNI_MARKS | _VNI_CIRCUMFLEX),
    "i": ("i", _VNI_MARKS),  # beside `í ì æ ó ò`, which are usual; documents have both
    "o": ("o", _VNI_MARKS | _VNI_CIRCUMFLEX),
    "u": ("u", _VNI_MARKS),
    "y": ("y", _VNI_MARKS),
    "ô": ("ơ", _VNI_MARKS),
    "ö": ("ư", _VNI_MARKS),
}
_VNI_SINGLES: Final = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))


def _tcvn3_table() -> dict[int, str]:
    return {
        first + place: letter
        for first, letters in _TCVN3_RUNS.items()
        for place, letter in enumerate(letters)
    }


def _vni_table() -> dict[str, str]:
    pairs = {
        base + mark: unicodedata.normalize("NFC", letter + combining)
        for base, (letter, marks) in _VNI_BASES.items()
        for mark, combining in marks.items()
    }
    return pairs | _VNI_SINGLES


def _punctuation_table() -> dict[int, str]:
    """The C1 code points that stand for Windows-1252 punctuation, where it defines one."""
    decoded = ((code, bytes([code]).decode("cp1252", errors="ignore")) for code in range(128, 160))
    return {code: char for code, char in decoded if char}


_TCVN3: Final = _tcvn3_table()
_VNI: Final = _vni_table()
_PUNCTUATION: Final = _punctuation_table()
_VNI_UNIT: Final = re.compile(
    r"[aeiouyôö][ùøûõïâáàåãäêéèúüë]|[íìæóòîñôö]",
    re.IGNORECASE,
)
_UNICODE_VIETNAMESE: Final = re.compile(
    "[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]",
)


def legacy_encoding(font: str | None) -> LegacyEncoding | None:
    """The encoding that a font's name tells, or None for a font that writes Unicode."""
    name = (font or "").strip().casefold()
    if name.startswith(".vn"):
        capitals = name.endswith("h")
        return LegacyEncoding.TCVN3_CAPITALS if capitals else LegacyEncoding.TCVN3
    return LegacyEncoding.VNI if name.startswith("vni-") else None


def decode(text: str, font: str | None) -> str:
    """The text in Unicode (NFC), read as its font shows it; in a Unicode font it is unchanged.

    The bytes may have become Latin-1 or Windows-1252 code points. Text that holds a Vietnamese
    letter beyond Latin-1 was typed in Unicode whatever its font says, and is only put into NFC.
    """
    encoding = legacy_encoding(font)
    if encoding is None:
        return text
    composed = unicodedata.normalize("NFC", text)
    if _UNICODE_VIETNAMESE.search(composed):
        return composed
    if encoding is LegacyEncoding.VNI:
        return _VNI_UNIT.sub(_vni_letter, composed.translate(_PUNCTUATION))
    letters = composed.translate(_PUNCTUATION | _TCVN3)
    return letters.upper() if encoding is LegacyEncoding.TCVN3_CAPITALS else letters


def _vni_letter(unit: re.Match[str]) -> str:
    written = unit.group()
    whole = _VNI.get(written.lower())
    if whole is None:  # a base and a mark that do not go together, such as `o` and `ê`
        first = _VNI.get(written[0].lower(), written[0])
        return (first.upper() if written[0].isupper() else first) + written[1:]
    return whole.upper() if written[0].isupper() else whole
