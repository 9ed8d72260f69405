"""Wordings compare equal when a reader would not tell them apart, and only then."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.intake.wording import (
    has_tones,
    heading_key,
    same_key,
    split_unit,
    stands_for_nothing,
    tidy,
    without_tones,
)

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
CONSONANTS = "b c ch d đ g gh h k kh l m n ng ngh nh p ph r s t th tr v x"
ONSETS = ("", *CONSONANTS.split())
TWO_PLACES = ("oa", "oe", "uy")  # the old place of the tone, on the first letter
# A rhyme, cut before the letter that carries the tone; after it where that is the second of two.
CUT_RHYMES = (
    "|a |ac |ach |ai |am |an |ang |anh |ao |ap |at |au |ay |ăn |ăng |ăc |ăm |ăp |ăt |âc "
    "|âm |ân |âng |âp |ât |âu |ây |e |ec |em |en |eng |eo |ep |et |ê |êch |êm |ên |ênh |êp |êt "
    "|êu |i |ia |ich i|êc i|êm i|ên i|êng i|êp i|êt i|êu |im |in |inh |ip |it |iu |o |oc |oi "
    "|om |on |ong |op |ot o|ac o|ach o|ai o|an o|ang o|anh o|ao o|at o|ay o|ăc o|ăm o|ăn o|ăng "
    "o|ăt o|en o|eo o|et |ô |ôc |ôi |ôm |ôn |ông |ôp |ôt |ơ |ơi |ơm |ơn |ơp |ơt |u |ua |uc |ui "
    "|um |un |ung |up |ut u|ân u|âng u|ât u|ây u|ê u|ơ u|êch u|ênh uy|ên uy|êt uy|êu u|ych "
    "u|ynh "
    "u|yt u|yu uô|c uô|i uô|m uô|n uô|ng uô|t |ư |ưa |ưc |ưi |ưng |ưt |ưu ươ|c ươ|i ươ|m ươ|n "
    "ươ|ng ươ|p ươ|t ươ|u |y y|ê y|ên y|êt y|êu"
)
RHYMES = tuple(rhyme.split("|") for rhyme in CUT_RHYMES.split())


def toned(before: str, after: str, tone: str) -> str:
    """`before` and `after` with the tone on the first letter of `after`, or the last before."""
    if before.endswith(("ô", "ơ")):  # uô, ươ: the tone stands on their second vowel
        return unicodedata.normalize("NFC", before + tone + after)
    return unicodedata.normalize("NFC", before + after[0] + tone + after[1:])


SYLLABLES = sorted(
    {
        onset + toned(before, after, tone)
        for onset, (before, after), tone in product(ONSETS, RHYMES, TONES)
        if onset != "g" or (before + after)[0] not in "eêi"  # these take gh
    }
    | {
        onset + toned("", rhyme, tone)
        for onset, rhyme, tone in product(("gi", "qu"), ("a", "an", "ang", "ai", "ên", "y"), TONES)
    }
    | {onset + toned("", rhyme, tone) for onset, rhyme, tone in product(ONSETS, TWO_PLACES, TONES)}
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Đề án", "Đề án"),
        ("  Đề\u00a0 án\r\nsố\t1 ", "Đề án số 1"),
        (unicodedata.normalize("NFD", "Điều chỉnh"), "Điều chỉnh"),
        ("Hoa\u0300n tha\u0300nh".encode("cp1258").decode("cp1258"), "Hoàn thành"),
        (b"\xc2\xe2n b\xea\xec".decode("cp1258"), "Âân b\u1ebf"),
        ("Ðề án, ðường", "Đề án, đường"),
        ("\ufeffMã\u200b đề\u200d án\u00ad", "Mã đề án"),
        ("a\u200b\u0301", "á"),
        ("số\u0007 1\x00", "số 1"),
        ("một\u2028hai\u202fba\u3000bốn\u0085năm", "một hai ba bốn năm"),
        ("\ud800a\uffff", "a"),
        ("m² – “x” *", "m² – “x” *"),
        ("", ""),
    ],
)
def test_tidy(written: str, expected: str) -> None:
    assert tidy(written) == expected


@given(st.text())
def test_tidying_again_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text() | st.text(" .:*()-/,…oàáyúq"))
def test_a_key_is_its_own_key(text: str) -> None:
    assert same_key(same_key(text)) == same_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mã đề án", "MÃ ĐỀ  ÁN *"),
        ("Mã đề án", "Mã đề án (*)"),
        ("Mã đề án", "Mã đề án **:"),
        ("Văn hoá", "văn hóa"),
        ("Thuỷ lợi", "Thủy lợi"),
        ("Khoẻ", "Khỏe"),
        ("Hoàn thành", "Hòan thành"),
        ("Ngoài", "Ngòai"),
        ("Khuỷu", "Khủyu"),
        ("Quý", "Qúy"),
        ("quà", "qùa"),
        ("giá", "gía"),
        ("giường", "gìương"),
        ("Đường", "Đừơng"),
        ("của", "cuả"),
        ("Xuất Hóa", "xuất\nhoá"),
        ("Biểu 01 - Đề án", "Biểu 01–Đề án"),
        ("Biểu 01 - Đề án", "biểu 01 ‑ đề án"),
        ("Địa điểm (xã/phường)", "Địa điểm(xã / phường)"),
        ("Hội chợ, triển lãm", "Hội chợ ,triển lãm"),
        ("Trong đó: nữ", "Trong đó : nữ"),
        ("Tổng cộng", "Tổng cộng:"),
        ("Tổng cộng", ". Tổng cộng …"),
        ("Ðề án", "đề án"),
        ("Nhãn hiệu “A”", 'Nhãn hiệu "A"'),
        (unicodedata.normalize("NFD", "Nguồn kinh phí"), "NGUỒN KINH PHÍ"),
    ],
)
def test_wordings_that_are_the_same(one: str, other: str) -> None:
    assert same_key(one) == same_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nội dung", "Nội dung đề án"),
        ("giạ", "gịa"),
        ("hoa", "hóa"),
        ("má", "mà"),
        ("mua", "mưa"),
        ("đa", "da"),
        ("Lànga", "Langà"),
        ("1.1", "11"),
        ("Số 1, 2", "Số 12"),
        ("Địa điểm (xã/phường)", "Địa điểm"),
        ("a*b", "ab"),
    ],
)
def test_wordings_that_are_not_the_same(one: str, other: str) -> None:
    assert same_key(one) != same_key(other)


def test_no_two_syllables_share_a_key() -> None:
    by_key: dict[str, set[str]] = {}
    for syllable in SYLLABLES:
        by_key.setdefault(same_key(syllable), set()).add(syllable)
    assert len(SYLLABLES) > 15_000
    assert {key: found for key, found in by_key.items() if len(found) > 1} == {}


def test_either_place_of_the_tone() -> None:
    finals = ("", "n", "ng", "t", "i", "o")
    apart = [
        (on_first, on_second)
        for onset, vowels, tone, final in product((*ONSETS, "q"), TWO_PLACES, TONES, finals)
        if same_key(on_first := onset + vowels[0] + tone + vowels[1] + final)
        != same_key(on_second := onset.upper() + vowels + tone + final)
    ]
    assert apart == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Kinh phí (triệu đồng)", ("Kinh phí", "triệu đồng")),
        ("Kinh phí (Triệu đồng) *", ("Kinh phí", "Triệu đồng")),
        ("Kinh phí *\n(tr.đ)", ("Kinh phí", "tr.đ")),
        ("Kinh phí (*) (1.000 đ)", ("Kinh phí", "1.000 đ")),
        ("Kinh phí(ĐVT: triệu đồng)", ("Kinh phí", "triệu đồng")),
        ("Kinh phí [1000d]:", ("Kinh phí", "1000d")),
        ("Vốn đối ứng, tr.đ", ("Vốn đối ứng", "tr.đ")),
        ("Kinh phí - ĐVT: triệu đồng", ("Kinh phí", "triệu đồng")),
        ("Kinh phí: (triệu đồng) (*)*", ("Kinh phí", "triệu đồng")),
        ("Diện tích (ha)", ("Diện tích", "ha")),
        ("Diện tích, ha", ("Diện tích", "ha")),
        ("Số học viên (người)", ("Số học viên", "người")),
        ("(triệu đồng)", ("", "triệu đồng")),
        ("Địa điểm (xã/phường)", ("Địa điểm (xã/phường)", None)),
        ("Nghề, chuyên đề", ("Nghề, chuyên đề", None)),
        ("Số học viên, người", ("Số học viên, người", None)),
        ("Trong đó (nữ)", ("Trong đó (nữ)", None)),
        ("Mã đề án*", ("Mã đề án*", None)),
        ("(d)", ("(d)", None)),
        ("Cột (1)", ("Cột (1)", None)),
        ("", ("", None)),
    ],
)
def test_split_unit(heading: str, expected: tuple[str, str | None]) -> None:
    assert split_unit(heading) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kinh phí (triệu đồng)", "KINH PHÍ*"),
        ("Kinh phí (1.000 đồng)*", "Kinh phí :"),
        ("Diện tích, ha", "Diện tích (ha)"),
        ("Địa điểm (xã/phường)*", "Địa điểm ( xã / phường )"),
    ],
)
def test_headings_that_are_the_same(one: str, other: str) -> None:
    assert heading_key(one) == heading_key(other)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đề án khuyến công", "De an khuyen cong"),
        ("Thông tư ĐƯỜNG", "Thong tu DUONG"),
        (unicodedata.normalize("NFD", "Bạch Thông, Ngân Sơn"), "Bach Thong, Ngan Son"),
        ("Ba Be", "Ba Be"),
        ("Müller", "Müller"),
    ],
)
def test_without_tones(text: str, bare: str) -> None:
    assert (without_tones(text), has_tones(bare)) == (bare, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ba Bể", True),
        ("da", False),
        ("đa", True),
        ("tu", False),
        ("tư", True),
        (" Ba\u200b ", False),
    ],
)
def test_has_tones(text: str, *, expected: bool) -> None:
    assert has_tones(text) is expected


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "–", "—", " - ", "--", "x", "X", "...", "…", "\u00a0"]
)
def test_nothing(text: str) -> None:
    assert stands_for_nothing(text)


@pytest.mark.parametrize("text", ["0", ".", "xã", "xx", "-5", "a", "*"])
def test_something(text: str) -> None:
    assert not stands_for_nothing(text)
