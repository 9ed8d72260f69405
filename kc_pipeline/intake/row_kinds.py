"""What each row of a table sheet is: data, group, total, note, signature and so on.

Every non-empty row gets exactly one fate and the reason for it. The wordings stand in
`row_wordings`; values are parsed in `values`, totals recomputed in `control_totals`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kc_pipeline.intake import row_wordings as says
from kc_pipeline.intake.grid import CellValue, Sheet
from kc_pipeline.intake.headings import SERIAL, Heading
from kc_pipeline.intake.numbers import NumberProblem, parse_number
from kc_pipeline.intake.reading import Fate, RowFate
from kc_pipeline.intake.wording import same_key, stands_for_nothing, tidy
from kc_pipeline.schemas.columns import Kind, Table

_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class ClassedRow:
    """A row with its fate; for a group row also its mark and label."""

    fate: RowFate
    mark: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row under the heading, seen through its columns.

    ``wordings`` are the texts that are neither running number nor figure; ``label`` is the first
    of them, or what stands in the column of running numbers.
    """

    number: int
    texts: Mapping[int, str]
    serial: str | None
    code: str | None
    wordings: tuple[str, ...]
    is_complete: bool

    @property
    def label(self) -> str | None:
        return self.wordings[0] if self.wordings else self.serial


class RowClasser:
    """Classes the rows of one sheet from top to bottom, remembering where it is."""

    def __init__(self, sheet: Sheet, heading: Heading, table: Table) -> None:
        """Take a sheet, where its heading stands, and the table it holds."""
        self._sheet = sheet
        self._heading = heading
        kinds = {column.name: column.kind for column in table.columns}
        self._kinds = {number: kinds.get(c.name) for number, c in heading.columns.items()}
        self._serials = frozenset(heading.places(SERIAL))
        self._required = tuple(
            place
            for column in table.columns
            if column.value_required and (place := heading.place(column.name)) is not None
        )
        self._after_heading = True
        self._in_of_which = False
        self._in_signature = False

    def rows(self) -> Iterator[ClassedRow]:
        """Every non-empty row of the sheet with its fate."""
        for number in self._sheet.row_numbers():
            if number < self._heading.first_row:
                yield ClassedRow(RowFate(number, Fate.PREAMBLE, "above the heading"))
            elif number <= self._heading.last_row:
                yield ClassedRow(RowFate(number, Fate.HEADING, "the table's heading"))
            else:
                yield self._classed(self._seen(number))

    def _classed(self, row: _Row) -> ClassedRow:
        group = _group(row)
        fate, reason = self._fate(row, group)
        self._after_heading = fate in {Fate.HEADING, Fate.COLUMN_NUMBERS}
        self._in_of_which = fate is Fate.OF_WHICH
        self._in_signature = self._in_signature or fate is Fate.SIGNATURE
        mark, label = group if group is not None and fate is Fate.GROUP else (None, None)
        return ClassedRow(RowFate(row.number, fate, reason), mark, label)

    def _fate(self, row: _Row, group: tuple[str, str] | None) -> tuple[Fate, str]:
        """The first of the tests that says something; their order is their precedence."""
        tests: tuple[Callable[[], tuple[Fate, str] | None], ...] = (
            lambda: self._by_place(row),
            lambda: _by_code(row, group),
            lambda: (Fate.DATA, "every required column is filled") if row.is_complete else None,
            lambda: (Fate.SIGNATURE, "under the signature block") if self._in_signature else None,
            lambda: _by_label(row, in_of_which=self._in_of_which),
            lambda: (Fate.GROUP, f"group mark {group[0]}") if group is not None else None,
        )
        said = (test() for test in tests)
        return next((fate for fate in said if fate is not None), _by_filling(row))

    def _by_place(self, row: _Row) -> tuple[Fate, str] | None:
        if self._after_heading and _are_column_numbers(row):
            return Fate.COLUMN_NUMBERS, "a run of column numbers under the heading"
        if self._repeats_heading(row):
            return Fate.HEADING, "repeats the heading"
        return None

    def _repeats_heading(self, row: _Row) -> bool:
        columns = self._heading.columns
        same = [
            same_key(text) == same_key(columns[column].written.split(" / ")[-1])
            for column, text in row.texts.items()
            if column in columns
        ]
        return len(same) > 1 and all(same)

    def _seen(self, number: int) -> _Row:
        cells = self._sheet.rows.get(number, {})
        texts = {column: text for column, value in cells.items() if (text := shown(value))}
        serials = [text for column, text in texts.items() if column in self._serials]
        codes = [t for c, t in texts.items() if self._kinds.get(c) is Kind.PROJECT_CODE]
        wordings = tuple(
            text
            for column, text in texts.items()
            if column not in self._serials
            and not _is_figure(cells[column], self._kinds.get(column))
            and not stands_for_nothing(text)
        )
        return _Row(
            number=number,
            texts=texts,
            serial=serials[0] if serials else None,
            code=codes[0] if codes else None,
            wordings=wordings,
            is_complete=len(self._required) > 1 and all(c in texts for c in self._required),
        )


