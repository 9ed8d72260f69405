"""One table sheet becomes data rows with the cell of every value, and what was noticed on it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.control_totals import check_totals
from kc_pipeline.intake.decimal_signs import MEASURES, DecimalSigns, Doubt, decimal_signs
from kc_pipeline.intake.figure_rows import FigureSheet
from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.formula_forensics import formula_issues
from kc_pipeline.intake.grid import CellValue, address, column_letter
from kc_pipeline.intake.group_rows import GivenValues, group_levels
from kc_pipeline.intake.heading_faults import heading_faults
from kc_pipeline.intake.headings import SERIAL, Heading, LocatedTable
from kc_pipeline.intake.money import MoneyUnit
from kc_pipeline.intake.reading import (
    EXTRA,
    Fate,
    ReadCell,
    ReadRow,
    RowFate,
    SheetReading,
)
from kc_pipeline.intake.row_kinds import ClassedRow, RowClasser
from kc_pipeline.intake.sheet_issues import sheet_issues
from kc_pipeline.intake.unit_lines import settle_unit
from kc_pipeline.intake.values import CellContext, as_text, parse_cell
from kc_pipeline.rules.finding import Issue
from kc_pipeline.schemas.columns import Column

_FEWEST_CELLS_OF_A_TABLE_ROW = 3
_NO_NUMBERS = frozenset({Fate.PREAMBLE, Fate.HEADING, Fate.COLUMN_NUMBERS, Fate.SIGNATURE})


@dataclass(frozen=True, slots=True)
class TableSheet:
    """What reading one table sheet gave."""

    reading: SheetReading
    rows: tuple[ReadRow, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class WorkbookContext:
    """What a sheet's reading needs to know of its workbook."""

    form: Form
    codes: CodeLists
    epoch_1904: bool
    cover_unit: MoneyUnit | None
    cover_unit_cell: str | None


@dataclass(frozen=True, slots=True)
class _ReadColumn:
    """What a column of the sheet holds: its name, the form's column if it is one, and its unit."""

    name: str
    declared: Column | None
    context: CellContext


