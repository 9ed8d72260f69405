"""Loose comparison of Vietnamese wordings: headings, coded values, sheet names, labels.

The keys made here are for comparing and are never shown. Decoding of legacy fonts belongs to
`legacy_text` and comes first; what a number, date or unit of money is worth is for `numbers`,
`dates` and `money` to say.
"""

import re
import unicodedata
from typing import Final

from kc_pipeline.intake.remembering import remembered

# Tables repeat their wordings, and each is asked for several times.
_REMEMBERED: Final = 4096

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_QUALITIES: Final = "\u0302\u0306\u031b"

_LOOKALIKES: Final = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_XML_FORBIDDEN: Final = "\ufffe\uffff"

_PLAIN_PUNCTUATION: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u02bc\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033«»", '"')
    | {"…": "..."}
)

_VOWELS: Final = re.compile(f"(?:[aeiouy][{_TONES}{_QUALITIES}]*)+")
_TONE: Final = re.compile(f"[{_TONES}]")
_MARK: Final = re.compile(f"[{_TONES}{_QUALITIES}]")
_SPACED_PUNCTUATION: Final = re.compile(r" *([-/,.:;()&+]) *")
_NOTHING: Final = re.compile(r"-*|x|\.{2,}")

# Longest first.
_CURRENCY: Final = r"(?:(?:vn|việt nam) ?đồng|đồng ?(?:vn|việt nam)|đồng|dong|đ|vnđ|vnd|₫)"
#: The scale and the currency of an amount of money, casefolded: `triệu đồng`, `tr.đ`, `đồng`.
MONEY_UNIT: Final = (
    rf"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:[. ]*{_CURRENCY})?"
    rf"|(?:nghin|ngan|trieu|tr|ty|ti)[. ]*(?:{_CURRENCY}|d)"
    rf"|{_CURRENCY})\.?"
)
#: A unit of money as headings and unit lines name it, with or without a count: `1.000 đồng`.
MONEY_WORDING: Final = rf"(?:1(?:[., ]?000){{1,3}} ?d\b|(?:1(?:[., ]?000){{0,3}} ?)?{MONEY_UNIT})"
#: The words that announce a unit: `ĐVT:`, `Đơn vị tính :`; a bare `Đơn vị` needs its colon.
UNIT_LABEL: Final = (
    r"(?:(?:đ\.?v\.?t\.?|(?:đơn vị|đv) tính|don vi tinh|đơn vị tiền(?: tệ)?)(?: ?\(đvt\))?[ :-]*"
    r"|(?:đơn vị|đv|don vi) ?: ?)"
)
_MEASURE: Final = r"(?:ha|m2|m²|km2|km²|km|%)"
_THINGS: Final = (
    r"(?:kg|tấn|(?:lượt )?người|lao động|học viên|đại biểu|hộ|lớp|gian(?: hàng)?|sản phẩm|mẫu"
    r"|cái|chiếc|ngày)"
)
_UNIT_AT_END: Final = re.compile(
    rf"(?:[(\[] ?{UNIT_LABEL}?(?P<bracketed>{MONEY_WORDING}|{_MEASURE}|{_THINGS}) ?[)\]]"
    rf"|(?:,| -) ?{UNIT_LABEL}?(?P<appended>{MONEY_WORDING}|{_MEASURE}))$",
    re.IGNORECASE,
)


@remembered(_REMEMBERED)
def tidy(text: str) -> str:
    """The text as one clean line in NFC, its letters, case and punctuation as written.

    White space of every kind, line breaks included, becomes single spaces; control, zero-width
    and soft-hyphen characters go; `Ð` and its likes become `Đ`. Text in a legacy font must have
    been decoded before: TCVN3 writes `ư` as the soft hyphen.
    """
    visible = text if text.isprintable() else "".join(c for c in text if not _is_invisible(c))
    return " ".join(unicodedata.normalize("NFC", visible.translate(_LOOKALIKES)).split())


def _is_invisible(char: str) -> bool:
    if char.isspace():
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} or char in _XML_FORBIDDEN


@remembered(_REMEMBERED)
def same_key(text: str) -> str:
    """A key that two wordings share when they differ only in what a reader would not notice.

    That is case, spacing (also around punctuation), kinds of dash and quote, tone placement, a
    `*` at the end, and colons and dots at either end.
    """
    folded = _punctuation_folded(tidy(text).casefold())
    return settle_tones(_without_end_marks(folded).lstrip(" :."))


def _without_end_marks(text: str) -> str:
    while (shorter := text.rstrip(" :.*").removesuffix("(*)")) != text:
        text = shorter
    return text


def _punctuation_folded(text: str) -> str:
    return _SPACED_PUNCTUATION.sub(r"\1", with_plain_punctuation(text)).strip()


def with_plain_punctuation(text: str) -> str:
    """The text with every kind of dash as `-`, of quote as `'` or `"`, and `…` as `...`."""
    return text.translate(_PLAIN_PUNCTUATION)


def settle_tones(text: str) -> str:
    """The casefolded text with each tone mark moved to the last vowel of its run of vowels.

    Within a run of vowels the letters decide where the tone stands, so nothing is lost: `hoá` and
    `hóa`, `qúy` and `quý`, `của` and `cuả` come out alike and no two words do. The one pair that
    position alone tells apart, `gịa` and `giạ`, is left as written.
    """
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _VOWELS.sub(_with_tone_last, decomposed))


def _with_tone_last(vowels: re.Match[str]) -> str:
    run = vowels.group()
    if run == "i\u0323a" and _is_whole_word_after_g(vowels):
        return run
    tones = _TONE.findall(run)
    return _TONE.sub("", run) + "".join(tones) if tones else run


def _is_whole_word_after_g(vowels: re.Match[str]) -> bool:
    before, after = vowels.string[: vowels.start()], vowels.string[vowels.end() :]
    is_onset_g = before.endswith("g") and not before[-2:-1].isalpha()
    return is_onset_g and not after[:1].isalpha()


def heading_key(text: str) -> str:
    """The `same_key` of a heading without the unit that may stand at its end."""
    return same_key(split_unit(text)[0])


def split_unit(text: str) -> tuple[str, str | None]:
    """A heading without the unit at its end, and that unit as written.

    A unit stands in brackets, `Kinh phí (triệu đồng) *`, or, if of money or area, after a comma or
    dash, `Diện tích, ha`. Other brackets belong to the heading: `Địa điểm (xã/phường)` has no unit.
    """
    line = tidy(text)
    found = _UNIT_AT_END.search(_without_end_marks(line))
    if found is None:
        return line, None
    return _without_end_marks(line[: found.start()]), found["bracketed"] or found["appended"]


def without_tones(text: str) -> str:
    """The tidied text without any Vietnamese diacritic: `Đề án` becomes `De an`."""
    bare = _MARK.sub("", unicodedata.normalize("NFD", tidy(text)))
    return unicodedata.normalize("NFC", bare.replace("Đ", "D").replace("đ", "d"))


def has_tones(text: str) -> bool:
    """Whether the text has any Vietnamese diacritic, `đ` included."""
    return without_tones(text) != tidy(text)


@remembered(_REMEMBERED)
def stands_for_nothing(text: str) -> bool:
    """Whether a cell's text says that there is no value: blank, dashes, `x`, or a row of dots."""
    return _NOTHING.fullmatch(_punctuation_folded(tidy(text).casefold())) is not None
