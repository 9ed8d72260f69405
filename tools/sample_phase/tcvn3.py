"""Text as typed in the .Vn fonts of the nineties: TCVN3, one byte a letter.

A file typed so holds Latin-1 characters that only those fonts show as Vietnamese. There are no
capitals with tone marks; headlines use a font ending in H that shows small letters as capitals. The
letter ư is U+00AD, which elsewhere is the soft hyphen.
"""

from collections.abc import Mapping

_LETTERS = (
    "à\u00b5 á\u00b8 ả\u00b6 ã\u00b7 ạ\u00b9 ă\u00a8 ằ\u00bb ắ\u00be ẳ\u00bc ẵ\u00bd ặ\u00c6 "
    "â\u00a9 ầ\u00c7 ấ\u00ca ẩ\u00c8 ẫ\u00c9 ậ\u00cb đ\u00ae è\u00cc é\u00d0 ẻ\u00ce ẽ\u00cf "
    "ẹ\u00d1 ê\u00aa ề\u00d2 ế\u00d5 ể\u00d3 ễ\u00d4 ệ\u00d6 ì\u00d7 í\u00dd ỉ\u00d8 ĩ\u00dc "
    "ị\u00de ò\u00df ó\u00e3 ỏ\u00e1 õ\u00e2 ọ\u00e4 ô\u00ab ồ\u00e5 ố\u00e8 ổ\u00e6 ỗ\u00e7 "
    "ộ\u00e9 ơ\u00ac ờ\u00ea ớ\u00ed ở\u00eb ỡ\u00ec ợ\u00ee ù\u00ef ú\u00f3 ủ\u00f1 ũ\u00f2 "
    "ụ\u00f4 ư\u00ad ừ\u00f5 ứ\u00f8 ử\u00f6 ữ\u00f7 ự\u00f9 ỳ\u00fa ý\u00fd ỷ\u00fb ỹ\u00fc "
    "ỵ\u00fe Ă\u00a1 Â\u00a2 Đ\u00a7 Ê\u00a3 Ô\u00a4 Ơ\u00a5 Ư\u00a6"
)

_CODES: Mapping[str, str] = {pair[0]: pair[1] for pair in _LETTERS.split()}

FONT = ".VnTime"
CAPITAL_FONT = ".VnTimeH"


def can_write(text: str) -> bool:
    """Whether TCVN3 has a code for every letter of the text."""
    return all(letter.isascii() or {letter, letter.lower()} & _CODES.keys() for letter in text)


def encoded(text: str) -> str:
    """The Latin-1 characters that a .Vn font shows as this text.

    A capital with a tone mark becomes its small letter, as typists did. Raises ValueError for a
    character that TCVN3 cannot write.
    """
    return "".join(_encoded_letter(letter) for letter in text)


def _encoded_letter(letter: str) -> str:
    for candidate in (letter, letter.lower()):
        if candidate in _CODES:
            return _CODES[candidate]
        if candidate.isascii():
            return candidate
    raise ValueError(f"TCVN3 has no code for {letter!r}")
