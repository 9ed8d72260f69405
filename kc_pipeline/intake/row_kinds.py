"""What each row of a table sheet is: data, group, total, note, signature and so on.

Every non-empty row gets exactly one fate and the reason for it. The wordings stand in
`row_wordings`, the look at single rows in `seen_rows`; what group rows give is for `group_rows`,
values are parsed in `values`, totals recomputed in `control_totals`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kc_pipeline.intake import row_wordings as says
from kc_pipeline.intake.grid import Sheet
from kc_pipeline.intake.headings import Heading
from kc_pipeline.intake.reading import Fate, RowFate
from kc_pipeline.intake.seen_rows import RowViewer, SeenRow
from kc_pipeline.intake.wording import same_key, stands_for_nothing
from kc_pipeline.schemas.columns import Table

_COLUMNS_LEFT_OUT = 3
"""How many columns of the form people remove and leave the others' numbers as they were."""

_OF_HEADING = frozenset({Fate.HEADING, Fate.COLUMN_NUMBERS})


@dataclass(frozen=True, slots=True)
class ClassedRow:
    """A row with its fate; for a group row also its mark and label."""

    fate: RowFate
    mark: str | None = None
    label: str | None = None


class RowClasser:
    """Classes the rows of one sheet from top to bottom, remembering where it is."""

    def __init__(
        self, sheet: Sheet, heading: Heading, table: Table, *, has_groups: bool = False
    ) -> None:
        """Take a sheet, where its heading stands, the table it holds, and if its form groups it."""
        self._sheet = sheet
        self._heading = heading
        self._has_groups = has_groups
        self._viewer = RowViewer(sheet, heading, table)
        self._right_above = Fate.HEADING
        self._last_of_table = Fate.HEADING
        self._in_signature = False
        self._last_number = 0

    def rows(self) -> Iterator[ClassedRow]:
        """Every non-empty row of the sheet with its fate."""
        numbers = list(self._sheet.row_numbers())
        for number in numbers:
            if number < self._heading.first_row:
                yield ClassedRow(RowFate(number, Fate.PREAMBLE, "above the heading"))
            elif number <= self._heading.last_row:
                yield ClassedRow(RowFate(number, Fate.HEADING, "the table's heading"))
        below = [self._viewer.see(number) for number in numbers if number > self._heading.last_row]
        for place, row in enumerate(below):
            following = (below[after] for after in range(place + 1, len(below)))
            yield self._classed(row, following)

    def _classed(self, row: SeenRow, following: Iterator[SeenRow]) -> ClassedRow:
        group = None if self._counts_on(row, following) else _group(row)
        fate, reason = self._fate(row, group)
        self._right_above = fate
        if fate not in _OF_HEADING:  # a heading repeated on a new page cuts nothing off
            self._last_of_table = fate
        self._in_signature = self._in_signature or fate is Fate.SIGNATURE
        if fate is Fate.DATA and row.running_number is not None:
            self._last_number = row.running_number
        elif fate is Fate.GROUP:
            self._last_number = 0
        mark, label = group if group is not None and fate is Fate.GROUP else (None, None)
        return ClassedRow(RowFate(row.number, fate, reason), mark, label)

    def _counts_on(self, row: SeenRow, following: Iterator[SeenRow]) -> bool:
        """Whether a number with figures beside it goes on counting rows and marks no group.

        That is a data row that lacks its code. Where the form has numbered groups, it is a group.
        """
        if self._has_groups or not row.figures or row.running_number != self._last_number + 1:
            return False
        data = next((other for other in following if other.code is not None), None)
        return data is None or data.running_number == row.running_number + 1

    def _fate(self, row: SeenRow, group: tuple[str, str] | None) -> tuple[Fate, str]:
        """The first of the tests that says something; their order is their precedence."""
        tests: tuple[Callable[[], tuple[Fate, str] | None], ...] = (
            lambda: self._by_place(row),
            lambda: _by_code(row, group),
            lambda: _by_required(row),
            lambda: self._by_context(row) if group is None else None,
            lambda: None if row.is_spoken_for else _by_label(row),
            lambda: (Fate.GROUP, f"group mark {group[0]}") if group is not None else None,
        )
        said = (test() for test in tests)
        return next((fate for fate in said if fate is not None), _by_filling(row))

    def _by_context(self, row: SeenRow) -> tuple[Fate, str] | None:
        """The fate that follows from the rows above: signatures to the end, parts of a total."""
        if row.running_number is not None:
            return None
        if self._in_signature and not row.figures:
            return Fate.SIGNATURE, "under the signature block"
        is_labelled = row.label is not None and len(row.wordings) <= 1
        is_part = is_labelled and (row.figures or says.is_item(row.label or ""))
        if self._last_of_table is Fate.OF_WHICH and is_part and _by_label(row) is None:
            return Fate.OF_WHICH, "an item under an of-which row"
        return None

    def _by_place(self, row: SeenRow) -> tuple[Fate, str] | None:
        after_heading = self._right_above in _OF_HEADING
        if after_heading and _are_column_numbers(row, len(self._heading.columns)):
            return Fate.COLUMN_NUMBERS, "a run of column numbers under the heading"
        if self._repeats_heading(row):
            return Fate.HEADING, "repeats the heading"
        return None

    def _repeats_heading(self, row: SeenRow) -> bool:
        columns = self._heading.columns
        placed = [(columns[at], text) for at, text in row.texts.items() if at in columns]
        is_long_enough = len(placed) + (self._right_above is Fate.HEADING) > 1
        return is_long_enough and all(
            same_key(text) in map(same_key, column.written.split(" / ")) for column, text in placed
        )


