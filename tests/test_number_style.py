from decimal import Decimal

import pytest

from kc_pipeline.number_style import count_in_text, decimals_needed, number, roman, share


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("0.000000", "0"),
        ("174.000000", "174"),
        ("2118.500000", "2.118,5"),
        ("195.88", "195,88"),
        ("124.411", "124,411"),
        ("0.0004", "0"),
        ("0.0005", "0,001"),
        ("7078.1584995", "7.078,158"),
        ("999.9999", "1.000"),
        ("1234567.25", "1.234.567,25"),
        ("-1250.5", "-1.250,5"),
        ("-0.0001", "0"),
    ],
)
def test_a_number_has_the_decimals_it_needs(value: str, written: str) -> None:
    assert number(Decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [("174", 2, "174,00"), ("2118.5", 3, "2.118,500"), ("0.5", 0, "1"), ("2.5", 0, "3")],
)
def test_a_number_has_the_decimals_asked_for(value: str, decimals: int, written: str) -> None:
    assert number(Decimal(value), decimals=decimals) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("0", "0"), ("1", "01"), ("9", "09"), ("10", "10"), ("65", "65"), ("1240", "1.240"),
     ("2.5", "2,5"), ("5.000000", "05"), ("-3", "-3")],
)  # fmt: skip
def test_a_count_below_ten_has_a_leading_zero(value: str, written: str) -> None:
    assert count_in_text(Decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("40", "40%"), ("39.5", "40%"), ("40.5", "41%"), ("39.499999", "39%"), ("0", "0%"),
     ("100", "100%"), ("2157.1", "2.157%")],
)  # fmt: skip
def test_a_share_is_rounded_half_up_to_whole_percent(value: str, written: str) -> None:
    assert share(Decimal(value)) == written


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([], 0),
        (["174", "600"], 0),
        (["174", "978.5"], 1),
        (["195.88", "978.5"], 2),
        (["1.23456"], 3),
    ],
)
def test_a_column_shows_every_value_in_full(values: list[str], decimals: int) -> None:
    assert decimals_needed(Decimal(v) for v in values) == decimals


def test_parts_and_annexes_have_roman_numbers() -> None:
    assert [roman(n) for n in (1, 3, 4, 5, 9, 10, 14)] == ["I", "III", "IV", "V", "IX", "X", "XIV"]
