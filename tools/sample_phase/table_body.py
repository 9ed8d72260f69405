"""A table on a sheet: heading, column numbers, groups, rows, totals. The same for either form.

The layouts say which columns and lines there are and where the table begins; the block above it and
the signatures below are theirs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from tools.sample_phase import sheets as look
from tools.sample_phase.amounts import MoneyUnit, typed_amount, unit_words
from tools.sample_phase.cell_values import style_of, written
from tools.sample_phase.sheets import CellValue, Sheet
from tools.sample_phase.submission import Habit, Row, Submission
from tools.sample_phase.table_lines import Data, Group, Line, Sum
from tools.sample_phase.tables import EXTRA, NUMBER, Column

HEADING_HEIGHT = 52.0
LINE_HEIGHT = 15.0
LETTERS_PER_WIDTH = 1.15  # Times is narrower than the letter that widths are measured in


@dataclass(frozen=True)
class Body:
    """What a layout hands over to be drawn."""

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: MoneyUnit
    submission: Submission
    two_row_heading: bool = False
    column_numbers: bool = False


def columns_for(columns: Sequence[Column], submission: Submission) -> tuple[Column, ...]:
    """The columns as this unit keeps them: STT first, amounts last if that is its habit."""
    ordered = list(columns)
    if submission.has(Habit.AMOUNTS_LAST):
        ordered.sort(key=lambda column: column.summed)
    if submission.has(Habit.EXTRA_COLUMN):
        ordered.append(EXTRA)
    if submission.has(Habit.COLUMNS_REVERSED):
        ordered.reverse()
    return tuple(ordered) if submission.has(Habit.NO_NUMBERS) else (NUMBER, *ordered)


def loose(
    heading: str, position: int, column: Column, unit: MoneyUnit, submission: Submission
) -> str:
    """The heading as this unit types it; it still says the same."""
    text = heading
    if submission.has(Habit.LOOSE_HEADINGS):
        variants = (heading.upper(), heading.replace(" ", "\n", 1), heading.replace(" ", "  "))
        text = variants[position % len(variants)]
    says_unit = submission.has(Habit.LOOSE_HEADINGS) or submission.has(Habit.UNIT_IN_HEADINGS)
    if column.kind == "money" and says_unit:
        text += f"\n({unit.name})"
    if column.required and submission.has(Habit.LOOSE_HEADINGS):
        text += " *"
    return text


def place_unit_line(
    sheet: Sheet, row: int, last: int, unit: MoneyUnit, submission: Submission
) -> None:
    """Writes which unit of money the table is in, over its last column."""
    label, name = unit_words(submission, unit)
    if submission.has(Habit.UNIT_IN_TWO_CELLS):
        sheet.put(row, last - 1, label, look.UNIT_LINE)
        sheet.put(row, last, name, look.UNIT_LINE)
    else:
        sheet.put(row, last, f"{label}: {name}", look.UNIT_LINE)


def height_for(cells: Iterable[tuple[CellValue | None, float]]) -> float:
    """The height of a row whose texts wrap within the widths of their columns."""
    lines = 1
    for value, width in cells:
        if isinstance(value, str):
            fits = width * LETTERS_PER_WIDTH
            lines = max(lines, sum(ceil((len(part) + 1) / fits) for part in value.split("\n")))
    return lines * LINE_HEIGHT + 3


def place(sheet: Sheet, top: int, body: Body) -> int:
    """Draws the table with its heading in row `top`; returns the first row below it."""
    for position, column in enumerate(body.columns):
        sheet.widths[position] = column.width
    row = _heading(sheet, top, body)
    if body.column_numbers:
        for position in range(len(body.columns)):
            sheet.put(row, position, _column_number(position, body), look.COLUMN_NUMBER)
        row += 1
    places = {id(line.row): row + i for i, line in enumerate(body.lines) if isinstance(line, Data)}
    for line in body.lines:
        match line:
            case Group():
                _group(sheet, row, line, body)
            case Data():
                _data(sheet, row, line, body)
            case Sum():
                _sum(sheet, row, line, body, places)
        row += 1
    return row


def _heading(sheet: Sheet, top: int, body: Body) -> int:
    """The heading; on two rows, neighbours under one upper heading share its merged cell."""
    down = 1 if body.two_row_heading else 0
    sheet.heading_rows = (top, top + down)
    sheet.heights[top + down] = HEADING_HEIGHT
    position = 0
    while position < len(body.columns):
        over = body.columns[position].over
        if not (down and over):
            sheet.merge(top, position, body.headings[position], look.HEADING, down=down)
            position += 1
            continue
        last = position
        while last + 1 < len(body.columns) and body.columns[last + 1].over == over:
            last += 1
        sheet.merge(top, position, over, look.HEADING, across=last - position)
        for under in range(position, last + 1):
            sheet.put(top + 1, under, body.headings[under], look.HEADING)
        position = last + 1
    return top + 1 + down


def _column_number(position: int, body: Body) -> str:
    letters = "AB"
    if body.submission.has(Habit.COLUMN_LETTERS):
        return letters[position] if position < len(letters) else str(position + 1 - len(letters))
    return f"({position + 1})"


def _group(sheet: Sheet, row: int, group: Group, body: Body) -> None:
    last = len(body.columns) - 1
    if body.submission.has(Habit.MARK_IN_LABEL) or body.columns[0] is not NUMBER:
        mark = group.mark if group.mark.endswith(".") else f"{group.mark}."
        sheet.merge(row, 0, f"{mark} {group.label}", look.GROUP, across=last)
        return
    sheet.put(row, 0, group.mark, look.GROUP_MARK)
    sheet.put(row, 1, None, look.GROUP)
    sheet.merge(row, 2, group.label, look.GROUP, across=last - 2)


def _data(sheet: Sheet, row: int, line: Data, body: Body) -> None:
    positions = {column.name: i for i, column in enumerate(body.columns)}
    cells = {**line.row, NUMBER.name: line.number}
    if line.number == 1:
        cells[EXTRA.name] = "Đã đối chiếu sổ theo dõi"
    for position, column in enumerate(body.columns):
        value = written(cells.get(column.name), column, body.unit, body.submission)
        adds: tuple[tuple[int, int], ...] = ()
        if column.name == "spent_vnd" and _as_planned(cells, body.submission):
            adds = ((row, positions["planned_vnd"]),)
        style = style_of(column, body.unit, body.submission)
        sheet.put(row, position, value, style, adds=adds)
    in_row = [sheet.cells[row, position].value for position in range(len(body.columns))]
    widths = [column.width for column in body.columns]
    sheet.heights[row] = height_for(zip(in_row, widths, strict=True))


def _as_planned(row: Row, submission: Submission) -> bool:
    """Whether the amount spent is the one planned, and written as a reference to it."""
    planned = row.get("planned_vnd")
    return (
        submission.has(Habit.FORMULAS) and planned is not None and planned == row.get("spent_vnd")
    )


def _sum(sheet: Sheet, row: int, line: Sum, body: Body, places: dict[int, int]) -> None:
    text_style = look.OF_WHICH if line.of_which else look.TOTAL
    number_style = look.OF_WHICH_AMOUNT if line.of_which else look.TOTAL_AMOUNT
    first = next(i for i, column in enumerate(body.columns) if column.summed)
    label_columns = max(1, min(first, 3))
    sheet.merge(row, 0, line.label, text_style, across=label_columns - 1)
    for position, column in enumerate(body.columns[label_columns:], start=label_columns):
        style = number_style if column.summed else text_style
        terms = _terms(line.rows, column)
        if not (column.summed and terms):
            sheet.put(row, position, None, style)
            continue
        formula = body.submission.has(Habit.FORMULAS)
        adds = tuple((places[id(r)], position) for r, _ in terms) if formula else ()
        total = sum(amount for _, amount in terms)
        if column.kind == "money":
            style = replace(style, number_format=body.unit.number_format)
            amount = typed_amount(total, body.unit, body.submission)
            sheet.put(row, position, amount, style, adds=adds)
        else:
            sheet.put(row, position, total, replace(style, align="center"), adds=adds)


def _terms(rows: Iterable[Row], column: Column) -> list[tuple[Row, int]]:
    """The rows that tell a number in the column, with it."""
    terms: list[tuple[Row, int]] = []
    for row in rows:
        value = row.get(column.name)
        if isinstance(value, int):
            terms.append((row, value))
    return terms
