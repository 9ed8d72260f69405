"""A sheet before it is a file: cells with a style, merged areas and column widths on a grid.

Rows and columns count from 0. The layouts draw on it, the irregularities disturb it, the file kinds
write it. Nothing here knows a form or a file format.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]
CellValue = str | float | date


@dataclass(frozen=True)
class Style:
    """How a cell looks. `capitals` marks text that an H font of the .Vn family would show so."""

    font: str = "Times New Roman"
    size: int = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = "left"
    border: bool = False
    wrap: bool = False
    number_format: str = "General"
    capitals: bool = False


AGENCY = Style(align="center", capitals=True)
AGENCY_BOLD = Style(bold=True, align="center", wrap=True, capitals=True)
MOTTO = Style(bold=True, align="center", underline=True)
TITLE = Style(size=14, bold=True, align="center", capitals=True)
SUBTITLE = Style(italic=True, align="center")
REMARK = Style(size=11, italic=True)
FACT_LABEL = Style()
FACT_VALUE = Style(bold=True)
FACT_AMOUNT = Style(bold=True, align="left", number_format="#,##0.##")
UNIT_LINE = Style(italic=True, align="right")
HEADING = Style(size=11, bold=True, align="center", border=True, wrap=True)
COLUMN_NUMBER = Style(size=10, italic=True, align="center", border=True)
GROUP = Style(size=11, bold=True, border=True)
GROUP_MARK = Style(size=11, bold=True, align="center", border=True)
TEXT = Style(size=11, border=True, wrap=True)
CENTERED = Style(size=11, align="center", border=True, wrap=True)
AMOUNT = Style(size=11, align="right", border=True)
TOTAL = Style(size=11, bold=True, align="center", border=True)
TOTAL_AMOUNT = Style(size=11, bold=True, align="right", border=True)
OF_WHICH = Style(size=11, italic=True, border=True)
OF_WHICH_AMOUNT = Style(size=11, italic=True, align="right", border=True)
NOTE = Style(size=11, italic=True)
SIGNATURE = Style(bold=True, align="center")
COVER_CELL = Style(border=True, wrap=True)
COVER_VALUE = Style(border=True, wrap=True, align="left")


@dataclass(frozen=True)
class Cell:
    """A value with its look; `adds` names the cells whose sum a formula writes instead."""

    value: CellValue | None
    style: Style
    adds: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Area:
    """A merged rectangle, both corners inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A named grid. `heading_rows` are the first and last row that a print-out repeats, if any."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    heading_rows: tuple[int, int] | None = None
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def put(
        self,
        row: int,
        column: int,
        value: CellValue | None,
        style: Style,
        *,
        adds: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Writes one cell."""
        self.cells[row, column] = Cell(value, style, adds)

    def merge(
        self,
        row: int,
        column: int,
        value: CellValue | None,
        style: Style,
        *,
        down: int = 0,
        across: int = 0,
    ) -> None:
        """Writes a value over a rectangle; all its cells carry the style, as the borders need."""
        for r in range(row, row + down + 1):
            for c in range(column, column + across + 1):
                self.put(r, c, value if (r, c) == (row, column) else None, style)
        if down or across:
            self.areas.append(Area(row, column, row + down, column + across))

    def moved(self, row: Callable[[int], int], column: Callable[[int], int]) -> "Sheet":
        """The same sheet with every row and column at its new place."""

        def cell(old: Cell) -> Cell:
            return replace(old, adds=tuple((row(r), column(c)) for r, c in old.adds))

        first, last = self.heading_rows or (0, 0)

        return replace(
            self,
            cells={(row(r), column(c)): cell(old) for (r, c), old in self.cells.items()},
            areas=[
                Area(row(a.top), column(a.left), row(a.bottom), column(a.right)) for a in self.areas
            ],
            widths={column(c): width for c, width in self.widths.items()},
            heights={row(r): height for r, height in self.heights.items()},
            heading_rows=None if self.heading_rows is None else (row(first), row(last)),
            hidden_rows=frozenset(map(row, self.hidden_rows)),
            hidden_columns=frozenset(map(column, self.hidden_columns)),
        )

    @property
    def extent(self) -> tuple[int, int]:
        """How many rows and columns hold cells."""
        if not self.cells:
            return 0, 0
        return max(r for r, _ in self.cells) + 1, max(c for _, c in self.cells) + 1


def address(row: int, column: int) -> str:
    """The A1 name of a cell."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
