"""The lines of a table under its heading: rows, groups, totals, of-which, in their order.

How a line is drawn is for `table_body`; which words a unit has for a total stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tools.sample_phase.submission import Habit, Row, Submission, Value
from tools.sample_phase.tables import PROJECTS, Table
from tools.sample_phase.wording import CONTENTS, FUNDING_GROUPS

_OTHER_WORDS = {
    "Tổng cộng": "TỔNG CỘNG (I+II+III)",
    "Tổng số": "TỔNG SỐ:",
    "Cộng": "Cộng mục:",
    "Trong đó: khuyến công quốc gia": "Tr.đó: KCQG",
}


@dataclass(frozen=True)
class Group:
    """A heading within the rows: `I` and its words, or `3.` and its words."""

    mark: str
    label: str


@dataclass(frozen=True)
class Data:
    """One row of the table with its number in the STT column."""

    number: int
    row: Row


@dataclass(frozen=True)
class Sum:
    """The sum of some rows: a total, a subtotal, or an "of which"."""

    label: str
    rows: tuple[Row, ...]
    of_which: bool = False


Line = Group | Data | Sum


def numbered(rows: Sequence[Row]) -> list[Line]:
    """The rows alone."""
    return [Data(i, row) for i, row in enumerate(rows, start=1)]


def with_totals(
    lines: list[Line], rows: tuple[Row, ...], submission: Submission, table: Table
) -> list[Line]:
    """The lines with the total of the rows before or after them, as this unit adds it up."""
    if submission.has(Habit.NO_TOTALS):
        return [line for line in lines if not isinstance(line, Sum)]
    if rows and any(column.summed for column in table.columns):
        if submission.has(Habit.TOTAL_FIRST):
            lines = [Sum("Tổng số", rows), *lines]
        else:
            lines = [*lines, Sum("Tổng cộng", rows), *_of_which(rows, submission, table)]
    return [_worded(line) for line in lines] if submission.has(Habit.WORDED_TOTALS) else lines


def by_source_and_content(rows: Sequence[Row]) -> list[Line]:
    """Rows under their source of funding and content, a subtotal below each content."""
    lines: list[Line] = []
    for mark, label in FUNDING_GROUPS:
        of_source = [row for row in rows if _source(row) == mark]
        if not of_source:
            continue
        lines.append(Group(mark, label))
        for content_no in sorted({row.get("content_no") for row in of_source}, key=str):
            group = [row for row in of_source if row.get("content_no") == content_no]
            if content_no is not None:
                lines.append(Group(f"{content_no}.", _content(content_no)))
            lines += [*numbered(group), Sum("Cộng", tuple(group))]
    return lines


def by_source(rows: Sequence[Row]) -> list[Line]:
    """Rows in their order under Roman group rows, a new one wherever the source changes."""
    lines: list[Line] = []
    labels = dict(FUNDING_GROUPS)
    for source, run in groupby(rows, key=_source):
        group = tuple(run)
        lines += [Group(source, labels[source]), *numbered(group), Sum("Cộng", group)]
    return lines


def _of_which(rows: Sequence[Row], submission: Submission, table: Table) -> list[Line]:
    if table is not PROJECTS:
        return []
    national = tuple(row for row in rows if row.get("funding") == "national")
    if submission.has(Habit.OF_WHICH_ITEMS):
        rest = tuple(row for row in rows if row.get("funding") != "national")
        return [
            Sum("Trong đó:", (), of_which=True),
            Sum("- Khuyến công quốc gia", national, of_which=True),
            Sum("- Nguồn khác", rest, of_which=True),
        ]
    if submission.has(Habit.OF_WHICH):
        return [Sum("Trong đó: khuyến công quốc gia", national, of_which=True)]
    return []


def _worded(line: Line) -> Line:
    if not isinstance(line, Sum):
        return line
    return replace(line, label=_OTHER_WORDS.get(line.label, line.label))


def _content(content_no: Value) -> str:
    known = CONTENTS.get(content_no) if isinstance(content_no, int) else None
    return known or "Nội dung khác"


def _source(row: Row) -> str:
    if row.get("delivery") == "partner" or row.get("funding") == "other":
        return "III"
    return "I" if row.get("funding") == "national" else "II"
