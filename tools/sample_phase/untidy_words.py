"""Untidy spelling of a text: each function takes one text and gives it as people also type it.

None changes what the text says. Whole sheets are disturbed in `irregularities`.
"""

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
ZERO_WIDTH_NO_BREAK_SPACE = "\ufeff"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
ICELANDIC_D = "\u00d0"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TWO_VOWELS = re.compile(rf"(?<![QqGg])(?:([Oo])([AaEe])|([Uu])([Yy]))([{_TONES}])(?![a-zA-Z])")


def with_other_tones(text: str) -> str:
    """The text with `hòa` for `hoà`, at the end of a word only, where both are usual."""
    decomposed = unicodedata.normalize("NFD", text)
    moved = _TWO_VOWELS.sub(
        lambda found: (found[1] or found[3]) + found[5] + (found[2] or found[4]), decomposed
    )
    return unicodedata.normalize("NFC", moved)


def decomposed(text: str) -> str:
    """Letters and their marks as separate code points."""
    return unicodedata.normalize("NFD", text)


def with_no_break_spaces(text: str) -> str:
    """A no-break space for the first space of a text, and one more at its end."""
    return text.replace(" ", NO_BREAK_SPACE, 1) + NO_BREAK_SPACE


def with_zero_width(text: str) -> str:
    """A mark nobody sees before the text, and a space of no width after its first letter."""
    return f"{ZERO_WIDTH_NO_BREAK_SPACE}{text[:1]}{ZERO_WIDTH_SPACE}{text[1:]}"


def with_odd_spaces(text: str) -> str:
    """Two spaces for the first, a line break for the last, and some around."""
    first, space, rest = text.partition(" ")
    before, last_space, end = rest.rpartition(" ")
    broken = f"{before}\n{end}" if last_space else rest
    return f" {first}{space * 2}{broken}  "


def with_stroked_d(text: str) -> str:
    """The Icelandic letter that looks like Đ."""
    return text.replace("Đ", ICELANDIC_D)


def loose_name(name: str, position: int) -> str:
    """The name of a sheet in one of the ways it is mistyped."""
    variants = (name.upper(), name.replace(" ", "  ", 1), name.replace("-", EN_DASH) + " ")
    return variants[position % len(variants)]
