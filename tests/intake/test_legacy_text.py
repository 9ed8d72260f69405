"""Legacy fonts are decoded by the cell's font, whatever became of their bytes."""

import unicodedata
from itertools import product

import pytest

from kc_pipeline.intake.legacy_text import LegacyEncoding, decode, legacy_encoding
from kc_pipeline.intake.wording import tidy

# The small letters in the usual order of a keyboard's table: a, acute, grave, hook, tilde, dot.
LETTERS = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
TCVN3 = "¸µ¶·¹©ÊÇÈÉË¨¾»¼½ÆÐÌÎÏÑªÕÒÓÔÖãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùÝ×ØÜÞýúûüþ®"
VNI_IN_ORDER = (
    "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë eù eø eû eõ eï eâ eá eà eå eã eä "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï "
    "í ì æ ó ò yù yø yû yõ î ñ"
)
TCVN3_OF = dict(zip(LETTERS, TCVN3, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
VNI_OF = dict(zip(LETTERS, VNI_IN_ORDER.split(), strict=True))

ONSETS = "b c ch d đ g gh h k kh l m n ng ngh nh ph r s t th tr v x"
RHYMES = (
    "a ai am an ang ao ăn ăng âm ân ât ây e em eo ê ên êu i iên iêu im inh o oan oang oi ong ô ôi "
    "ông ơ ơi u ua uân ung uôi uyên ư ưa ưng ươi ương ưu y"
)
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
TONED = {"a", "e", "i", "o", "u", "y", "ă", "â", "ê", "ô", "ơ", "ư"}


def words() -> list[str]:
    """Syllables with every tone on their last vowel: each letter of the tables, many times."""
    found = []
    for onset, rhyme, tone in product(ONSETS.split(), RHYMES.split(), TONES):
        last = max(place for place, letter in enumerate(rhyme) if letter in TONED)
        toned = rhyme[: last + 1] + tone + rhyme[last + 1 :]
        found.append(unicodedata.normalize("NFC", onset + toned))
    return found


WORDS = words()


def in_tcvn3(text: str) -> str:
    return "".join(TCVN3_OF.get(char, char) for char in text)


def in_vni(text: str) -> str:
    return "".join(VNI_OF.get(char, char) for char in text)


def test_the_words_hold_every_letter() -> None:
    assert len(set(WORDS)) > 5_000
    assert set(LETTERS) <= set("".join(WORDS))


def test_tcvn3_words_are_read_back() -> None:
    assert [decode(in_tcvn3(word), ".VnTime") for word in WORDS] == WORDS
    capitals = [word.upper() for word in WORDS]
    assert [decode(in_tcvn3(word), ".VnTimeH") for word in WORDS] == capitals


def test_vni_words_are_read_back() -> None:
    assert [decode(in_vni(word), "VNI-Times") for word in WORDS] == WORDS
    capitals = [word.upper() for word in WORDS]
    assert [decode(in_vni(word).upper(), "VNI-Times") for word in WORDS] == capitals


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", LegacyEncoding.TCVN3),
        (".VnArial Narrow", LegacyEncoding.TCVN3),
        (".VnTimeH", LegacyEncoding.TCVN3_CAPITALS),
        (" .vnarialh ", LegacyEncoding.TCVN3_CAPITALS),
        (".VnArial NarrowH", LegacyEncoding.TCVN3_CAPITALS),
        ("VNI-Times", LegacyEncoding.VNI),
        ("vni-helve", LegacyEncoding.VNI),
        ("Times New Roman", None),
        ("Vni", None),
        ("Calibri", None),
        ("", None),
        (None, None),
    ],
)
def test_fonts(font: str | None, encoding: LegacyEncoding | None) -> None:
    assert legacy_encoding(font) == encoding


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
        ("Tæng céng ph\u00ad¬ng ¸n", ".VnTimeH", "TỔNG CỘNG PHƯƠNG ÁN"),
        ("Së C«ng Th\u00ad¬ng", ".VnArial", "Sở Công Thương"),
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "VNI-Times",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("ÑOÄC LAÄP, Ñaø Naüng, SÔÛ COÂNG THÖÔNG", "VNI-Helve", "ĐỘC LẬP, Đà Nẵng, SỞ CÔNG THƯƠNG"),
        ("thaúng, kyõ thuaät, Myõ, tî", "VNI-Times", "thẳng, kỹ thuật, Mỹ, tỵ"),
        ("Aù, aÙ, ÔØ, Ôø, iù, KÎ", "VNI-Times", "Á, á, Ờ, Ờ, í, KỴ"),
        ("\u0093§Ò \u00e1n\u0094", ".VnTime", "“Đề ỏn”"),
        ("“§Ò ¸n” – 1", ".VnTime", "“Đề án” – 1"),
        ("\u0093Ñeà aùn\u0094", "VNI-Times", "“Đề án”"),
        ("Đề án", ".VnTime", "Đề án"),
        (unicodedata.normalize("NFD", "Đề án"), ".VnTimeH", "Đề án"),
        ("Hội nghị", "VNI-Times", "Hội nghị"),
        ("Céng hßa", "Times New Roman", "Céng hßa"),
        ("Céng hßa", None, "Céng hßa"),
        ("", ".VnTime", ""),
        ("QG-2014-01", ".VnTime", "QG-2014-01"),
        ("oê", "VNI-Times", "oê"),
    ],
)
def test_decode(text: str, font: str | None, expected: str) -> None:
    assert decode(text, font) == expected


def test_the_soft_hyphen_is_a_letter_until_decoded() -> None:
    written = "ph\u00ad¬ng"
    assert (tidy(decode(written, ".VnTime")), tidy(written)) == ("phương", "ph¬ng")


def test_windows_1258_needs_only_composing() -> None:
    for word in WORDS:
        as_bytes = _tone_apart(word).encode("cp1258")
        assert tidy(as_bytes.decode("cp1258")) == word


def _tone_apart(word: str) -> str:
    """The word as Windows-1258 holds it: vowels whole, tones as combining marks behind them."""
    apart = ""
    for char in word:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        apart += (
            unicodedata.normalize("NFC", parts.translate(dict.fromkeys(map(ord, tones)))) + tones
        )
    return apart
