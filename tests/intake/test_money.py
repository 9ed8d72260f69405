"""Units of money are recognised as written, and amounts become exact whole đồng."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.intake.money import (
    MoneyUnit,
    ParsedMoney,
    find_unit_line,
    parse_money,
    recognise_unit,
)
from kc_pipeline.intake.numbers import NumberProblem
from kc_pipeline.intake.wording import split_unit

DONG, THOUSAND, MILLION, BILLION = MoneyUnit

WORDINGS = {
    DONG: ("đồng", "Đồng", "ĐỒNG", "VNĐ", "VND", "đ", "Ð", "₫", "đồng Việt Nam", "VN đồng", "dong"),
    THOUSAND: (
        *("nghìn đồng", "ngàn đồng", "Nghìn đồng", "nghìn", "ngàn đ", "nghin dong", "1.000 đồng"),
        *("1000đ", "1.000đ", "1,000 đồng", "1 000 đồng", "1000 VNĐ", "1.000 d", "1000d"),
    ),
    MILLION: (
        *("triệu đồng", "Triệu  đồng", "tr.đ", "Tr.đ", "trđ", "tr. đồng", "tr đ", "tr.đ.", "triệu"),
        *(
            "triệu VNĐ",
            "trieu dong",
            "1.000.000 đồng",
            "1.000.000đ",
            "1000000 đồng",
            "1 triệu đồng",
        ),
    ),
    BILLION: (
        *(
            "tỷ đồng",
            "tỉ đồng",
            "Tỷ",
            "tỷ VNĐ",
            "ty dong",
            "1.000.000.000 đồng",
            "1.000 triệu đồng",
        ),
    ),
}
ALL_WORDINGS = [(wording, unit) for unit, wordings in WORDINGS.items() for wording in wordings]


@pytest.mark.parametrize(("wording", "unit"), ALL_WORDINGS)
def test_units_are_recognised_alone_and_in_headings(wording: str, unit: MoneyUnit) -> None:
    heading, found = split_unit(f"Kinh phí ({wording})")
    assert (heading, recognise_unit(wording)) == ("Kinh phí", unit)
    assert found is not None
    assert recognise_unit(found) is unit
    assert find_unit_line(f"Đơn vị tính: {wording}") is unit


@pytest.mark.parametrize(
    "text",
    [
        *("", "ha", "người", "tr", "d", "k", "ty", "1.000", "10 triệu đồng", "2.000 đồng", "Đông"),
        *("đồng chí", "Cộng đồng", "động", "triệu người", "1.000 tỷ", "USD", "x", "-"),
    ],
)
def test_what_is_no_unit_of_money(text: str) -> None:
    assert recognise_unit(text) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: triệu đồng", MILLION),
        ("Đơn vị tính : Triệu đồng", MILLION),
        ("ĐVT: Tr.đ", MILLION),
        ("(ĐVT: 1.000 đồng)", THOUSAND),
        ("Đơn vị: đồng", DONG),
        ("ĐƠN VỊ TÍNH: ĐỒNG", DONG),
        ("Đơn vị tính (ĐVT): tỷ đồng.", BILLION),
        ("Đơn vị tính triệu đồng", MILLION),
        ("Đ.V.T: đồng", DONG),
        ("Đv tính: 1000 đồng", THOUSAND),
        ("Đơn vị tính - triệu đồng", MILLION),
        ("Don vi tinh: trieu dong", MILLION),
        ("Biểu 1. Tổng hợp đề án (ĐVT: triệu đồng)", MILLION),
        ("Năm 2016. Đơn vị tính: 1000đ", THOUSAND),
        ("ĐVT: người; triệu đồng", MILLION),
        ("Đơn vị tính: triệu đồng, ha", MILLION),
        ("Đơn vị tính: đồng, triệu đồng", None),
        ("Đơn vị tính: ha", None),
        ("Đơn vị tính:", None),
        ("Đơn vị báo cáo: Huyện Chợ Đồn", None),
        ("Đơn vị báo cáo: đồng", None),
        ("Đơn vị chủ trì", None),
        ("Đơn vị chủ trì: triệu đồng", None),
        ("Đơn vị: Phòng Kinh tế", None),
        ("Đơn vị: Đồng Lạc", None),
        ("Đơn vị phối hợp, đồng chủ trì", None),
        ("triệu đồng", None),
        ("", None),
    ],
)
def test_unit_lines(line: str, unit: MoneyUnit | None) -> None:
    assert find_unit_line(line) is unit


@pytest.mark.parametrize(
    ("value", "unit", "vnd"),
    [
        ("195,88", MILLION, 195_880_000),
        (195.88, MILLION, 195_880_000),
        (195.88000000000002, MILLION, 195_880_000),
        (Decimal("195.88"), MILLION, 195_880_000),
        ("195.880.000", DONG, 195_880_000),
        ("2.118,5", THOUSAND, 2_118_500),
        ("1.140", MILLION, 1_140_000_000),
        ("0,140", BILLION, 140_000_000),
        ("195,88 triệu đồng", DONG, 195_880_000),
        ("195,88 Tr.đ", BILLION, 195_880_000),
        ("195,88triệu", DONG, 195_880_000),
        ("195.880.000 đồng", MILLION, 195_880_000),
        ("195.880.000đ", MILLION, 195_880_000),
        ("21 000 d", MILLION, 21_000),
        ("1.000 đồng", MILLION, 1_000),
        ("(5) triệu", DONG, -5_000_000),
        ("-5", MILLION, -5_000_000),
        (0, MILLION, 0),
        (0.000001, MILLION, 1),
        (None, MILLION, None),
        ("-", MILLION, None),
        ("x", DONG, None),
    ],
)
def test_amounts(value: str | float | Decimal | None, unit: MoneyUnit, vnd: int | None) -> None:
    assert parse_money(value, unit) == ParsedMoney(vnd)


@pytest.mark.parametrize(
    ("value", "unit", "problem"),
    [
        ("1,140", MILLION, NumberProblem.AMBIGUOUS),
        ("1,140 triệu đồng", DONG, NumberProblem.AMBIGUOUS),
        ("195,88", DONG, NumberProblem.FRACTION_OF_DONG),
        (65.29333333333333, MILLION, NumberProblem.FRACTION_OF_DONG),
        ("0,0000001", MILLION, NumberProblem.FRACTION_OF_DONG),
        ("195,88 người", MILLION, NumberProblem.UNREADABLE),
        ("5 tỷ 300 triệu", DONG, NumberProblem.UNREADABLE),
        ("1.000.000.000", BILLION, NumberProblem.UNREADABLE),
        ("triệu đồng", MILLION, NumberProblem.UNREADABLE),
        ("195 1.000 đồng", DONG, NumberProblem.UNREADABLE),
        ("50%", MILLION, NumberProblem.UNREADABLE),
        (float("nan"), MILLION, NumberProblem.UNREADABLE),
    ],
)
def test_amounts_that_cannot_be_had(
    value: str | float, unit: MoneyUnit, problem: NumberProblem
) -> None:
    assert parse_money(value, unit) == ParsedMoney(problem=problem)


@given(st.integers(0, 10**14), st.sampled_from(MoneyUnit))
def test_every_amount_survives_every_unit(vnd: int, unit: MoneyUnit) -> None:
    in_unit = Decimal(vnd) / unit
    whole, _, rest = f"{in_unit:f}".partition(".")
    written = f"{int(whole):,}".replace(",", ".") + ("," + f"{rest:0<9}" if rest else "")
    assert parse_money(written, unit) == ParsedMoney(vnd)
    assert parse_money(in_unit, unit) == ParsedMoney(vnd)
