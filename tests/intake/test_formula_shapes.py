"""Formulas told apart by what copying them would give, in Excel's and OpenDocument's writing."""

import pytest

from kc_pipeline.intake.formula_shapes import LONGEST, copied, rows_of_column, shape, shown


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ("=D6*E6", "=D9*E9"),
        ("=SUM(D6:D8)*$A$1+B$2-$C6", "=SUM(D9:D11)*$A$1+B$2-$C9"),
        ("=[.D6]*[.E6]", "=D9*E9"),
        ("=SUM([.D6:.D8];[$Khác.$A6])", "=SUM(D9:D11;Khác!$A9)"),
        ('=\'Biểu 1\'!D6&"D6 ""E6"""', '=\'Biểu 1\'!D9&"D6 ""E6"""'),
        ("=LOG10(D6)+TAXX2018+D6.5", "=LOG10(D9)+TAXX2018+D6.5"),
        ("=Bảng[D6]", "=Bảng[D6]"),
        ("=SUM(E:E)", "=SUM(E:E)"),
    ],
)
def test_what_a_copy_three_rows_down_becomes_has_the_same_shape(formula: str, there: str) -> None:
    assert copied(formula, (6, 8), (9, 8)) == there
    assert shape(formula, 6, 8) == shape(there, 9, 8)
    assert copied(there, (9, 8), (6, 8)) == shown(formula)


@pytest.mark.parametrize(
    ("formula", "other"),
    [
        ("=D6*E6", "=D9*E8"),
        ("=D6*$E$6", "=D9*$E$9"),
        ("=D6*2", "=D9*3"),
        ("=SUM(D6:D8)", "=SUM(D9:D10)"),
        ("=Khác!D6", "=D9"),
        ('=D6&"D6"', '=D9&"D9"'),
    ],
)
def test_what_no_copy_gives_has_another_shape(formula: str, other: str) -> None:
    assert shape(formula, 6, 8) != shape(other, 9, 8)


def test_off_the_edge_of_the_sheet() -> None:
    assert copied("=A2+$B1", (3, 3), (1, 1)) == "=#REF!+#REF!"


@pytest.mark.parametrize("formula", ["=", "=" + "A1+" * LONGEST])
def test_an_unknown_or_endless_formula_has_no_shape(formula: str) -> None:
    assert shape(formula, 1, 1) is None


@pytest.mark.parametrize("character", ['"', "'", "[", "A", "A1:", "$A$1!", "'!", ".A1"])
def test_formulas_of_one_thing_repeated_are_taken_for_what_they_are(character: str) -> None:
    formula = "=" + (character * LONGEST)[: LONGEST - 1]
    assert isinstance(shape(formula, 1, 1), str)


@pytest.mark.parametrize(
    ("formula", "rows"),
    [
        ("=SUM(D6:D8)+D12", [range(6, 9), range(12, 13)]),
        ("=SUM(D8:D6)", [range(6, 9)]),
        ("=SUM(B6:E8)", [range(6, 9)]),
        ("=SUM([.$D$6:.D8])", [range(6, 9)]),
        ("=SUM(E6:E8)+Khác!D6+[$Khác.D6]", []),
        ('="D6"', []),
    ],
)
def test_the_rows_a_formula_names_in_its_own_column(formula: str, rows: list[range]) -> None:
    assert list(rows_of_column(formula, 4)) == rows
