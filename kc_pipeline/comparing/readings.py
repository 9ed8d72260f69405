"""Two versions of a submission, field by field, each side with its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kc_pipeline.comparing.rows import Kind, compare_rows
from kc_pipeline.intake.headings import SERIAL
from kc_pipeline.intake.reading import ReadCell, Reading, ReadRow

_ANCHOR = "project_code"


@dataclass(frozen=True, slots=True)
class Side:
    """A value on one side: its sheet and cell, the text as it stands, what it was read as."""

    sheet: str
    cell: str
    raw: str
    value: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that is not the same in both versions; a side that lacks it is None.

    ``key`` is the project's code of the row, None for a row without; for a cover fact ``table`` is
    ``cover``.
    """

    kind: Kind
    table: str
    key: str | None
    column: str
    old: Side | None
    new: Side | None


def compare_readings(old: Reading, new: Reading) -> tuple[FieldChange, ...]:
    """Every value that differs: the cover's first, then table by table, row by row."""
    return (*_covers(old, new), *_tables(old, new))


def _covers(old: Reading, new: Reading) -> Iterator[FieldChange]:
    before = {f.name: Side(f.sheet, f.cell, f.raw, f.value) for f in old.cover}
    after = {f.name: Side(f.sheet, f.cell, f.raw, f.value) for f in new.cover}
    for name in dict.fromkeys((*before, *after)):
        sides = before.get(name), after.get(name)
        yield from _change(Kind.CHANGED, "cover", None, name, sides)


def _tables(old: Reading, new: Reading) -> Iterator[FieldChange]:
    old_rows, new_rows = tuple(old.rows), tuple(new.rows)
    for table in dict.fromkeys(row.table for row in (*old_rows, *new_rows)):
        before = [row for row in old_rows if row.table == table]
        after = [row for row in new_rows if row.table == table]
        changes = compare_rows(list(map(_values, before)), list(map(_values, after)), _ANCHOR)
        for change in changes:
            old_row = before[change.old] if change.old is not None else None
            new_row = after[change.new] if change.new is not None else None
            old_sides, new_sides = _sides(old_row), _sides(new_row)
            key = next(
                (row.get(_ANCHOR) for row in map(_values, filter(None, (new_row, old_row)))), None
            )
            for column in change.fields:
                sides = old_sides.get(column), new_sides.get(column)
                yield from _change(change.kind, table, key, column, sides)


def _change(
    kind: Kind, table: str, key: str | None, column: str, sides: tuple[Side | None, Side | None]
) -> Iterator[FieldChange]:
    old, new = sides
    if (old and old.value) != (new and new.value):
        yield FieldChange(kind, table, key, column, old, new)


def _values(row: ReadRow) -> dict[str, str | None]:
    """The row's values; its running number is none of them, and moves with every row put in."""
    return {
        cell.column: _worth(cell)
        for cell in row.cells
        if cell.column != SERIAL and _worth(cell) is not None
    }


def _worth(cell: ReadCell) -> str | None:
    """The value, or for what could not be read the text as it stands."""
    return cell.value if cell.value is not None else cell.raw or None


def _sides(row: ReadRow | None) -> Mapping[str, Side]:
    if row is None:
        return {}
    return {c.column: Side(row.sheet, c.cell, c.raw, _worth(c)) for c in row.cells}
