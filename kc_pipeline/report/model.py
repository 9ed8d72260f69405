"""The report as it is before it is a file: every format is made from this and from nothing else.

A printed number knows the figure or the table cell it is, so that a format may link it to its
sources. Nothing is computed and nothing is worded here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from kc_pipeline.report.coverage import Coverage
from kc_pipeline.report.lookup import Definition, ProjectCard

_FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Number:
    """What a printed number is: its exact value, its unit, and the figure or cell it is read from.

    ``figure`` is a name of ``assessment.figures``; ``cell`` tells of any other place, for example
    ``sections.content_coverage.projects[content_no=3, delivery=own]``.
    """

    value: Decimal
    unit: str
    figure: str | None = None
    cell: str | None = None

    @property
    def pointer(self) -> str:
        """Where it is read: the key of its evidence in the report."""
        return self.figure or self.cell or ""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a submission behind a number, and what it contributes in the number's unit.

    The contribution is None for the base of a share; the path is relative to raw/.
    """

    path: str
    sheet: str
    cell: str
    raw: str | None
    contribution: Decimal | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a list behind a number where no cell is: a plan, a printed report, what came in.

    ``path`` is that of the list, or of the submission that the line tells of; ``part`` the sheet or
    the unit, ``line`` the line or the year, ``told`` what it says.
    The contribution is None for the base of a share.
    """

    path: str
    part: str
    line: str
    told: str
    contribution: Decimal | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a printed number: cells of submissions, and lines of lists.

    ``adds_up`` says that the contributions sum to the number; else they are counted distinct, or
    the number is what is left of nothing. ``others`` names the lists.
    """

    cells: tuple[SourceCell, ...]
    adds_up: bool
    others: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = ()

    @property
    def contributions(self) -> tuple[Decimal, ...]:
        """What cells and lines contribute, the bases of shares left out."""
        given = (
            *(cell.contribution for cell in self.cells),
            *(line.contribution for line in self.lines),
        )
        return tuple(contribution for contribution in given if contribution is not None)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; with ``number`` when it is a printed number and its unit."""

    text: str
    number: Number | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (``I.``), 2 (``1.``) or 3 (``a)``); the label is the number."""

    level: int
    label: str
    runs: Runs


class ParagraphKind(StrEnum):
    """How a paragraph stands on the page."""

    BODY = "body"
    DASH = "dash"
    PLUS = "plus"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``kind`` tells whether it is an item of a list and of which level."""

    runs: Runs
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its relative width, and whether it holds numbers.

    ``adds`` says that its total is the sum of its rows; that of distinct counts and shares is not.
    """

    title: str
    width: int
    is_number: bool = False
    adds: bool = False


class RowKind(StrEnum):
    """What a row of a table is."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, one cell a column; a group row has a single cell."""

    cells: tuple[Runs, ...]
    kind: RowKind = RowKind.DATA


@dataclass(frozen=True, slots=True)
class Table:
    """A table; without a caption where its annex has no other.

    ``unit_note`` names the unit where all of it shares one.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    unit_note: str = ""


class Direction(StrEnum):
    """Which way the bars run."""

    UP = "up"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: the bar it belongs to, the series, and how long it is."""

    category: str
    series: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; parts of one category stand on each other.

    ``table`` is its text alternative. ``full`` draws a line where a bar is as long as was meant,
    at 100 percent for example.
    """

    name: str
    title: str
    unit: str
    direction: Direction
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    table: Table
    full: Decimal | None = None

    @property
    def categories(self) -> tuple[str, ...]:
        """The bars in order."""
        return tuple(dict.fromkeys(bar.category for bar in self.bars))


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks that one template gives; named after the template."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex; ``is_wide`` asks for a page laid across."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the document, its number, place and date, who signs and who receives it."""

    superior: str
    issuer: str
    issuer_name: str
    symbol: str
    number: str
    place: str
    dated: date | None
    signatory: tuple[str, ...]
    signed_by: str
    recipients: tuple[str, ...]

    @property
    def number_line(self) -> str:
        """``Số: 12/BC-SCT``, with room for the number where it has none yet."""
        return f"Số: {self._number}/{self.symbol}"

    @property
    def date_line(self) -> str:
        """``Bình Sơn, ngày 05 tháng 02 năm 2019``, with room where it has no date yet."""
        return f"{self.place}, {self._date}"

    @property
    def annex_line(self) -> str:
        """What stands below the title of an annex."""
        number = f"Báo cáo số {self._number}/{self.symbol}"
        return f"(Kèm theo {number} {self._date} của {self.issuer_name})"

    @property
    def _number(self) -> str:
        return self.number or " " * 5

    @property
    def _date(self) -> str:
        if self.dated is None:
            return "ngày … tháng … năm …"
        # A leading zero for days below ten, and for January and February: so the form prescribes.
        month = f"{self.dated.month:02d}" if self.dated.month <= _FEBRUARY else self.dated.month
        return f"ngày {self.dated.day:02d} tháng {month} năm {self.dated.year}"


@dataclass(frozen=True, slots=True)
class Report:
    """The whole document in its order; the subject may have more than one line."""

    phase_name: str
    letterhead: Letterhead
    title: str
    subject: str
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """What is behind each printed number, by its pointer."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    """What each printed number tells, by its pointer."""
    projects: tuple[ProjectCard, ...] = ()
    charts: Mapping[str, tuple[Chart, ...]] = field(default_factory=dict)
    """The charts at the end of each section that has any, by its name."""
    coverage: Coverage | None = None
    """How complete the data of the whole phase is."""
    remarks: tuple[str, ...] = ()
    """What whoever makes the report should look at; stands nowhere in it."""
    footer: str = ""
    """The line at the foot of each page; blank where the report is no edition."""

    def runs(self) -> Iterator[Run]:
        """Every run of the document in order."""
        for section in self.sections:
            for block in section.blocks:
                yield from runs_of(block)
        for annex in self.annexes:
            for block in annex.blocks:
                yield from runs_of(block)

    def numbers(self) -> Iterator[Number]:
        """Every number of the document in order, then those of its charts."""
        tables = (chart.table for charts in self.charts.values() for chart in charts)
        runs = chain(self.runs(), chain.from_iterable(runs_of(table) for table in tables))
        return (run.number for run in runs if run.number is not None)


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of a heading, of a paragraph, or of the cells of a table."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell
    else:
        yield from block.runs
