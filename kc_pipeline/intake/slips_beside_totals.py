"""A number, or a whole column, that is a thousand or a million times off by its printed total.

``1.14`` above a total of ``1 140`` has perhaps lost its thousands. Which total covers which rows is
for `control_totals`; amounts out of line with other amounts are for the rule `money.out_of_scale`.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from kc_pipeline.intake.figures import Figure, FigureRow
from kc_pipeline.rules.finding import Issue

_FACTORS = (Decimal(1_000), Decimal(1_000_000), Decimal("0.001"), Decimal("0.000001"))


def find_slip(
    sheet: str,
    column: str,
    printed: Figure,
    covered: Sequence[FigureRow],
    agrees: Callable[[Decimal], bool],
) -> Issue | None:
    """The one number, else the whole column, that the total agrees with after a change of scale.

    ``agrees`` says whether a sum is what the total prints. None where no power of a thousand
    mends the difference, or where several numbers would.
    """
    figures = [(row.row_no, row.figures[column]) for row in covered if column in row.figures]
    total = sum((figure.value for _, figure in figures), Decimal(0))
    mending = [
        (row_no, figure, factor)
        for factor in _FACTORS
        for row_no, figure in figures
        if figure.value and agrees(total + figure.value * (factor - 1))
    ]
    if len(mending) == 1:
        ((row_no, figure, factor),) = mending
        details = {
            "column": column,
            "change_vi": _change(factor, "lớn gấp", "nhỏ đi", ".") + " lần",
            "change_en": _change(factor, "multiplied by", "divided by", ","),
            "total_cell": printed.cell,
            "printed": printed.shown,
        }
        return Issue("number.slip_by_total", sheet, figure.cell, row_no, figure.shown, details)
    scales = [factor for factor in _FACTORS if total and agrees(total * factor)]
    if not scales:
        return None
    details = {
        "column": column,
        "printed": format(printed.value, "f"),
        "computed": format(total, "f"),
        "change_vi": _change(scales[0], "lớn gấp", "nhỏ hơn", ".") + " lần",
        "change_en": _change(scales[0], "larger by a factor of", "smaller by a factor of", ","),
    }
    return Issue("total.out_of_scale", sheet, printed.cell, None, printed.shown, details)


def _change(factor: Decimal, up: str, down: str, thousands: str) -> str:
    size = f"{int(factor if factor > 1 else 1 / factor):,}".replace(",", thousands)
    return f"{up if factor > 1 else down} {size}"
