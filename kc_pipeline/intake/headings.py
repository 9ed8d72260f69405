"""Finding a table on a sheet by what its heading says, wherever it stands.

A heading is one to three rows deep, merged or not, its columns in any order. What the rows under
it are is decided in `row_kinds`; what their cells are worth in `values`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kc_pipeline.intake.forms import HeadingPath, SheetForm
from kc_pipeline.intake.grid import Sheet
from kc_pipeline.intake.money import MoneyUnit, recognise_unit
from kc_pipeline.intake.reading import EXTRA
from kc_pipeline.intake.remembering import remembered
from kc_pipeline.intake.wording import same_key, split_unit, tidy

DEEPEST = 3
"""Rows a heading may be deep."""

FEWEST = 2
"""Columns that must be recognised before a row counts as a heading."""

SERIAL = "serial"
"""The column of running numbers (STT), which is no data."""

_SERIAL_KEYS = frozenset(map(same_key, ("STT", "TT", "Số TT", "Số thứ tự")))


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """One column of a found table: canonical name, `SERIAL`, or `EXTRA` and the heading."""

    number: int
    name: str
    written: str
    unit: MoneyUnit | None


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a table's heading stands and what its columns are."""

    first_row: int
    last_row: int
    columns: Mapping[int, PlacedColumn]

    def places(self, name: str) -> tuple[int, ...]:
        """The numbers of the columns with that name: none, one, or (at fault) several."""
        return tuple(n for n, column in self.columns.items() if column.name == name)

    def place(self, name: str) -> int | None:
        """The number of the only column with that name; None if there is none or several."""
        places = self.places(name)
        return places[0] if len(places) == 1 else None

    def known(self) -> frozenset[str]:
        """The canonical names that were recognised."""
        return frozenset(
            column.name
            for column in self.columns.values()
            if column.name != SERIAL and not column.name.startswith(EXTRA)
        )


@dataclass(frozen=True, slots=True)
class LocatedTable:
    """A sheet, the table its name promises, and where that table's heading stands if it does."""

    sheet: Sheet
    form: SheetForm
    heading: Heading | None


def find_heading(sheet: Sheet, form: SheetForm) -> Heading | None:
    """The heading that recognises most columns, in fewest rows, the first from the top if equal."""
    grid = _spread_merges(sheet)
    wanted = frozenset(form.headings.values())
    best: Heading | None = None
    for row in _likely_rows(grid, form):
        deepest = DEEPEST
        if best is not None and best.known() == wanted:
            # No heading knows more, so that only one in fewer rows would be better.
            deepest = best.last_row - best.first_row
            if deepest == 0 or row >= best.first_row + DEEPEST:
                break
        for depth in range(1, deepest + 1):
            found = _heading_at(grid, row, depth, form)
            if len(found.known()) >= FEWEST and (best is None or _is_better(found, best)):
                best = found
    return None if best is None else _with_units_below(_over_its_merges(best, sheet), sheet)


def _is_better(found: Heading, best: Heading) -> bool:
    """More columns recognised, or as many in fewer rows: lines above are no part of a heading."""
    more = len(found.known()) - len(best.known())
    depth, best_depth = (h.last_row - h.first_row for h in (found, best))
    return more > 0 or (more == 0 and depth < best_depth)


def _over_its_merges(heading: Heading, sheet: Sheet) -> Heading:
    """The heading extended over cells merged downwards from it: their rows are heading too."""
    last = max(
        (
            end
            for start, _, end, _ in sheet.merges
            if heading.first_row <= start <= heading.last_row and end - start < DEEPEST
        ),
        default=heading.last_row,
    )
    return Heading(heading.first_row, max(last, heading.last_row), heading.columns)


def _with_units_below(heading: Heading, sheet: Sheet) -> Heading:
    """The heading extended by a row that only tells units: ``(triệu đồng)`` under its column."""
    row = heading.last_row + 1
    below = sheet.rows.get(row, {})
    texts = {column: value for column, value in below.items() if isinstance(value, str)}
    is_units = texts and len(texts) == len(below) and all(map(_is_unit, texts.values()))
    if not is_units or row - heading.first_row >= DEEPEST or not texts.keys() & heading.columns:
        return heading
    columns = {
        number: replace(column, unit=_keys_of((texts.get(number, ""),))[1] or column.unit)
        for number, column in heading.columns.items()
    }
    return Heading(heading.first_row, row, columns)


