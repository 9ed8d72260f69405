"""One table sheet becomes data rows with the cell of every value, and what was noticed on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.control_totals import (
    GROUP_LEVELS,
    Figure,
    FigureRow,
    check_totals,
    group_level,
)
from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.grid import (
    CellProblem,
    CellValue,
    address,
    column_letter,
)
from kc_pipeline.intake.headings import SERIAL, Heading, LocatedTable
from kc_pipeline.intake.money import MoneyUnit
from kc_pipeline.intake.numbers import parse_number
from kc_pipeline.intake.reading import (
    EXTRA,
    Fate,
    ReadCell,
    ReadRow,
    RowFate,
    SheetReading,
)
from kc_pipeline.intake.row_kinds import ClassedRow, RowClasser
from kc_pipeline.intake.unit_lines import settle_unit
from kc_pipeline.intake.values import CellContext, as_text, parse_cell
from kc_pipeline.rules.finding import Issue
from kc_pipeline.schemas.columns import Column, Kind

_SUMMED = frozenset({Kind.MONEY, Kind.COUNT, Kind.NUMBER})
_NOT_SUMMED = frozenset({"round_year"})
_FLAWS = {
    CellProblem.ERROR_VALUE: "cell.error_value",
    CellProblem.FORMULA_WITHOUT_VALUE: "cell.formula_without_value",
    CellProblem.TEXT_TOO_LONG: "cell.text_too_long",
}
_FEWEST_CELLS_OF_A_TABLE_ROW = 3


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


class TableReader:
    """Reads one table sheet."""

    def __init__(self, located: LocatedTable, context: WorkbookContext) -> None:
        """Take the sheet with the table it should hold, and its workbook."""
        self._sheet = located.sheet
        self._form = located.form
        self._heading = located.heading
        self._context = context
        self._issues: list[Issue] = []

    def read(self) -> TableSheet:
        """The sheet's rows, fates and issues; a rejected sheet keeps its rows all the same."""
        self._report_hidden()
        heading = self._heading
        if heading is None:
            return self._without_heading()
        classed = tuple(RowClasser(self._sheet, heading, self._form.table).rows())
        rejected = self._heading_faults(heading)
        settled = settle_unit(self._sheet, heading, self._form.table, self._context)
        self._issues += settled.issues
        rejected = rejected or settled.rejected
        cell_context = CellContext(self._context.codes, settled.unit, self._context.epoch_1904)
        rows = tuple(self._data_rows(heading, classed, cell_context))
        if rejected is None:
            self._issues += check_totals(
                self._sheet.name, tuple(self._figure_rows(heading, classed))
            )
        self._report_flaws()
        reading = SheetReading(
            name=self._sheet.name,
            table=self._form.table.name,
            rows_read=self._rows_read(),
            fates=tuple(row.fate for row in classed),
            columns={
                name: column_letter(c)
                for name in sorted(heading.known())
                if (c := heading.place(name)) is not None
            },
            rejected=rejected,
        )
        return TableSheet(reading, rows, tuple(self._issues))

    def _rows_read(self) -> int:
        """The non-empty rows as the sheet has them, counted apart from their classing."""
        return len(set(self._sheet.rows) | {row for row, _ in self._sheet.flawed})

    def _note(self, code: str, **where: object) -> None:
        details = {k: str(v) for k, v in where.items() if k not in {"cell", "row_no", "value"}}
        self._issues.append(
            Issue(
                code,
                sheet=self._sheet.name,
                cell=where.get("cell"),  # type: ignore[arg-type]
                row_no=where.get("row_no"),  # type: ignore[arg-type]
                value=where.get("value"),  # type: ignore[arg-type]
                details=details,
            )
        )

    def _report_hidden(self) -> None:
        if self._sheet.hidden:
            self._note("sheet.hidden")
        for row in sorted(self._sheet.hidden_rows & set(self._sheet.rows)):
            self._note("row.hidden", row_no=row, cell=address(row, min(self._sheet.rows[row])))

    def _report_flaws(self) -> None:
        for (row, column), flaw in sorted(self._sheet.flawed.items()):
            self._note(
                _FLAWS[flaw.problem],
                row_no=row,
                cell=address(row, column),
                value=flaw.shown,
            )

    def _without_heading(self) -> TableSheet:
        """A known sheet without a recognisable heading: its wide rows are kept, unread."""
        fates: list[RowFate] = []
        rows: list[ReadRow] = []
        for number in self._sheet.row_numbers():
            cells = self._sheet.rows.get(number, {})
            if len(cells) < _FEWEST_CELLS_OF_A_TABLE_ROW:
                fates.append(RowFate(number, Fate.PREAMBLE, "no heading on this sheet"))
                continue
            fates.append(RowFate(number, Fate.DATA, "wide row on a sheet without heading"))
            kept = tuple(
                ReadCell(EXTRA + column_letter(c), address(number, c), as_text(v), as_text(v))
                for c, v in cells.items()
            )
            rows.append(ReadRow(self._form.table.name, self._sheet.name, number, kept))
        rejected = "sheet.heading_missing" if rows else None
        if rejected:
            headings = ", ".join(self._form.written.values())
            self._note(rejected, headings=headings)
        self._report_flaws()
        reading = SheetReading(
            name=self._sheet.name,
            table=self._form.table.name,
            rows_read=self._rows_read(),
            fates=tuple(fates),
            columns={},
            rejected=rejected,
        )
        return TableSheet(reading, tuple(rows), tuple(self._issues))

    def _heading_faults(self, heading: Heading) -> str | None:
        """Report unknown, doubled and missing headings; the code that rejects the sheet if any."""
        rejected: str | None = None
        given = self._context.form.given_by_groups(self._form.table.name)
        for placed in heading.columns.values():
            if placed.name.startswith(EXTRA):
                cell = address(heading.last_row, placed.number)
                self._note(
                    "column.unknown",
                    cell=cell,
                    value=placed.written,
                    heading=placed.written,
                )
        for column in self._form.table.columns:
            places = heading.places(column.name)
            written = self._form.written.get(column.name, column.label_vi)
            if len(places) > 1:
                cells = ", ".join(address(heading.last_row, place) for place in places)
                self._note(
                    "sheet.heading_twice",
                    heading=written,
                    cells=cells,
                    cell=address(heading.last_row, places[0]),
                )
                if column.heading_required:
                    rejected = rejected or "sheet.heading_twice"
            elif not places and column.heading_required and column.name not in given:
                self._note("sheet.required_heading_missing", heading=written)
                rejected = rejected or "sheet.required_heading_missing"
        return rejected

    def _data_rows(
        self, heading: Heading, classed: tuple[ClassedRow, ...], context: CellContext
    ) -> Iterator[ReadRow]:
        given: dict[str, ReadCell] = {}
        for row in classed:
            if row.fate.fate is Fate.GROUP and self._form.table.name == "projects":
                given = self._given(row, given)
            elif row.fate.fate is Fate.DATA:
                cells = tuple(self._cells(heading, row.fate.row_no, context))
                told = {cell.column for cell in cells}
                cells += tuple(cell for name, cell in given.items() if name not in told)
                yield ReadRow(self._form.table.name, self._sheet.name, row.fate.row_no, cells)

    def _given(self, row: ClassedRow, given: Mapping[str, ReadCell]) -> dict[str, ReadCell]:
        """What the rows under a group row are given: a numeral begins anew, a number adds."""
        mark = row.mark or ""
        group = next(
            (
                g
                for g in self._context.form.groups
                if g.mark == mark
                or (g.numbers is not None and mark.isdigit() and int(mark) in g.numbers)
            ),
            None,
        )
        if group is None:
            return dict(given)
        number = row.fate.row_no
        cell = address(number, min(self._sheet.rows[number]))
        raw = f"{mark}. {row.label}"
        new = {
            name: ReadCell(name, cell, raw, value.format(mark=mark))
            for name, value in group.gives.items()
        }
        return new if group.mark is not None else dict(given) | new

    def _cells(self, heading: Heading, number: int, context: CellContext) -> Iterator[ReadCell]:
        columns = {c.name: c for c in self._form.table.columns}
        for at, value in self._sheet.rows.get(number, {}).items():
            placed = heading.columns.get(at)
            if placed is not None and placed.name == SERIAL:
                continue
            cell = address(number, at)
            name = placed.name if placed is not None else EXTRA + column_letter(at)
            column = columns.get(name)
            if column is None or placed is None or heading.place(name) is None:
                extra = name if column is None else EXTRA + name
                yield ReadCell(extra, cell, as_text(value), as_text(value))
                continue
            unit = placed.unit or context.unit
            in_unit = CellContext(context.codes, unit, context.epoch_1904)
            yield self._cell(value, column, cell, number, in_unit)

    def _cell(
        self,
        value: CellValue,
        column: Column,
        cell: str,
        number: int,
        context: CellContext,
    ) -> ReadCell:
        parsed = parse_cell(value, column, context)
        if parsed.problem == "no_day":
            self._note(
                "date.no_day",
                cell=cell,
                row_no=number,
                value=as_text(value),
                heading=column.label_vi,
            )
        elif parsed.problem is not None:
            need = "required" if column.heading_required else "optional"
            self._note(
                f"{need}.{parsed.problem}",
                cell=cell,
                row_no=number,
                value=as_text(value),
                heading=column.label_vi,
                allowed=", ".join(context.codes.labels.get(column.code_list or "", ())),
            )
        return ReadCell(column.name, cell, as_text(value), parsed.value)

    def _figure_rows(
        self, heading: Heading, classed: tuple[ClassedRow, ...]
    ) -> Iterator[FigureRow]:
        """The rows that totals are checked over, with their figures as printed."""
        summed = {
            place: column.name
            for column in self._form.table.columns
            if column.kind in _SUMMED
            and column.name not in _NOT_SUMMED
            and (place := heading.place(column.name)) is not None
        }
        for row in classed:
            if row.fate.fate not in {Fate.DATA, Fate.GROUP, Fate.TOTAL, Fate.SUBTOTAL}:
                continue
            cells = self._sheet.rows.get(row.fate.row_no, {})
            figures = {
                name: figure
                for place, name in summed.items()
                if (figure := _figure(cells.get(place), address(row.fate.row_no, place)))
            }
            level = group_level(row.mark) if row.mark else GROUP_LEVELS
            yield FigureRow(row.fate.row_no, row.fate.fate, level, figures)


def _figure(value: CellValue | None, cell: str) -> Figure | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    number = parse_number(value).value
    if number is None:
        return None
    exponent = number.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Figure(Decimal(number), decimals, cell, as_text(value))
