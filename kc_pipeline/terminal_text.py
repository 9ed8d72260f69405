"""Text of unknown origin on a terminal: shown, never obeyed.

File names, sheet names and cells may hold escape sequences that move the cursor, rename the window
or hide what stands before them, and marks that turn the direction of writing.
"""

import unicodedata

_PICTURES = 0x2400
"""Where Unicode has a picture of each of the first 32 control characters."""

_DELETE, _PICTURE_OF_DELETE = "\x7f", "\u2421"
_UNKNOWN = "\ufffd"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def harmless(text: str) -> str:
    """The text with a visible sign for each character that a terminal would act upon or hide.

    Line ends and tabs stay. A half of a character, from a file name in another encoding, is one of
    those that are replaced: it could not be written out.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def on_one_line(text: str) -> str:
    """As `harmless`, with signs for line ends and tabs too: a file may be called several lines."""
    return harmless(text).replace("\n", chr(_PICTURES + ord("\n"))).replace("\t", " ")


def _shown(char: str) -> str:
    if char in "\n\t" or unicodedata.category(char) not in _UNSEEN:
        return char
    if char == _DELETE:
        return _PICTURE_OF_DELETE
    return chr(_PICTURES + ord(char)) if char < " " else _UNKNOWN
