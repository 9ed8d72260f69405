"""Group rows: how they nest, and the values they give to the rows under them.

Which rows are group rows is decided in `row_kinds`; what a mark stands for is declared with the
form.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from kc_pipeline.intake.forms import Group
from kc_pipeline.intake.reading import Fate, ReadCell
from kc_pipeline.intake.row_kinds import ClassedRow
from kc_pipeline.intake.row_wordings import is_numeral

NO_GROUP = 1_000
"""Deeper than any group: the level of a row that is no group row."""


class _Marks(IntEnum):
    """Kinds of marks as they usually nest, the outermost first."""

    CAPITAL = 0
    NUMERAL = 1
    NUMBER = 2
    NUMBER_IN_NUMBER = 3
    LETTER = 4


def group_levels(rows: Sequence[ClassedRow]) -> list[int]:
    """How deep each row's group stands on this sheet, 0 outermost; `NO_GROUP` for other rows.

    A kind of mark that first comes right under another group stands within it, whichever kinds
    these are; one that first comes after data takes its usual place.
    """
    nesting: list[_Marks] = []
    above: _Marks | None = None
    kinds = [_kind(row.mark) if row.mark else None for row in rows]
    for row, kind in zip(rows, kinds, strict=True):
        if kind is not None and kind not in nesting:
            usual = (place for place, other in enumerate(nesting) if other > kind)
            within = None if above is None else nesting.index(above) + 1
            place = next(usual, len(nesting)) if within is None else within
            nesting.insert(place, kind)
        if kind is not None or row.fate.fate is Fate.DATA:
            above = kind
    return [NO_GROUP if kind is None else nesting.index(kind) for kind in kinds]


def _kind(mark: str) -> _Marks:
    if not mark.isalpha():
        return _Marks.NUMBER_IN_NUMBER if "." in mark else _Marks.NUMBER
    if is_numeral(mark):
        return _Marks.NUMERAL
    return _Marks.CAPITAL if mark.isupper() else _Marks.LETTER


class GivenValues:
    """The values that group rows give, as they stand at one row after another."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Take the groups that the form declares."""
        self._groups = tuple(groups)
        self._by_level: dict[int, Mapping[str, ReadCell]] = {}

    def enter(self, row: ClassedRow, level: int, cell: str) -> None:
        """Go on under a group row: what groups as deep or deeper gave holds no more.

        A mark that the form does not declare gives nothing, and ends only what marks of its own
        kind gave.
        """
        mark = row.mark or ""
        group = next((g for g in self._groups if _is_meant(g, mark)), None)
        if group is None and level not in self._by_level:
            return
        kept = {at: given for at, given in self._by_level.items() if at < level}
        if group is None:
            self._by_level = kept | {level: {}}
            return
        raw = f"{mark}. {row.label}"
        cells = {
            name: ReadCell(name, cell, raw, value.format(mark=mark))
            for name, value in group.gives.items()
        }
        self._by_level = kept | {level: cells}

    def cells(self) -> tuple[ReadCell, ...]:
        """The values at this row, the innermost group's where two give the same column."""
        merged: dict[str, ReadCell] = {}
        for level in sorted(self._by_level):
            merged |= self._by_level[level]
        return tuple(merged.values())


def _is_meant(group: Group, mark: str) -> bool:
    return group.mark == mark or (
        group.numbers is not None and mark.isdecimal() and int(mark) in group.numbers
    )
