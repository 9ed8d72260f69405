"""Two lists of rows compared field by field, whatever order they stand in.

Equal rows pair first; of the rest, those of one anchor (a project's code, say) that share most
values. What is left was added or removed. Where rows come from is no matter here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Row = Mapping[str, object]

_MOST_PAIRINGS = 100_000
"""Pairs of rows of one anchor that are weighed; beyond, in a hostile file, rows pair in order."""


class Kind(StrEnum):
    """What became of a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is not the same on both sides; None stands for the side that lacks it.

    ``fields`` are the names of the columns whose values differ, all told ones of a row that was
    added or removed.
    """

    kind: Kind
    old: int | None
    new: int | None
    fields: tuple[str, ...]


def compare_rows(old: Sequence[Row], new: Sequence[Row], anchor: str) -> Iterator[RowChange]:
    """The changes from old to new, by the place of the rows; equal rows are not told of."""
    old_left, new_left = _without_equals(old, new)
    pairs = list(_paired(old, new, old_left, new_left, anchor))
    for before, after in sorted(pairs):
        fields = tuple(
            c for c in _columns(old[before], new[after]) if old[before].get(c) != new[after].get(c)
        )
        yield RowChange(Kind.CHANGED, before, after, fields)
    paired_old, paired_new = {a for a, _ in pairs}, {b for _, b in pairs}
    for place in sorted(set(old_left) - paired_old):
        yield RowChange(Kind.REMOVED, place, None, _told(old[place]))
    for place in sorted(set(new_left) - paired_new):
        yield RowChange(Kind.ADDED, None, place, _told(new[place]))


def _without_equals(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The places of the rows that have no equal on the other side; twins pair one to one."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, row in enumerate(new):
        waiting[_content(row)].append(place)
    old_left = []
    for place, row in enumerate(old):
        equals = waiting[_content(row)]
        if equals:
            equals.pop(0)
        else:
            old_left.append(place)
    return old_left, sorted(place for places in waiting.values() for place in places)


def _paired(
    old: Sequence[Row],
    new: Sequence[Row],
    old_left: Sequence[int],
    new_left: Sequence[int],
    anchor: str,
) -> Iterator[tuple[int, int]]:
    """The rows of one anchor that share most values, the most alike first."""
    of_anchor: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for before in old_left:
        of_anchor[old[before].get(anchor)][0].append(before)
    for after in new_left:
        of_anchor[new[after].get(anchor)][1].append(after)
    for befores, afters in of_anchor.values():
        if len(befores) * len(afters) > _MOST_PAIRINGS:
            yield from zip(befores, afters, strict=False)
        else:
            yield from _most_alike(old, new, befores, afters)


def _most_alike(
    old: Sequence[Row], new: Sequence[Row], befores: Sequence[int], afters: Sequence[int]
) -> Iterator[tuple[int, int]]:
    candidates = [
        (_likeness(old[before], new[after]), before, after)
        for before in befores
        for after in afters
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, before, after in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if before not in taken_old and after not in taken_new:
            taken_old.add(before)
            taken_new.add(after)
            yield before, after


def _likeness(old: Row, new: Row) -> int:
    return sum(old.get(c) == new.get(c) for c in _columns(old, new))


def _columns(old: Row, new: Row) -> list[str]:
    return list(dict.fromkeys((*old, *new)))


def _told(row: Row) -> tuple[str, ...]:
    return tuple(column for column, value in row.items() if value is not None)


def _content(row: Row) -> Hashable:
    return tuple(sorted((c, str(v)) for c, v in row.items() if v is not None))
