"""What the formulas of a table give away: values typed over them, and those unlike their likes.

Formulas are compared with their neighbours', never computed: whether a total is right is for
`control_totals`. Told is only what stands out from a clear majority.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kc_pipeline.intake.control_totals import coverings
from kc_pipeline.intake.figures import FigureRow
from kc_pipeline.intake.formula_shapes import copied, rows_of_column, shape, shown
from kc_pipeline.intake.grid import Sheet, address, column_letter
from kc_pipeline.intake.headings import SERIAL, Heading
from kc_pipeline.intake.reading import Fate, RowFate
from kc_pipeline.intake.values import as_text
from kc_pipeline.intake.wording import stands_for_nothing
from kc_pipeline.rules.finding import Issue

_FEWEST_ALIKE = 2

Place = tuple[int, int]


def formula_issues(
    sheet: Sheet, heading: Heading, fates: Sequence[RowFate], figures: Sequence[FigureRow]
) -> Iterator[Issue]:
    """The issues of one table: its columns over the data rows, then its rows of totals.

    ``figures`` are its data, group and total rows with the figures that are summed.
    """
    if not sheet.formulas:
        return
    data = [row.row_no for row in fates if row.fate is Fate.DATA]
    for column, placed in sorted(heading.columns.items()):
        if placed.name != SERIAL:
            yield from _unlike_the_column(sheet, [(row, column) for row in data])
    summed = sorted({name for row in figures for name in row.figures})
    columns = {name: place for name in summed if (place := heading.place(name)) is not None}
    for at, row in enumerate(figures):
        if row.fate is not Fate.DATA:
            yield from _typed_sums(sheet, [(row.row_no, c) for c in sorted(columns.values())])
            yield from _ranges_too_short(sheet, figures, at, columns)


def _unlike_the_column(sheet: Sheet, places: Sequence[Place]) -> Iterator[Issue]:
    """The cells that stand out from a column that carries one formula, copied down."""
    filled = [place for place in places if _is_filled(sheet, place)]
    shapes = {p: shape(sheet.formulas[p], *p) for p in filled if p in sheet.formulas}
    known = Counter(said for said in shapes.values() if said is not None)
    if not known:
        return
    ((common, _),) = known.most_common(1)
    alike = [place for place in filled if shapes.get(place) == common]
    if _are_most(alike, filled):
        for place in filled:
            if place not in shapes or shapes[place] not in (common, None):
                yield _unlike(sheet, place, alike)


def _typed_sums(sheet: Sheet, places: Sequence[Place]) -> Iterator[Issue]:
    """The typed sums of a row whose other sums are formulas, rounded ones perhaps and others."""
    filled = [place for place in places if _is_filled(sheet, place)]
    computed = [place for place in filled if sheet.formulas.get(place, "=") != "="]
    if _are_most(computed, filled):
        for place in filled:
            if place not in sheet.formulas:
                yield _unlike(sheet, place, computed)


def _are_most(alike: Sequence[Place], filled: Sequence[Place]) -> bool:
    return len(alike) >= _FEWEST_ALIKE and len(alike) * 2 > len(filled)


def _is_filled(sheet: Sheet, place: Place) -> bool:
    value = sheet.rows.get(place[0], {}).get(place[1])
    is_said = value is not None and not (isinstance(value, str) and stands_for_nothing(value))
    return is_said or place in sheet.formulas


def _unlike(sheet: Sheet, place: Place, alike: Sequence[Place]) -> Issue:
    nearest = min(alike, key=lambda other: (_distance(place, other), other))
    own = sheet.formulas.get(place)
    return Issue(
        "formula.typed_over" if own is None else "formula.differs",
        sheet=sheet.name,
        cell=address(*place),
        row_no=place[0],
        value=as_text(sheet.rows[place[0]][place[1]]) if own is None else shown(own),
        details={
            "neighbour": address(*nearest),
            "formula": shown(sheet.formulas[nearest]),
            "expected": copied(sheet.formulas[nearest], nearest, place),
        },
    )


def _distance(place: Place, other: Place) -> int:
    return abs(place[0] - other[0]) + abs(place[1] - other[1])


def _ranges_too_short(
    sheet: Sheet, figures: Sequence[FigureRow], at: int, columns: Mapping[str, int]
) -> Iterator[Issue]:
    """The formulas of a row of totals that add up part of the rows which it stands for."""
    row = figures[at]
    written = {n: c for n, c in columns.items() if (row.row_no, c) in sheet.formulas}
    covered = list(coverings(figures, at)) if written else []
    for name, column in sorted(written.items(), key=lambda named: named[1]):
        named = _data_rows_named(sheet, figures, (row.row_no, column))
        wanted = [_with_figures(sheet, rows, name, column) for rows in covered]
        missed = [rows - named for rows in wanted if rows & named]
        if missed and all(missed):
            yield Issue(
                "formula.misses_rows",
                sheet=sheet.name,
                cell=address(row.row_no, column),
                row_no=row.row_no,
                value=shown(sheet.formulas[row.row_no, column]),
                details={"cells": _cells(min(missed, key=len), column)},
            )


def _with_figures(sheet: Sheet, rows: Sequence[FigureRow], name: str, column: int) -> set[int]:
    """The rows with something to add up in a column; a text that is no number cannot be."""
    return {r.row_no for r in rows if name in r.figures or (r.row_no, column) in sheet.formulas}


def _data_rows_named(sheet: Sheet, figures: Sequence[FigureRow], total: Place) -> set[int]:
    """The data rows that a total's formula reaches in its column, through other totals too.

    A total somebody typed counts for the rows it most likely covers.
    """
    column = total[1]
    places = {row.row_no: at for at, row in enumerate(figures)}
    named: set[int] = set()
    seen = {total[0]}
    waiting = [total[0]]
    while waiting:
        formula = sheet.formulas.get((waiting.pop(), column), "")
        reached = {n for rows in rows_of_column(formula, column) for n in places if n in rows}
        for number in reached - seen:
            seen.add(number)
            if figures[places[number]].fate is Fate.DATA:
                named.add(number)
            elif (number, column) in sheet.formulas:
                waiting.append(number)
            else:
                named |= {r.row_no for r in next(coverings(figures, places[number]), [])}
    return named


def _cells(rows: set[int], column: int) -> str:
    """The cells of some rows of a column, runs told by their ends."""
    letter = column_letter(column)
    runs = []
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        runs.append(
            f"{letter}{numbers[0]}"
            if len(numbers) == 1
            else f"{letter}{numbers[0]}:{letter}{numbers[-1]}"
        )
    return ", ".join(runs)