def _is_unit(text: str) -> bool:
    return not same_key(split_unit(text)[0]) or recognise_unit(text) is not None


@dataclass(frozen=True, slots=True)
class _Texts:
    """A sheet's texts by row and column, each merged one in every cell of its range.

    ``widened`` are the cells that a text reaches only because it is merged to the right.
    """

    rows: Mapping[int, Mapping[int, str]]
    widened: frozenset[tuple[int, int]]


def _spread_merges(sheet: Sheet) -> _Texts:
    texts = {
        row: {column: tidy(v) for column, v in cells.items() if isinstance(v, str)}
        for row, cells in sheet.rows.items()
    }
    widened = set()
    for top, left, bottom, right in sheet.merges:
        value = texts.get(top, {}).get(left)
        if value is None or bottom - top >= DEEPEST:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                texts.setdefault(row, {}).setdefault(column, value)
                if column > left:
                    widened.add((row, column))
    return _Texts(texts, frozenset(widened))


def _likely_rows(texts: _Texts, form: SheetForm) -> list[int]:
    """Where a heading may begin: at, or a little above, a row that has part of a declared one."""
    telling = [
        row
        for row, cells in texts.rows.items()
        if any(part in form.parts for text in cells.values() for part in _keys_of((text,))[0])
    ]
    return sorted({start for row in telling for start in range(row - DEEPEST + 1, row + 1)})


def _heading_at(texts: _Texts, row: int, depth: int, form: SheetForm) -> Heading:
    """The heading that some rows make; a column merged into the one before is no column."""
    rows = [texts.rows.get(row + step, {}) for step in range(depth)]
    columns = sorted({column for cells in rows for column in cells})
    placed: dict[int, PlacedColumn] = {}
    before: list[str] = []
    for column in columns:
        path = [text for level in range(depth) if (text := _text_above(rows, level, column))]
        lowest = max(row + level for level in range(depth) if column in rows[level])
        if path and not (path == before and (lowest, column) in texts.widened):
            placed[column] = _placed(column, path, form)
        before = path
    return Heading(row, row + depth - 1, placed)


def _text_above(rows: list[Mapping[int, str]], level: int, column: int) -> str | None:
    """The heading text of a column in one row of the heading."""
    source = _source(rows, level, column)
    return None if source is None else rows[level][source]


def _source(rows: list[Mapping[int, str]], level: int, column: int) -> int | None:
    """The column whose cell gives a column its heading text in one row of the heading.

    A blank cell over a lower heading stands under the text to its left: a wide heading that
    nobody merged. It reaches no further than the heading over both of them.
    """
    if column in rows[level]:
        return column
    has_lower = any(column in lower for lower in rows[level + 1 :])
    if not has_lower or any(column in upper for upper in rows[:level]):
        return None
    left = max((number for number in rows[level] if number < column), default=None)
    is_under_another = (
        left is not None
        and level > 0
        and _source(rows, level - 1, left) != _source(rows, level - 1, column)
    )
    return None if is_under_another else left


def _placed(column: int, path: list[str], form: SheetForm) -> PlacedColumn:
    keys, unit, written = _keys_of(tuple(path))
    name = _recognise(keys, form)
    if name is None:
        name = SERIAL if keys and keys[-1] in _SERIAL_KEYS else EXTRA + written
    return PlacedColumn(column, name, written, unit)


@remembered(4096)
def _keys_of(path: tuple[str, ...]) -> tuple[HeadingPath, MoneyUnit | None, str]:
    """The keys of a path of headings without repetitions, its unit of money, and its wording."""
    keys: list[str] = []
    written: list[str] = []
    unit: MoneyUnit | None = None
    for text in path:
        own = recognise_unit(text)
        bare, bracketed = split_unit(text) if own is None else ("", text)
        unit = (recognise_unit(bracketed) if bracketed else None) or unit
        key = same_key(bare)
        if key and (not keys or keys[-1] != key):
            keys.append(key)
            written.append(text)
    return tuple(keys), unit, " / ".join(written)


def _recognise(keys: HeadingPath, form: SheetForm) -> str | None:
    """The column whose heading the lowest parts of the path are, the longest heading first."""
    for start in range(len(keys)):
        tail = keys[start:]
        if tail in form.headings:
            return form.headings[tail]
        if len(tail) == 1:
            return form.on_one_line.get(tail[0])
        for mark in ("/", " "):
            path = (same_key(mark.join(tail)),)
            if path in form.headings:
                return form.headings[path]
    return None
