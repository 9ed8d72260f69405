"""Text as typed in the VNI fonts of the nineties: a letter, then a letter that shows as its marks.

A file typed so holds Windows-1252 characters that only those fonts show as Vietnamese. A mark has
the case of its letter.
"""

import unicodedata
from collections.abc import Mapping

_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
_CIRCUMFLEX = dict(zip(("", *"\u0301\u0300\u0309\u0303\u0323"), "âáàåãä", strict=True))
_BREVE = dict(zip(("", *"\u0301\u0300\u0309\u0303\u0323"), "êéèúüë", strict=True))
_MARKS: Mapping[str, str] = {
    **_TONES,
    **{f"\u0302{tone}": mark for tone, mark in _CIRCUMFLEX.items()},
    **{f"\u0306{tone}": mark for tone, mark in _BREVE.items()},
}
_WHOLE: Mapping[str, str] = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))
_QUALITIES = "\u0302\u0306"
_HORN = "\u031b"

FONT = "VNI-Times"


def encoded(text: str) -> str:
    """The characters that a VNI font shows as this text."""
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _letter(letter: str) -> str:
    small = letter.lower()
    shown = _WHOLE.get(small) or _with_marks(small)
    return shown if letter == small else shown.upper()


def _with_marks(letter: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not marks:
        return letter
    if _HORN in marks:
        base, marks = (
            _WHOLE[unicodedata.normalize("NFC", base + _HORN)],
            [mark for mark in marks if mark != _HORN],
        )
    ordered = sorted(marks, key=lambda mark: mark not in _QUALITIES)
    return base + _MARKS["".join(ordered)]
