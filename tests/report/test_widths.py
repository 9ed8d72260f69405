"""Columns as wide as declared, and never too narrow for a word."""

import pytest

from kc_pipeline.report.model import Column, RowKind, Run, Table, TableRow
from kc_pipeline.report.widths import asks_for_width, column_widths


def _table(widths: tuple[int, ...], *rows: tuple[str, ...], kind: RowKind = RowKind.DATA) -> Table:
    columns = tuple(Column("A", width) for width in widths)
    cells = (TableRow(tuple((Run(text),) for text in row), kind) for row in rows)
    return Table("t", "", columns, tuple(cells))


def test_widths_are_those_declared_where_every_word_fits() -> None:
    assert column_widths(_table((1, 3), ("2014", "một đề án")), 160) == (40, 120)


def test_a_column_too_narrow_gets_what_its_longest_word_needs() -> None:
    year, code, amount = column_widths(_table((1, 99, 1), ("2014", "x", "5.397,29")), 165)
    assert year == pytest.approx(4.2 + 4.2333 * 4 * 0.52, abs=0.01)
    assert amount == pytest.approx(4.2 + 4.2333 * (6 * 0.52 + 2 * 0.3), abs=0.01)
    assert year + code + amount == pytest.approx(165)


def test_a_code_may_be_parted_at_its_hyphens_only() -> None:
    parted, _ = column_widths(_table((1, 99), ("CN-2014-05", "x")), 165)
    whole, _ = column_widths(_table((1, 99), ("CN2014X05", "x")), 165)
    assert parted < whole


def test_a_group_row_goes_over_all_columns() -> None:
    table = _table((1, 1), ("một_từ_rất_dài_không_ngắt_được",), kind=RowKind.GROUP)
    assert column_widths(table, 100) == (50, 50)


def test_words_wider_than_the_page_share_it() -> None:
    first, second = column_widths(_table((1, 1), ("a" * 200, "a" * 200)), 100)
    assert first == second == 50


def test_a_table_asks_for_width_where_its_phrases_would_be_folded_too_often() -> None:
    years = _table((4, 1, 1), ("Chế biến gỗ", "1.469,20", "5.397,29"))
    assert not asks_for_width(years, 165)
    many = _table((4, *[1] * 9), ("Chế biến gỗ", *["1.469,20"] * 9))
    assert asks_for_width(many, 165)
    assert asks_for_width(_table((1, 1), ("x" * 8 + " lời" * 100, "2014")), 165)
    assert not asks_for_width(_table((1,), ("lời " * 100,), kind=RowKind.GROUP), 165)