class TableReader:
    """Reads one table sheet."""

    def __init__(self, located: LocatedTable, context: WorkbookContext) -> None:
        """Take the sheet with the table it should hold, and its workbook."""
        self._sheet = located.sheet
        self._form = located.form
        self._heading = located.heading
        self._context = context
        self._issues = list(sheet_issues(located.sheet))
        self._signs = DecimalSigns()
        self._flawed: dict[int, dict[int, str]] = {}
        for (row, column), flaw in located.sheet.flawed.items():
            self._flawed.setdefault(row, {})[column] = flaw.shown

    def read(self) -> TableSheet:
        """The sheet's rows, fates and issues; a rejected sheet keeps its rows all the same."""
        heading = self._heading
        if heading is None:
            return self._without_heading()
        given = self._context.form.given_by_groups(self._form.table.name)
        has_groups = bool(given)
        classer = RowClasser(self._sheet, heading, self._form.table, has_groups=has_groups)
        classed = tuple(classer.rows())
        faults = heading_faults(self._sheet.name, heading, self._form, given)
        settled = settle_unit(self._sheet, heading, self._form.table, self._context, classed)
        self._issues += (*faults.issues, *settled.issues)
        body = (row.fate.row_no for row in classed if row.fate.fate not in _NO_NUMBERS)
        self._signs = decimal_signs(self._sheet, heading, self._form.table, body)
        context = CellContext(self._context.codes, settled.unit, self._context.epoch_1904)
        rows = tuple(self._data_rows(heading, classed, context))
        rejected = faults.rejected or settled.rejected
        if rejected is None:
            self._check_totals(heading, classed, settled.unit)
        columns = {
            name: column_letter(place)
            for name in sorted(heading.known())
            if (place := heading.place(name)) is not None
        }
        return self._told(tuple(row.fate for row in classed), rows, columns, rejected)

    def _told(
        self,
        fates: tuple[RowFate, ...],
        rows: tuple[ReadRow, ...],
        columns: dict[str, str],
        rejected: str | None,
    ) -> TableSheet:
        """The reading; its rows are counted as the sheet has them, apart from their classing."""
        reading = SheetReading(
            name=self._sheet.name,
            table=self._form.table.name,
            rows_read=len(set(self._sheet.row_numbers())),
            fates=fates,
            columns=columns,
            rejected=rejected,
        )
        return TableSheet(reading, rows, tuple(self._issues))

    def _without_heading(self) -> TableSheet:
        """A known sheet without a recognisable heading: its wide rows are kept, unread."""
        fates: list[RowFate] = []
        rows: list[ReadRow] = []
        for number in self._sheet.row_numbers():
            kept = tuple(
                ReadCell(EXTRA + column_letter(at), address(number, at), raw, raw)
                for at, raw in self._shown(number)
            )
            if len(kept) < _FEWEST_CELLS_OF_A_TABLE_ROW:
                fates.append(RowFate(number, Fate.PREAMBLE, "no heading on this sheet"))
                continue
            fates.append(RowFate(number, Fate.DATA, "wide row on a sheet without heading"))
            rows.append(ReadRow(self._form.table.name, self._sheet.name, number, kept))
        if not rows:
            return self._told(tuple(fates), (), {}, None)
        headings = ", ".join(self._form.written.values())
        missing = Issue("sheet.heading_missing", self._sheet.name, details={"headings": headings})
        self._issues.append(missing)
        return self._told(tuple(fates), tuple(rows), {}, missing.code)

    def _shown(self, number: int) -> list[tuple[int, str]]:
        """Column and text of every cell in a row, those without a usable value included."""
        cells = {at: as_text(value) for at, value in self._sheet.rows.get(number, {}).items()}
        return sorted((cells | self._flawed.get(number, {})).items())

    def _data_rows(
        self, heading: Heading, classed: Sequence[ClassedRow], context: CellContext
    ) -> Iterator[ReadRow]:
        given = GivenValues(
            self._context.form.groups if self._form.table.name == "projects" else ()
        )
        columns = self._columns(heading, context)
        headless: set[int] = set()
        for row, level in zip(classed, group_levels(classed), strict=True):
            number = row.fate.row_no
            if row.fate.fate is Fate.GROUP:
                given.enter(row, level, address(number, min(self._sheet.rows[number])))
            elif row.fate.fate is Fate.DATA:
                shown = self._shown(number)
                cells = tuple(self._cells(columns, shown, number))
                told = {cell.column for cell in cells}
                cells += tuple(cell for cell in given.cells() if cell.column not in told)
                headless |= {at for at, _ in shown} - heading.columns.keys()
                yield ReadRow(self._form.table.name, self._sheet.name, number, cells)
        self._tell_headless(heading, headless)

    def _tell_headless(self, heading: Heading, columns: set[int]) -> None:
        for at in sorted(columns):
            cell = address(heading.last_row, at)
            details = {"heading": column_letter(at)}
            self._issues.append(Issue("column.unknown", self._sheet.name, cell, details=details))

    def _columns(self, heading: Heading, context: CellContext) -> dict[int, _ReadColumn]:
        """What each column of the heading holds."""
        declared = {column.name: column for column in self._form.table.columns}
        return {
            at: _ReadColumn(
                name,
                declared.get(name),
                replace(context, unit=heading.columns[at].unit or context.unit),
            )
            for at, name in _names(heading).items()
        }

    def _cells(
        self, columns: Mapping[int, _ReadColumn], shown: Sequence[tuple[int, str]], number: int
    ) -> Iterator[ReadCell]:
        values = self._sheet.rows.get(number, {})
        for at, raw in shown:
            cell = address(number, at)
            column = columns.get(at)
            if at in values and column is not None and column.declared is not None:
                yield self._cell(values[at], column.declared, cell, number, column.context)
            else:
                name = EXTRA + column_letter(at) if column is None else column.name
                yield ReadCell(name, cell, raw, raw if at in values else None)

    def _cell(
        self,
        value: CellValue,
        column: Column,
        cell: str,
        number: int,
        context: CellContext,
    ) -> ReadCell:
        parsed = parse_cell(value, column, context)
        raw = as_text(value)
        need = "required" if column.heading_required else "optional"
        doubt = self._signs.doubt(value) if column.kind in MEASURES and parsed.value else None
        if doubt is not None:
            code = f"{need}.doubtful_dot" if doubt is Doubt.OPEN else "number.mixed_signs"
            details = {"heading": column.label_vi, **self._signs.details(raw)}
            self._issues.append(Issue(code, self._sheet.name, cell, number, raw, details))
        if doubt is Doubt.OPEN:
            return ReadCell(column.name, cell, raw, None)
        if parsed.problem is not None:
            code = "date.no_day" if parsed.problem == "no_day" else f"{need}.{parsed.problem}"
            details = {"heading": column.label_vi}
            if column.code_list is not None:
                details["allowed"] = ", ".join(context.codes.labels.get(column.code_list, ()))
            self._issues.append(Issue(code, self._sheet.name, cell, number, raw, details))
        return ReadCell(column.name, cell, raw, parsed.value)

    def _check_totals(
        self, heading: Heading, classed: Sequence[ClassedRow], unit: MoneyUnit
    ) -> None:
        figures = FigureSheet(self._sheet, heading, self._form.table, unit, self._signs)
        rows = tuple(figures.rows(classed))
        self._issues += check_totals(self._sheet.name, rows)
        self._issues += figures.issues
        fates = [row.fate for row in classed]
        self._issues += formula_issues(self._sheet, heading, fates, rows)


def _names(heading: Heading) -> dict[int, str]:
    """The name of each column's values: canonical, `SERIAL`, or `EXTRA` and what tells it apart."""
    count = Counter(column.name for column in heading.columns.values())
    names: dict[int, str] = {}
    for at, column in heading.columns.items():
        is_known = column.name == SERIAL or column.name.startswith(EXTRA)
        name = column.name if is_known or count[column.name] == 1 else EXTRA + column.name
        names[at] = name if count[column.name] == 1 else f"{name} ({column_letter(at)})"
    return names
