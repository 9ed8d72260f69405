"""A row under a heading as its columns show it: running number, code, wordings, figures.

What follows from that for the row's fate is decided in `row_kinds`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kc_pipeline.intake.grid import CellValue, Sheet
from kc_pipeline.intake.headings import SERIAL, Heading
from kc_pipeline.intake.money import MoneyUnit, parse_money
from kc_pipeline.intake.numbers import NumberProblem, parse_number
from kc_pipeline.intake.row_wordings import mark_alone
from kc_pipeline.intake.wording import stands_for_nothing, tidy
from kc_pipeline.schemas.columns import Kind, Table

_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})
_MOST_WORDINGS_OF_A_SUM = 2


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row under the heading, seen through its columns.

    ``wordings`` are the texts that are neither running number nor figure nor a mark for "nothing";
    ``label`` is the first of them, or what stands in the column of running numbers. ``figures``
    counts the numbers and dates.
    """

    number: int
    texts: Mapping[int, str]
    serial: str | None
    code: str | None
    wordings: tuple[str, ...]
    figures: int
    is_complete: bool

    @property
    def label(self) -> str | None:
        """The first wording, or what stands in the column of running numbers."""
        return self.wordings[0] if self.wordings else self.serial

    @property
    def running_number(self) -> int | None:
        """The number that counts the row, None where a mark or nothing stands."""
        return int(self.serial) if self.serial and self.serial.isdecimal() else None

    @property
    def is_spoken_for(self) -> bool:
        """Whether the row is filled as only data rows are, so that no wording makes it another."""
        return self.running_number is not None and len(self.wordings) > _MOST_WORDINGS_OF_A_SUM


class RowViewer:
    """Sees the rows of one sheet through the columns of its heading."""

    def __init__(self, sheet: Sheet, heading: Heading, table: Table) -> None:
        """Take a sheet, where its heading stands, and the table it holds."""
        self._sheet = sheet
        kinds = {column.name: column.kind for column in table.columns}
        self._kinds = {number: kinds.get(c.name) for number, c in heading.columns.items()}
        self._serials = frozenset(heading.places(SERIAL) or _headless_before(heading))
        self._required = tuple(
            place
            for column in table.columns
            if column.value_required and (place := heading.place(column.name)) is not None
        )

    def see(self, number: int) -> SeenRow:
        """The row of that number.

        Without a column of running numbers, a mark may stand where the code would.
        """
        cells = self._sheet.rows.get(number, {})
        texts = {column: text for column, value in cells.items() if (text := shown(value))}
        serials = {c: text for c, text in texts.items() if c in self._serials}
        codes = {c: t for c, t in texts.items() if self._kinds.get(c) is Kind.PROJECT_CODE}
        if not self._serials and any(map(mark_alone, codes.values())):
            serials, codes = codes, {}
        told = {c: t for c, t in texts.items() if c not in serials and not stands_for_nothing(t)}
        wordings = tuple(
            text
            for column, text in told.items()
            if not _is_figure(cells[column], self._kinds.get(column))
        )
        return SeenRow(
            number=number,
            texts=texts,
            serial=next(iter(serials.values()), None),
            code=next(iter(codes.values()), None),
            wordings=wordings,
            figures=len(told) - len(wordings),
            is_complete=len(self._required) > 1
            and all(not stands_for_nothing(texts.get(c, "")) for c in self._required),
        )


def _headless_before(heading: Heading) -> range:
    """The columns before the table's first, where running numbers stand under no heading."""
    return range(1, min(heading.columns, default=1))


def shown(value: CellValue) -> str:
    """A cell's value as a person sees it, tidied: whole numbers without ``.0``."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _is_figure(value: CellValue, kind: Kind | None) -> bool:
    """A number or date where such belong, or in a column without a known heading (side sums)."""
    if isinstance(value, str):
        return kind in _FIGURES and _problem(value, kind) is not NumberProblem.UNREADABLE
    return kind is None or kind in _FIGURES or kind is Kind.DATE


def _problem(text: str, kind: Kind | None) -> NumberProblem | None:
    """What keeps a text from being a number; an amount may name its own unit of money."""
    if kind is Kind.MONEY:
        return parse_money(text, MoneyUnit.DONG).problem
    return parse_number(text).problem
