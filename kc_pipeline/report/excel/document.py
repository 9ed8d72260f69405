"""The workbook: what is in it, its sheets in order, and the same bytes for the same report."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kc_pipeline.report.excel.contents_sheet import CONTENTS, write_contents
from kc_pipeline.report.excel.looks import Looks
from kc_pipeline.report.excel.pages import set_up
from kc_pipeline.report.excel.source_sheet import (
    HEADING_ROW,
    NAME,
    links,
    traced_numbers,
    write_sources,
)
from kc_pipeline.report.excel.table_sheet import Placing, write_table
from kc_pipeline.report.fixed_archive import fixed
from kc_pipeline.report.model import Annex, Paragraph, Report, Table

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a date as the form has it, in no zone


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be: its name, the annex it belongs to, its table, what is said beside it."""

    name: str
    annex: Annex
    annex_line: str
    table: Table
    notes: tuple[str, ...]


def render(report: Report) -> bytes:
    """The Excel file; equal reports are equal bytes."""
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, _OPTIONS)
    _set_properties(workbook, report)
    looks = Looks(workbook)
    sheets = tuple(sheets_of(report))
    footer = f"{report.letterhead.issuer_name} - {' '.join(report.subject.splitlines())}"
    if report.footer:
        footer = f"{footer} - {report.footer}"
    contents = workbook.add_worksheet(CONTENTS)
    write_contents(contents, report, [(s.name, s.annex, s.table) for s in sheets], looks)
    set_up(contents, heading_row=0, footer=footer)
    contents.freeze_panes(0, 0)
    numbers = traced_numbers(report)
    for sheet in sheets:
        made = workbook.add_worksheet(sheet.name)
        heading_row = _write_sheet(made, sheet, links(numbers), looks)
        set_up(made, heading_row=heading_row, footer=footer)
    sources = workbook.add_worksheet(NAME)
    write_sources(sources, numbers, looks)
    set_up(sources, heading_row=HEADING_ROW, footer=footer)
    workbook.close()
    return fixed(written.getvalue())


def sheets_of(report: Report) -> Iterator[Sheet]:
    """A sheet a table, in the order of the annexes; what an annex says stands on its first."""
    for annex in report.annexes:
        tables = [block for block in annex.blocks if isinstance(block, Table)]
        said = tuple(
            "".join(run.text for run in block.runs)
            for block in annex.blocks
            if isinstance(block, Paragraph)
        )
        number = annex.label.removeprefix("Phụ lục ")
        for place, table in enumerate(tables, start=1):
            name = f"PL {number}" if len(tables) == 1 else f"PL {number}.{place}"
            line = report.letterhead.annex_line
            yield Sheet(name, annex, line, table, said if place == 1 else ())


def _write_sheet(made: Worksheet, sheet: Sheet, traced: Mapping[str, str], looks: Looks) -> int:
    """The table below what it is; gives the row of its headings."""
    annex, table = sheet.annex, sheet.table
    made.write_string(0, 0, f"{annex.label}. {annex.title}", looks.of("title"))
    made.write_string(1, 0, sheet.annex_line, looks.of("note"))
    row_at = 2
    for note in sheet.notes:
        made.write_string(row_at, 0, note, looks.of("note"))
        row_at += 1
    if table.caption:
        made.write_string(row_at, 0, table.caption, looks.of("caption"))
        row_at += 1
    if table.unit_note:
        made.write_string(row_at, len(table.columns) - 1, table.unit_note, looks.of("unit"))
        row_at += 1
    write_table(Placing(made, row_at, traced, looks), table)
    return row_at


def _set_properties(workbook: Workbook, report: Report) -> None:
    dated = report.letterhead.dated
    made = datetime(dated.year, dated.month, dated.day) if dated else _UNDATED  # noqa: DTZ001
    workbook.set_properties(
        {
            "title": " ".join(report.subject.splitlines()),
            "author": report.letterhead.issuer_name,
            "created": made,
        }
    )
