"""An opened workbook becomes a reading: form recognised, cover and tables read.

This is the whole of intake as a pure function of the workbook, the forms and the code lists.
Opening files is for `opening`, keeping readings for `reading_store`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.cover import (
    WrittenFact,
    contradictions,
    read_facts,
    unit_of,
    unreadable,
    written_facts,
)
from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.headings import LocatedTable, find_heading
from kc_pipeline.intake.money import MoneyUnit
from kc_pipeline.intake.own_sheets import is_own_sheet
from kc_pipeline.intake.reading import CoverFact, Reading
from kc_pipeline.intake.sheet_issues import sheet_issues
from kc_pipeline.intake.table_reader import TableReader, WorkbookContext
from kc_pipeline.intake.unit_lines import unit_lines
from kc_pipeline.rules.finding import Issue

_RULING_TABLE = "projects"
"""The table whose block above rules where a form has no cover sheet."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads workbooks of the declared forms."""

    forms: tuple[Form, ...]
    codes: CodeLists

    def read(self, workbook: Workbook) -> Reading:
        """The reading of a workbook; without sheets and with an issue when it fits no form."""
        form, located = self._recognise(workbook)
        if form is None:
            names = ", ".join(sheet.name for sheet in workbook.sheets)
            issue = Issue("form.unknown", details={"sheets": names})
            return Reading("", (), (), (), (), (issue,))
        cover, cover_issues, context = self._cover(workbook, form, located)
        tables = tuple(TableReader(table, context).read() for table in located)
        return Reading(
            form=form.id,
            form_years=form.years,
            cover=cover,
            sheets=tuple(table.reading for table in tables),
            rows=tuple(row for table in tables for row in table.rows),
            issues=(
                *((Issue("file.macros"),) if workbook.has_macros else ()),
                *_on_cover_sheets(workbook, form),
                *cover_issues,
                *_unknown_sheets(workbook, form),
                *(issue for table in tables for issue in table.issues),
            ),
        )

    def _recognise(self, workbook: Workbook) -> tuple[Form | None, tuple[LocatedTable, ...]]:
        """The form whose sheets and headings the workbook has most of, with its tables found.

        Names of sheets alone make no form: a heading must be found, or a fact of the cover.
        """
        best: tuple[int, Form | None, tuple[LocatedTable, ...]] = (0, None, ())
        for form in self.forms:
            located = tuple(_locate(workbook, form))
            score = sum(1 + _columns_known(table) for table in located)
            score += sum(form.is_cover(sheet.name) for sheet in workbook.sheets)
            tells = any(table.heading for table in located) or any(_blocks(workbook, form, located))
            if tells and score > best[0]:
                best = score, form, located
        return best[1], best[2]

    def _cover(
        self, workbook: Workbook, form: Form, located: tuple[LocatedTable, ...]
    ) -> tuple[tuple[CoverFact, ...], tuple[Issue, ...], WorkbookContext]:
        blocks = _blocks(workbook, form, located)
        written = next((f for block in blocks for f in block if f.name == "money_unit"), None)
        on_cover_sheet = written if form.cover.sheets else None
        cover_unit = unit_of(on_cover_sheet.value) if on_cover_sheet else None
        context = WorkbookContext(
            form=form,
            codes=self.codes,
            epoch_1904=workbook.epoch_1904,
            cover_unit=cover_unit,
            cover_unit_cell=f"{written.sheet}!{written.cell}" if written else None,
        )
        unit = cover_unit or _unit_above_ruling_table(form, located) or form.money_unit
        facts: tuple[CoverFact, ...] = ()
        issues: tuple[Issue, ...] = ()
        if on_cover_sheet and cover_unit is None:
            issues = (unreadable(on_cover_sheet),)
        for block in blocks:
            more, unread = read_facts(block, unit=unit, epoch_1904=workbook.epoch_1904)
            issues += unread + tuple(contradictions(facts, more))
            told = {fact.name for fact in facts}
            facts += tuple(fact for fact in more if fact.name not in told)
        return facts, issues, context


def _locate(workbook: Workbook, form: Form) -> Iterator[LocatedTable]:
    """The sheets that the form names and in which anything stands; the ruling table's first."""
    for sheet in workbook.sheets:
        sheet_form = form.sheet_for(sheet.name)
        if sheet_form is not None and (sheet.rows or sheet.flawed):
            yield LocatedTable(sheet, sheet_form, find_heading(sheet, sheet_form))


def _columns_known(table: LocatedTable) -> int:
    return len(table.heading.known()) if table.heading else 0


def _unit_above_ruling_table(form: Form, located: tuple[LocatedTable, ...]) -> MoneyUnit | None:
    """Where no cover sheet names the unit, the plan is in the unit of the ruling table's line."""
    if form.cover.sheets:
        return None
    for table in located:
        if table.form.table.name == _RULING_TABLE and table.heading is not None:
            above = range(table.heading.first_row)
            return next((line.unit for line in unit_lines(table.sheet, above)), None)
    return None


def _blocks(
    workbook: Workbook, form: Form, located: tuple[LocatedTable, ...]
) -> list[tuple[WrittenFact, ...]]:
    """The cover sheet's facts, or those above each table, the ruling table's first."""
    if form.cover.sheets:
        sheets = [sheet for sheet in workbook.sheets if form.is_cover(sheet.name)]
        return [tuple(written_facts(sheet, form.cover, before_row=None)) for sheet in sheets]
    ruling_first = sorted(located, key=lambda table: table.form.table.name != _RULING_TABLE)
    return [
        tuple(
            written_facts(
                table.sheet,
                form.cover,
                before_row=table.heading.first_row if table.heading else None,
            )
        )
        for table in ruling_first
    ]


def _on_cover_sheets(workbook: Workbook, form: Form) -> Iterator[Issue]:
    for sheet in workbook.sheets:
        if form.is_cover(sheet.name):
            yield from sheet_issues(sheet)


def _unknown_sheets(workbook: Workbook, form: Form) -> Iterator[Issue]:
    for sheet in workbook.sheets:
        is_known = form.is_cover(sheet.name) or form.sheet_for(sheet.name) is not None
        if sheet.rows and not is_known and not is_own_sheet(sheet.name):
            yield Issue("sheet.unknown", sheet=sheet.name)
