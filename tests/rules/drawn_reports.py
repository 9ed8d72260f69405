"""Reports of KC-2016 drawn cell by cell, each fault beside the rule that is to be told of it.

What the reports hold is for `faulty_reports` and the like.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kc_pipeline.intake.grid import column_letter
from tests.intake.workbooks import COVER_SHEET, FORMS, SHEET_NAMES, Page, Value, write
from tests.small_phase import NAMES

FORM = FORMS["KC-2016"]
FIRST_ROW = 3
"""Row 1 of a table's sheet is its unit line, row 2 the heading."""

Expected = tuple[str, str | None, str | None, str]
"""Path, sheet, cell and code of a finding."""


@dataclass(frozen=True)
class Wrong:
    """A value as it stands in its cell, and the rules that are to be told there."""

    value: Value
    codes: tuple[str, ...]


Told = Value | Wrong
Row = Mapping[str, Told]


def wrong(value: Value, *codes: str) -> Wrong:
    """A value at fault; an empty text is an empty cell."""
    return Wrong(value, codes)


@dataclass(frozen=True)
class Drawn:
    """The sheet of a table, without some of its columns and with ``more`` of the unit's own.

    ``codes`` are told of the whole sheet, ``noted`` at cells where no value of a row is at fault.
    """

    table: str
    rows: Sequence[Row]
    unit: Told = "ĐVT: triệu đồng"
    total: Row = field(default_factory=dict)
    without: Sequence[str] = ()
    more: Mapping[str, Told] = field(default_factory=dict)
    codes: Sequence[str] = ()
    noted: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: str = ""
    hidden: bool = False

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return SHEET_NAMES["KC-2016", self.table]

    def cells(self) -> list[list[Told]]:
        """The unit line, the heading, the rows and the total."""
        written = next(s.written for s in FORM.sheets if s.table.name == self.table)
        known = [name for name in written if name not in self.without]
        heading: list[Told] = ["STT", *(written[name] for name in known), *self.more.values()]
        names = [*known, *self.more]
        rows = [
            [number, *(row.get(name, "") for name in names)]
            for number, row in enumerate(self.rows, 1)
        ]
        total = ["Tổng cộng", *(self.total.get(name, "") for name in names)]
        return [[self.unit], heading, *rows, *([total] if self.total else [])]


@dataclass(frozen=True)
class Report:
    """One file; unit, code and year are those of its path unless ``identity`` tells them.

    ``cover`` are further labels and values, ``others`` sheets drawn as they stand; ``codes`` are
    told of the file, ``sheet_codes`` of whole sheets among the others. An empty ``identity`` is a
    file without a cover.
    """

    path: str
    sheets: Sequence[Drawn] = ()
    cover: Sequence[tuple[str, Told]] = (("Đơn vị tính", "triệu đồng"),)
    codes: Sequence[str] = ()
    others: Mapping[str, Sequence[Sequence[Told]]] = field(default_factory=dict)
    sheet_codes: Mapping[str, str] = field(default_factory=dict)
    identity: Sequence[tuple[str, Told]] | None = None

    def write(self, raw: Path) -> None:
        """Write the workbook under ``raw``."""
        path = raw / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        pages: dict[str, Page] = {}
        if self.identity != ():
            pages[COVER_SHEET] = Page([[label, _value(told)] for label, told in self._facts()])
        for sheet in self.sheets:
            pages[sheet.name] = Page(
                [[_value(told) for told in row] for row in sheet.cells()],
                comments=sheet.comments,
                hidden_rows=sheet.hidden_rows,
                hidden_columns=sheet.hidden_columns,
                hidden=sheet.hidden,
            )
        for name, rows in self.others.items():
            pages[name] = Page([[_value(told) for told in row] for row in rows])
        write(path, pages)

    def expected(self) -> Iterator[Expected]:
        """The findings that the file is to have."""
        yield from ((self.path, None, None, code) for code in self.codes)
        cover = [[label, told] for label, told in self._facts()]
        yield from self._at(COVER_SHEET, cover)
        for sheet in self.sheets:
            yield from ((self.path, sheet.name, None, code) for code in sheet.codes)
            yield from ((self.path, sheet.name, cell, code) for cell, code in sheet.noted.items())
            yield from self._at(sheet.name, sheet.cells())
        for name, rows in self.others.items():
            yield from self._at(name, rows)
        yield from ((self.path, name, None, code) for name, code in self.sheet_codes.items())

    def _at(self, sheet: str, cells: Sequence[Sequence[Told]]) -> Iterator[Expected]:
        for row_no, row in enumerate(cells, 1):
            for column, told in enumerate(row, 1):
                for code in told.codes if isinstance(told, Wrong) else ():
                    yield self.path, sheet, f"{column_letter(column)}{row_no}", code

    def _facts(self) -> list[tuple[str, Told]]:
        if self.identity is not None:
            return [*self.identity, *self.cover] if self.identity else []
        year, _, name = self.path.partition("/")
        code = name.split(".")[0].split(" ")[0]
        identity = (
            ("Đơn vị báo cáo", NAMES[code]),
            ("Mã đơn vị", code),
            ("Năm báo cáo", int(year)),
        )
        return [*identity, *self.cover]


def _value(told: Told) -> Value:
    return told.value if isinstance(told, Wrong) else told
