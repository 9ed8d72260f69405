"""Total rows recomputed: a printed total that its rows do not add up to is an issue.

Totals are never data. Which rows a total covers: a total those above it since the last total (or,
when it comes first, those below it); a subtotal those of its group; a group row with figures those
under it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kc_pipeline.intake.figures import Figure, FigureRow
from kc_pipeline.intake.reading import Fate
from kc_pipeline.intake.slips_beside_totals import find_slip
from kc_pipeline.rules.finding import Issue

_HALF = Decimal("0.5")


def check_totals(sheet: str, rows: Sequence[FigureRow]) -> Iterator[Issue]:
    """An issue for each figure of a total row that none of its coverings adds up to.

    Where a number a thousand times larger or smaller would mend it, an issue names that too.
    """
    for place, row in enumerate(rows):
        if row.fate is Fate.DATA or not row.figures:
            continue
        covered = list(coverings(rows, place))
        for column, printed in row.figures.items():
            sums = [_sum(each, column) for each in covered]
            if sums and not any(_agrees(printed, total, exact) for total, exact in sums):
                yield from _differing(sheet, column, (row.row_no, printed), covered[0])


def _differing(
    sheet: str, column: str, total: tuple[int, Figure], covered: Sequence[FigureRow]
) -> Iterator[Issue]:
    row_no, printed = total
    computed, exact = _sum(covered, column)
    slip = find_slip(
        sheet, column, printed, covered, lambda mended: _agrees(printed, mended, exact)
    )
    if slip is not None:
        yield slip if slip.row_no else replace(slip, row_no=row_no)
    if slip is None or slip.cell != printed.cell:
        details = {
            "column": column,
            "printed": format(printed.value, "f"),
            "computed": format(computed, "f"),
        }
        yield Issue("total.differs", sheet, printed.cell, row_no, printed.shown, details)


def coverings(rows: Sequence[FigureRow], place: int) -> Iterator[list[FigureRow]]:
    """The sets of data rows a total row may cover, the likeliest first.

    A group row without rows of its own says nothing. A total right under another total is a grand
    total of everything above.
    """
    row = rows[place]
    if row.fate is Fate.GROUP:
        under = _below(rows, place, lambda r: r.fate is Fate.TOTAL or r.level <= row.level)
        if under:
            yield under
        return
    if row.fate is Fate.SUBTOTAL:
        for level in sorted({r.level for r in rows[:place] if r.fate is Fate.GROUP}, reverse=True):
            yield from filter(None, [_above(rows, place, _no_deeper_than(level))])
        yield from filter(None, [_above(rows, place, lambda r: r.fate is Fate.SUBTOTAL)])
    yield (
        _above(rows, place, lambda r: r.fate is Fate.TOTAL)
        or _below(rows, place, lambda r: r.fate is row.fate)
        or _above(rows, place, lambda _: False)
    )


def _no_deeper_than(level: int) -> Callable[[FigureRow], bool]:
    return lambda row: row.level <= level


def _above(
    rows: Sequence[FigureRow], place: int, ends: Callable[[FigureRow], bool]
) -> list[FigureRow]:
    return _until(reversed(rows[:place]), ends)


def _below(
    rows: Sequence[FigureRow], place: int, ends: Callable[[FigureRow], bool]
) -> list[FigureRow]:
    return _until(iter(rows[place + 1 :]), ends)


def _until(rows: Iterator[FigureRow], ends: Callable[[FigureRow], bool]) -> list[FigureRow]:
    covered = []
    for row in rows:
        if ends(row):
            break
        if row.fate is Fate.DATA:
            covered.append(row)
    return covered


def _sum(rows: Sequence[FigureRow], column: str) -> tuple[Decimal, int]:
    """The sum of a column and the most decimals any of its figures is printed with."""
    figures = [row.figures[column] for row in rows if column in row.figures]
    return sum((f.value for f in figures), Decimal(0)), max(
        (f.decimals for f in figures), default=0
    )


def _agrees(printed: Figure, total: Decimal, decimals: int) -> bool:
    """Equal; or, where the parts are printed finer than the total, equal after rounding."""
    tolerance = _HALF.scaleb(-printed.decimals) if decimals > printed.decimals else Decimal(0)
    return abs(printed.value - total) <= tolerance
