"""The text of a CSV, whose bytes do not say in which of three encodings it is.

What its records are is for whoever reads it.
"""

import re

from kc_pipeline.errors import UnreadableSubmission

_LATIN_PAGES = frozenset({0x00, 0x01, 0x02, 0x03, 0x1E, 0x20})
"""High bytes of the code points of Latin letters, Vietnamese ones, tone marks and punctuation."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Ạ to ỹ in UTF-8; read as Windows-1258 these bytes would be a letter and two symbols.
_VIETNAMESE_UTF8 = re.compile(rb"\xe1[\xba\xbb][\x80-\xbf]")


def text_of(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16 or Windows-1258."""
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        detail = f"{name}: neither UTF-8, UTF-16 nor Windows-1258, byte {error.start}"
        raise UnreadableSubmission("file.encoding", detail) from error
    control = _CONTROL.search(text)
    if control:
        detail = f"{name}: control character U+{ord(control[0]):04X}, no text"
        raise UnreadableSubmission("file.encoding", detail)
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in data:  # which no text in another encoding holds
        return _utf_16_without_mark(data)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Damaged UTF-8 must not pass for Windows-1258, in which nearly every byte means something.
        return "utf-8-sig" if _VIETNAMESE_UTF8.search(data) else "cp1258"
    return "utf-8-sig"


def _utf_16_without_mark(data: bytes) -> str:
    """The byte order in which nothing but Latin letters and signs stands, as Vietnamese writes."""
    for encoding, pages in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if _LATIN_PAGES.issuperset(pages):
            return encoding
    return "utf-8"  # whose control characters are told
