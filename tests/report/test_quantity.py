from decimal import Decimal

import pytest

from kc_pipeline.report.model import Number, Run
from kc_pipeline.report.quantity import Quantity, plain, quantity_of


@pytest.mark.parametrize(
    ("value", "unit", "in_text", "in_table"),
    [
        ("2118.5", "million VND", "2.118,5 triệu đồng", "2.118,5"),
        ("0.0015", "million VND", "0,002 triệu đồng", "0,002"),
        ("0.0004", "million VND", "400 đồng", "0,0004"),
        ("-0.000001", "million VND", "-1 đồng", "-0,000001"),
        ("7", "contents", "07", "7"),
        ("38.6", "percent", "39%", "39"),
        ("0", "projects", "0", "0"),
        (None, "percent", "chưa có số liệu", "-"),
    ],
)
def test_a_unit_decides_how_a_quantity_is_told(
    value: str | None, unit: str, in_text: str, in_table: str
) -> None:
    quantity = Quantity(None if value is None else Decimal(value), unit)
    assert (quantity.text, quantity.table_run().text) == (in_text, in_table)


def test_a_run_keeps_what_its_number_is() -> None:
    quantity = Quantity(Decimal("2118.5"), "million VND", figure="s3.machinery.support")
    number = Number(Decimal("2118.5"), "million VND", figure="s3.machinery.support")
    assert quantity.run == Run("2.118,5 triệu đồng", number)
    assert quantity.table_run(2) == Run("2.118,50", number)


def test_nothing_and_unknown_are_both_false_and_only_one_is_one() -> None:
    values = [Quantity(v, "x") for v in (None, Decimal(0), Decimal(1), Decimal(2))]
    assert [bool(v) for v in values] == [False, False, True, True]
    assert [v.is_one for v in values] == [False, False, True, False]


def test_dong_become_millions() -> None:
    assert quantity_of(2_118_500_000, "đồng", "c") == Quantity(
        Decimal("2118.5"), "million VND", cell="c"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Cơ sở\x00\x02miến\x03 dong", "Cơ sở miến dong"),
        ("một\r\nhai\tba\u2028bốn", "một hai ba bốn"),
        ("\ufffe\ud800x\uffff", "x"),
        ("Hoa\u0300", "Hoà"),
        ("<b>{{ x }}</b>", "<b>{{ x }}</b>"),
    ],
)
def test_text_of_data_is_one_line_without_control_characters(text: str, kept: str) -> None:
    assert plain(text) == kept