def _by_code(row: SeenRow, group: tuple[str, str] | None) -> tuple[Fate, str] | None:
    """Data, if the row has a code built like one, or any wording in its place with more beside.

    A group's or total's label may stand in the code's column when there is no column of running
    numbers: then it is the row's label and reads like one.
    """
    if row.code is None or stands_for_nothing(row.code):
        return None
    is_group = group is not None and not says.looks_like_code(row.code)
    is_built_like_one = says.looks_like_code(row.code) and says.marked_label(row.code) is None
    is_alone = len(row.wordings) == 1
    if is_group or not (is_built_like_one or not (is_alone or _is_labelled_by_code(row))):
        return None
    return Fate.DATA, f"has the project code {row.code}"


def _is_labelled_by_code(row: SeenRow) -> bool:
    """Whether what stands in the code's place is no code but part of a total, note or signature."""
    said = _by_label(row)
    return said is not None and (row.label == row.code or said[0] in {Fate.SIGNATURE, Fate.NOTE})


def _by_required(row: SeenRow) -> tuple[Fate, str] | None:
    if row.is_complete and not _is_labelled_by_code(row):
        return Fate.DATA, "every required column is filled"
    return None


def _by_label(row: SeenRow) -> tuple[Fate, str] | None:
    """The fates that a row's first wording tells, or its running number's cell."""
    for said in dict.fromkeys((row.label, row.serial)):
        found = _sum_or_part(said) if said is not None else None
        if found is not None:
            return found
    if row.figures or row.running_number is not None:
        return None
    texts = row.wordings or tuple(row.texts.values())
    signed = sum(map(says.is_signature, texts))
    if signed and signed * 2 >= len(texts):
        return Fate.SIGNATURE, "signature block"
    if row.label is not None and says.is_note(row.label):
        return Fate.NOTE, "a note"
    return None


def _sum_or_part(said: str) -> tuple[Fate, str] | None:
    if says.is_of_which(said):
        return Fate.OF_WHICH, f"begins with {said!r}"
    if says.is_total(said):
        return Fate.TOTAL, f"says {said!r}"
    if says.is_subtotal(said):
        return Fate.SUBTOTAL, f"says {said!r}"
    return None


def _group(row: SeenRow) -> tuple[str, str] | None:
    """Mark and label of a group row: a mark, one wording, and at most figures besides.

    A remark may stand beside the label of a letter or Roman numeral, which number no data rows.
    """
    if not row.wordings:
        return says.marked_label(row.serial) if row.serial else None
    label = row.wordings[0]
    mark = says.mark_alone(row.serial) if row.serial else None
    if mark is not None:
        found: tuple[str, str] | None = (mark, label)
    else:
        found = says.marked_label(label) if row.serial is None else None
    if found is None or len(row.wordings) > (1 if found[0][0].isdecimal() else 2):
        return None
    return found


def _are_column_numbers(row: SeenRow, columns: int) -> bool:
    """Numbers of columns, in whatever order, perhaps with letters before them."""
    said = [says.column_number(text) for text in row.texts.values()]
    numbers = [number for number in said if isinstance(number, int)]
    if len(said) <= 1 or None in said or len(numbers) * 2 < len(said):
        return False
    return len(set(numbers)) * 2 > len(numbers) and max(numbers) <= columns + _COLUMNS_LEFT_OUT


def _by_filling(row: SeenRow) -> tuple[Fate, str]:
    """The fate of a row that no wording tells: what says nothing or one thing only is no data."""
    if not row.wordings and not row.figures:
        return Fate.NOTE, "nothing but a running number"
    is_one_thing = row.serial is None and len(row.wordings) + row.figures == 1
    if is_one_thing and not any(map(says.looks_like_code, row.wordings)):
        return Fate.NOTE, "one text alone"
    return Fate.DATA, "filled like a data row"
