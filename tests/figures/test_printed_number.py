"""Numbers as reports print them."""

from decimal import Decimal

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.printed_number import PrintedNumber, printed_number


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("57", "57", "1"),
        (" 195,88 ", "195.88", "0.01"),
        ("195.880", "195.880", "0.001"),
        ("2.118,5", "2118.5", "0.1"),
        ("-1,5", "-1.5", "0.1"),
        ("1140,250", "1140.250", "0.001"),
        ("1.140.000", "1140000", "1"),
    ],
)
def test_value_and_precision(text: str, value: str, precision: str) -> None:
    assert printed_number(text, "it") == PrintedNumber(Decimal(value), Decimal(precision))


@pytest.mark.parametrize("text", ["", "x", "1,140", "1.140.00", "1.5,2,5", "12 %", "1e3"])
def test_what_says_no_number_or_two_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"published figure s1\.it"):
        printed_number(text, "s1.it")


@pytest.mark.parametrize(
    ("exact", "text", "is_rounded"),
    [
        ("195.875", "195,88", True),
        ("195.8749", "195,88", False),
        ("63.5", "64", True),
        ("63.4", "64", False),
    ],
)
def test_rounding_is_half_up_to_what_is_printed(exact: str, text: str, *, is_rounded: bool) -> None:
    assert printed_number(text, "it").is_rounded_from(Decimal(exact)) is is_rounded
