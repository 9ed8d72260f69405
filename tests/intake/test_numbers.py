"""Numbers are read exactly or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.intake.numbers import NumberProblem, ParsedNumber, parse_count, parse_number

NOTHING = ParsedNumber()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("195,88", "195.88"),
        ("2.118,5", "2118.5"),
        ("1,140.5", "1140.5"),
        ("195.880.000", "195880000"),
        ("195,880,000", "195880000"),
        ("1,234,567.25", "1234567.25"),
        ("1.234.567,25", "1234567.25"),
        ("1.140,500", "1140.5"),
        ("1 140", "1140"),
        ("1\u00a0140", "1140"),
        ("1\u202f140\u2009500,5", "1140500.5"),
        ("1 140.5", "1140.5"),
        ("1'140", "1140"),
        ("1’140’000", "1140000"),
        ("1.140", "1140"),
        ("12.345.678", "12345678"),
        ("1.14", "1.14"),
        ("1.1400", "1.14"),
        ("1,1400", "1.14"),
        ("0,5", "0.5"),
        ("0,140", "0.14"),
        ("0.140", "0.14"),
        ("1234,567", "1234.567"),
        ("1234.567", "1234.567"),
        ("0", "0"),
        ("007", "7"),
        (" 35 ", "35"),
        ("\ufeff35\u200b", "35"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("–5,5", "-5.5"),
        ("(5)", "-5"),
        ("(1.140,5)", "-1140.5"),
        ("+5", "5"),
        ("１９５，８８", "195.88"),
        (195.88, "195.88"),
        (195.88000000000002, "195.88"),
        (0.1 + 0.2, "0.3"),
        (1140.0, "1140"),
        (1234567890123456.0, "1234567890123456"),
        (35, "35"),
        (-3, "-3"),
        (Decimal("2.50"), "2.5"),
        (0.0, "0"),
    ],
)
def test_numbers(value: str | float | Decimal, expected: str) -> None:
    assert parse_number(value) == ParsedNumber(Decimal(expected))


@pytest.mark.parametrize("value", [None, "", "  ", "-", "–", "—", "x", "X", "...", "…", "\u00a0"])
def test_no_value(value: str | None) -> None:
    assert parse_number(value) == parse_count(value) == NOTHING


@pytest.mark.parametrize("value", ["1,140", "-1,140", "(12,345)", "999,000", "１，１４０"])
def test_ambiguous(value: str) -> None:
    assert parse_number(value) == ParsedNumber(problem=NumberProblem.AMBIGUOUS)


@pytest.mark.parametrize(
    "value",
    [
        *("1.140.50", "1.14,5", "1,14.5", "1,234.567,8", "1.234,567.8", "0.140,5", "1 140 50"),
        *("11 40", "1 14", "1 140'500", "1..140", "1.,5", ",5", "5,", ".5", "5.", "1 140,5,5"),
        *("012.345", "01,234", "0 140", "0.123.456", "1140.500.000", "1.140.500,"),
        *("35 người", "195,88 triệu", "50%", "5/2", "5-3", "--5", "- 5", "(-5)", "(5", "5)", "+-5"),
        *("1e5", "0x10", "1_000", "²", "٣", "nan", "inf", "#REF!", "một", "=5", "."),
        *("9" * 19, "9" * 5_000, "0," + "1" * 29, 10**18, -(10**20), 1e300),
        *(float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("Infinity"), True),
        *(Decimal("1e400000"), Decimal("1e9999999")),
    ],
)
def test_unreadable(value: str | float | Decimal) -> None:
    assert parse_number(value) == ParsedNumber(problem=NumberProblem.UNREADABLE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("35", ParsedNumber(Decimal(35))),
        ("35,0", ParsedNumber(Decimal(35))),
        (35.0, ParsedNumber(Decimal(35))),
        ("1.140", ParsedNumber(Decimal(1140))),
        ("-2", ParsedNumber(Decimal(-2))),
        ("35,5", ParsedNumber(problem=NumberProblem.NOT_WHOLE)),
        (35.5, ParsedNumber(problem=NumberProblem.NOT_WHOLE)),
        ("1,140", ParsedNumber(problem=NumberProblem.AMBIGUOUS)),
        ("ba", ParsedNumber(problem=NumberProblem.UNREADABLE)),
    ],
)
def test_counts(value: str | float, expected: ParsedNumber) -> None:
    assert parse_count(value) == expected


@given(st.integers(-(10**17), 10**17), st.sampled_from([".", " ", "'", "\u00a0"]))
def test_grouped_integers_are_read_back(number: int, mark: str) -> None:
    assert parse_number(f"{number:,}".replace(",", mark)) == ParsedNumber(Decimal(number))


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_vietnamese_decimals_are_read_back(whole: int, cents: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    assert parse_number(written) == ParsedNumber(Decimal(f"{whole}.{cents:02d}"))


@given(st.decimals(min_value=0, max_value=10**9, places=5))
def test_numeric_cells_are_exact(number: Decimal) -> None:
    assert parse_number(float(number)) == ParsedNumber(number)


@given(st.text("0123456789.,-+()' x…%\u00a0"))
def test_any_text_gives_a_number_a_problem_or_nothing(text: str) -> None:
    parsed = parse_number(text)
    assert parsed.value is None or parsed.problem is None
