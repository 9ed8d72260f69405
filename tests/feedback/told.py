"""What tests ask of findings and workbooks."""

from collections.abc import Iterable

from openpyxl.workbook.workbook import Workbook

from kc_pipeline.intake.own_sheets import is_own_sheet
from kc_pipeline.intake.reading import Reading
from kc_pipeline.rules.finding import Finding, Issue
from kc_pipeline.schemas.models import tables

Place = tuple[str | None, str | None, str]


def places(found: Iterable[Finding | Issue]) -> list[Place]:
    """Sheet, cell and code of each."""
    return [(f.sheet, f.cell, f.code) for f in found]


def values(reading: Reading) -> list[tuple[str, dict[str, str | None]]]:
    """The rows of a reading: table, and value by column of the table, wherever they stand."""
    known = {(table.name, column.name) for table in tables() for column in table.columns}
    return [
        (
            row.table,
            {
                cell.column: cell.value
                for cell in row.cells
                if cell.value is not None and (row.table, cell.column) in known
            },
        )
        for row in reading.rows
    ]


def looks(workbook: Workbook) -> dict[tuple[str, str], tuple[object, ...]]:
    """Value, type, fill, font, format and comment of every cell of the sheets that are not ours."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.data_type,
            cell.fill.fill_type,
            cell.fill.fgColor.rgb if cell.fill.fill_type else None,
            cell.font.name,
            cell.number_format,
            cell.comment.text if cell.comment else None,
        )
        for sheet in workbook.worksheets
        if not is_own_sheet(sheet.title)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }
