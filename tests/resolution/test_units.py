"""Who reports and where it was, from what people write."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.errors import DeclarationError
from kc_pipeline.intake.wording import without_tones
from kc_pipeline.resolution.units import Level, PlaceResolution, Units
from tests.resolution.reference import rows, units

UNITS = units()
DISTRICTS = ("058", "060", "061", "062", "063", "064", "065", "066")
COMMUNES = [unit for unit in UNITS if unit.level is Level.COMMUNE and unit.is_of(2018)]


@pytest.mark.parametrize(
    ("written", "year", "code"),
    [
        ("TX Bắc Kạn", 2014, "058"),
        ("TX Bắc Kạn", 2016, "058"),
        ("TP.Bắc Kạn", 2014, "058"),
        ("Thành phố Bắc Kạn, tỉnh Bắc Kạn", 2016, "058"),
        ("Bac Kan", 2014, "058"),
        ("H. Ba Bể", 2014, "061"),
        ("H.Ba Bể", 2014, "061"),
        ("HUYỆN BA BỂ", 2014, "061"),
        ("Ba Bể", 2015, "061"),
        ("Huyện Ba Bể tỉnh Bắc Kạn", 2014, "061"),
        ("UBND huyện Ba Bể", 2014, "061"),
        ("UBND Ba Bể", 2014, "061"),
        ("Phòng Kinh tế và Hạ tầng huyện Ba Bể", 2016, "061"),
        ("Phòng KT&HT H.Ba Bể", 2016, "061"),
        ("Phòng Công Thương Ba Bể", 2016, "061"),
        ("HUYEN NA RI", 2015, "066"),
        ("061", 2015, "061"),
        ("ttkc", 2015, "TTKC"),
        ("TT Khuyến công", 2015, "TTKC"),
        ("Trung tâm KC & TVPTCN tỉnh Bắc Kạn", 2015, "TTKC"),
        ("TRUNG TÂM KHUYẾN CÔNG VÀ TƯ VẤN PHÁT TRIỂN CÔNG NGHIỆP", 2015, "TTKC"),
        ("Trung tâm Khuyến công và Tư vấn phát triển công nghiệp 1", 2014, None),
        ("Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Hà Nội", 2014, None),
        ("Sở Công Thương tỉnh Bắc Kạn", 2014, None),
        ("Tỉnh Bắc Kạn", 2014, None),
        ("HTX Tân Thành, huyện Ba Bể", 2014, None),
        ("HTX Nông nghiệp Ba Bể", 2014, None),
        ("UBND thị trấn Chợ Mới", 2014, None),
        ("UBND xã Bành Trạch, huyện Ba Bể", 2014, None),
        ("Ba Bể, Na Rì", 2014, None),
        ("01888", 2014, None),
        ("", 2014, None),
    ],
)
def test_the_reporting_unit(written: str, year: int, code: str | None) -> None:
    unit = UNITS.reporting_unit(written, year)
    assert (unit.code if unit else None) == code


def test_a_unit_is_called_as_in_the_year() -> None:
    named = [UNITS.reporting_unit("058", year) for year in (2014, 2015, 2016, 2030)]
    assert [unit.name if unit else None for unit in named] == [
        "Thị xã Bắc Kạn",
        "Thành phố Bắc Kạn",
        "Thành phố Bắc Kạn",
        "Thành phố Bắc Kạn",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("061_bao cao.xlsx", "061"),
        ("061", "061"),
        ("TTKC 2016", "TTKC"),
        ("ttkc-2016.xls", "TTKC"),
        ("0610_x.xlsx", None),
        ("TTKC2016.xlsx", None),
        ("061b.xlsx", None),
        ("Bao cao 061.xlsx", None),
        ("01888_x.xlsx", None),
        ("06_x.xlsx", None),
    ],
)
def test_the_unit_whose_code_leads_a_name(name: str, code: str | None) -> None:
    unit = UNITS.leading_unit(name, 2016)
    assert (unit.code if unit else None) == code


@pytest.mark.parametrize(
    ("text", "year", "by", "code", "district", "problem"),
    [
        ("xã Xuất Hóa", 2014, "058", "01855", "058", None),
        ("xã Xuất Hoá", 2014, "058", "01855", "058", None),
        ("Xuất Hóa", 2014, "TTKC", "01855", "058", None),
        ("X.Xuất Hóa", 2014, "TTKC", "01855", "058", None),
        ("xã Xuất Hóa, TX Bắc Kạn", 2014, "TTKC", "01855", "058", None),
        ("xã Xuất Hóa TX Bắc Kạn", 2014, "TTKC", "01855", "058", None),
        ("Xuất Hóa - TX Bắc Kạn", 2014, "TTKC", "01855", "058", None),
        ("Xuất Hóa (TX Bắc Kạn)", 2014, "TTKC", "01855", "058", None),
        ("xa Xuat Hoa, TX Bac Kan", 2014, "TTKC", "01855", "058", None),
        ("xã Xuất Hóa, TX Bắc Kạn, Bắc Kạn", 2014, "TTKC", "01855", "058", None),
        ("xã Xuất Hóa", 2015, "058", "01855", "058", None),
        ("phường Xuất Hóa", 2015, "058", "01855", "058", None),
        ("phường Xuất Hóa", 2014, "058", "01855", "058", "place.later_name"),
        ("xã Xuất Hóa", 2017, "058", "01855", "058", "place.later_name"),
        ("phường Dương Quang", 2016, "058", "01849", "058", "place.later_name"),
        ("xã Hiệp Lực", 2018, "062", "01960", "062", "place.later_name"),
        ("xã Cao Trĩ", 2022, "061", "01912", "061", "place.later_name"),
        ("xã Ba Bể", 2014, "061", "01906", "061", "place.later_name"),
        ("thị trấn Yến Lạc", 2018, "066", "02134", "066", None),
        ("thị trấn Yến Lạc", 2020, "066", "02155", "066", None),
        ("Phuong Vien", 2016, "064", "02050", "064", None),
        ("xa Phuong Vien, huyen Cho Don", 2016, "TTKC", "02050", "064", None),
        ("phuong Huyen Tung", 2016, "058", "01846", "058", None),
        ("Thôn Nà Lạn, xã Bành Trạch, huyện Ba Bể", 2016, "061", "01891", "061", None),
        ("xã Bành Trạch", 2016, "064", "01891", "061", "place.other_district"),
        ("Phường Minh Khai", 2016, "TTKC", "01834", "058", None),
        ("Chợ Mới", 2016, "065", "02086", "065", None),
        ("Chợ Mới", 2016, "TTKC", "065", "065", None),
        ("Chợ Mới", 2022, "065", "065", "065", None),
        ("TT Chợ Mới, H. Chợ Mới", 2016, "TTKC", "02086", "065", None),
        ("huyện Ba Bể", 2016, "TTKC", "061", "061", None),
        ("trên địa bàn huyện Ba Bể", 2016, "TTKC", "061", "061", None),
        ("trên địa bàn huyện", 2016, "061", "061", "061", None),
        ("Ba Bể", 2016, "TTKC", "061", "061", None),
        ("Ba Bể, Bắc Kạn", 2016, "TTKC", "061", "061", None),
        ("Bắc Kạn", 2016, "TTKC", "058", "058", None),
        ("Bắc Kạn", 2016, "061", "058", "058", "place.other_district"),
        ("toàn tỉnh", 2016, "TTKC", "06", None, None),
        ("Toàn tỉnh Bắc Kạn", 2016, "TTKC", "06", None, None),
        ("tỉnh Bắc Kạn", 2016, "061", "06", None, None),
        ("trên địa bàn tỉnh", 2016, "TTKC", "06", None, None),
        ("xã Hà Hiệu, xã Bành Trạch", 2016, "061", None, "061", "place.ambiguous"),
        ("xã Hà Hiệu và gì đó", 2016, "061", None, None, "place.unknown"),
        ("Nà Lạn, huyện Ba Bể", 2016, "TTKC", None, "061", "place.unknown"),
        ("xã Bành Trạch, huyện Chợ Đồn", 2016, "TTKC", None, "064", "place.unknown"),
        ("trên địa bàn huyện", 2016, "TTKC", None, None, "place.unknown"),
        ("Hà Nội", 2016, "TTKC", None, None, "place.unknown"),
        ("", 2016, "TTKC", None, None, "place.unknown"),
    ],
)
def test_a_place(  # noqa: PLR0917  # a table's columns
    text: str, year: int, by: str, code: str | None, district: str | None, problem: str | None
) -> None:
    found = UNITS.place(text, year, by)
    assert (found.unit_code, found.district_code, found.problem) == (code, district, problem)
    decomposed = UNITS.place(unicodedata.normalize("NFD", text).upper(), year, by)
    assert decomposed == found


def test_a_place_tells_what_it_was_taken_for() -> None:
    assert UNITS.place("phường Xuất Hóa", 2014, "TTKC") == PlaceResolution(
        "01855",
        "058",
        Level.COMMUNE,
        "place.later_name",
        name="Xã Xuất Hoá, Thị xã Bắc Kạn",
        on=date(2014, 12, 31),
    )
    after_the_districts = UNITS.place("thị trấn Yến Lạc", 2026, "TTKC")
    assert (after_the_districts.problem, after_the_districts.name) == (
        "place.later_name",
        "Xã Na Rì",
    )
    several = UNITS.place("xã Hà Hiệu, xã Bành Trạch", 2016, "TTKC")
    assert several.details == {
        "name": "",
        "candidates": "Xã Bành Trạch, Huyện Ba Bể; Xã Hà Hiệu, Huyện Ba Bể",
    }


HOMONYMS = [
    {
        **dict.fromkeys(rows("units")[0], ""),
        "code": code,
        "name_vi": name,
        "type": kind,
        "level": level,
        "parent_code": parent,
    }
    for code, name, kind, level, parent in [
        ("1", "Tỉnh A", "Tỉnh", "tinh", ""),
        ("11", "Huyện B", "Huyện", "huyen", "1"),
        ("12", "Huyện C", "Huyện", "huyen", "1"),
        ("111", "Xã Tân Sơn", "Xã", "xa", "11"),
        ("121", "Xã Tân Sơn", "Xã", "xa", "12"),
    ]
]


def test_the_reporting_district_decides_between_communes_of_one_name() -> None:
    two = Units.load(HOMONYMS)
    assert two.place("Tân Sơn", 2016, "11").unit_code == "111"
    assert two.place("xã Tân Sơn", 2016, "12").unit_code == "121"
    assert two.place("xã Tân Sơn, huyện C", 2016, "11") == PlaceResolution(
        "121",
        "12",
        Level.COMMUNE,
        "place.other_district",
        name="Xã Tân Sơn, Huyện C",
        on=date(2016, 12, 31),
    )
    assert two.place("Tân Sơn", 2016, "centre") == PlaceResolution(
        None,
        None,
        None,
        "place.ambiguous",
        candidates=("Xã Tân Sơn, Huyện B", "Xã Tân Sơn, Huyện C"),
    )


def test_a_wrong_row_is_named() -> None:
    with pytest.raises(DeclarationError, match=r"units\.csv, 11"):
        Units.load([{**HOMONYMS[1], "level": "quận"}])


@given(st.sampled_from(COMMUNES), st.sampled_from(["{0}", "{0}, {1}", "{0} - {1}", "{0} {1}"]))
def test_every_commune_is_found_with_and_without_tones(unit: object, pattern: str) -> None:
    commune = next(known for known in COMMUNES if known is unit)
    district = UNITS.of_code(commune.districts[0], 2018)
    assert district is not None
    text = pattern.format(commune.name, district.name)
    for written in (text, without_tones(text), text.upper()):
        found = UNITS.place(written, 2018, district.code)
        assert (found.unit_code, found.problem) == (commune.code, None)


@given(st.text(max_size=60), st.integers(2000, 2030), st.sampled_from([*DISTRICTS, "TTKC"]))
def test_no_text_is_too_odd(text: str, year: int, by: str) -> None:
    found = UNITS.place(text, year, by)
    assert (found.unit_code is None) == (found.problem in {"place.unknown", "place.ambiguous"})
    UNITS.reporting_unit(text, year)
    UNITS.leading_unit(text, year)