def shown(value: CellValue) -> str:
    """A cell's value as a person sees it, tidied: whole numbers without ``.0``."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _is_figure(value: CellValue, kind: Kind | None) -> bool:
    """A number where numbers belong, or in a column without a known heading (side sums)."""
    if isinstance(value, str):
        return kind in _FIGURES and parse_number(value).problem is not NumberProblem.UNREADABLE
    return kind is None or kind in _FIGURES


def _by_code(row: _Row, group: tuple[str, str] | None) -> tuple[Fate, str] | None:
    """Data, if the row has a code built like one, or any wording in its place with more beside.

    A group's or total's label may stand in the code's column when there is no column of running
    numbers: then it is the row's label and reads like one.
    """
    if row.code is None or stands_for_nothing(row.code):
        return None
    is_alone = len(row.wordings) == 1
    is_group = is_alone and group is not None and not says.looks_like_code(row.wordings[0])
    is_built_like_one = says.looks_like_code(row.code) and says.marked_label(row.code) is None
    is_a_label = row.label == row.code and _by_label(row, in_of_which=False) is not None
    if is_group or not (is_built_like_one or not (is_alone or is_a_label)):
        return None
    return Fate.DATA, f"has the project code {row.code}"


def _by_label(row: _Row, *, in_of_which: bool) -> tuple[Fate, str] | None:
    """The fates that a row's first wording tells, or its running number's cell."""
    for said in dict.fromkeys((row.label, row.serial)):
        found = _sum_or_part(said, in_of_which=in_of_which) if said is not None else None
        if found is not None:
            return found
    if any(says.is_signature(text) for text in row.wordings):
        return Fate.SIGNATURE, "signature block"
    if row.label is not None and says.is_note(row.label):
        return Fate.NOTE, "a note"
    return None


def _sum_or_part(said: str, *, in_of_which: bool) -> tuple[Fate, str] | None:
    if says.is_of_which(said):
        return Fate.OF_WHICH, f"begins with {said!r}"
    if says.is_total(said):
        return Fate.TOTAL, f"says {said!r}"
    if says.is_subtotal(said):
        return Fate.SUBTOTAL, f"says {said!r}"
    if in_of_which and says.is_item(said):
        return Fate.OF_WHICH, "an item under an of-which row"
    return None


def _group(row: _Row) -> tuple[str, str] | None:
    """Mark and label of a group row: a mark, one wording, and at most figures besides."""
    if len(row.wordings) > 1:
        return None
    if not row.wordings:
        return says.marked_label(row.serial) if row.serial else None
    label = row.wordings[0]
    mark = says.mark_alone(row.serial) if row.serial else None
    if mark is not None:
        return mark, label
    return says.marked_label(label) if row.serial is None else None


def _are_column_numbers(row: _Row) -> bool:
    said = [says.column_number(text) for text in row.texts.values()]
    numbers = [number for number in said if isinstance(number, int)]
    if len(said) <= 1 or None in said or len(numbers) * 2 < len(said):
        return False
    return all(later - earlier in (0, 1) for earlier, later in pairwise(numbers))


def _by_filling(row: _Row) -> tuple[Fate, str]:
    """The fate of a row that no wording tells: a lone text is a note, a lone number a stray."""
    if len(row.texts) == 1 and not says.looks_like_code(next(iter(row.texts.values()))):
        return Fate.NOTE, "one text alone"
    return Fate.DATA, "filled like a data row"
