"""Sheets as an .ods workbook. The archive is packed anew so that its times are fixed."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from odf.namespaces import STYLENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TextProperties,
)
from odf.style import Style as OdfStyle
from odf.table import (
    CalculationSettings,
    CoveredTableCell,
    NullDate,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from odf.text import P

from tools.sample_phase.amounts import vietnamese
from tools.sample_phase.sheets import Area, Cell, Sheet, Style

CENTIMETRES_PER_CHARACTER = 0.2


def write(
    sheets: Sequence[Sheet], path: Path, created: datetime, *, epoch_1904: bool = False
) -> None:
    """Writes the workbook to `path`; `created` stands on every part of the archive."""
    document = OpenDocumentSpreadsheet()
    _pages(document)
    if epoch_1904:
        settings = CalculationSettings()
        settings.addElement(NullDate(datevalue="1904-01-01"))
        document.spreadsheet.addElement(settings)
    styles: dict[Style, str] = {}
    for sheet in sheets:
        for cell in sheet.cells.values():
            if cell.style not in styles:
                styles[cell.style] = f"ce{len(styles) + 1}"
                _add_style(document, styles[cell.style], cell.style)
    for sheet in sheets:
        document.spreadsheet.addElement(_table(document, sheet, styles))
    packed = io.BytesIO()
    document.write(packed)
    _repack(packed, path, created)


def _repack(packed: io.BytesIO, path: Path, created: datetime) -> None:
    times = created.timetuple()[:6]
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            copy = zipfile.ZipInfo(entry.filename, times)
            copy.compress_type = entry.compress_type
            copy.external_attr = entry.external_attr
            target.writestr(copy, source.read(entry))


def _pages(document: OpenDocumentSpreadsheet) -> None:
    layout = PageLayout(name="landscape")
    properties = PageLayoutProperties(
        printorientation="landscape", pagewidth="29.7cm", pageheight="21cm", margin="1.2cm"
    )
    # One page wide; an attribute of ODF 1.3 that odfpy does not know by name.
    properties.setAttrNS(STYLENS, "scale-to-X", "1")
    layout.addElement(properties)
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(MasterPage(name="Default", pagelayoutname=layout))


def _add_style(document: OpenDocumentSpreadsheet, name: str, style: Style) -> None:
    result = OdfStyle(name=name, family="table-cell")
    border = "0.5pt solid #000000" if style.border else "none"
    wrap = "wrap" if style.wrap else "no-wrap"
    result.addElement(
        TableCellProperties(
            border=border, wrapoption=wrap, verticalalign="middle", textalignsource="fix"
        )
    )
    align = {"left": "start", "center": "center", "right": "end"}[style.align]
    result.addElement(ParagraphProperties(textalign=align))
    result.addElement(
        TextProperties(
            fontfamily=style.font,
            fontsize=f"{style.size}pt",
            fontweight="bold" if style.bold else "normal",
            fontstyle="italic" if style.italic else "normal",
            textunderlinestyle="solid" if style.underline else "none",
        )
    )
    document.automaticstyles.addElement(result)


def _table(document: OpenDocumentSpreadsheet, sheet: Sheet, styles: dict[Style, str]) -> Table:
    look = OdfStyle(name=f"ta-{sheet.name.split(' - ')[0]}".replace(" ", "-"), family="table")
    look.addElement(TableProperties(display="false" if sheet.hidden else "true"))
    look.setAttribute("masterpagename", "Default")
    document.automaticstyles.addElement(look)
    table = Table(name=sheet.name, stylename=look)
    rows, columns = sheet.extent
    for column in range(columns):
        line_of_columns = _column(document, sheet.widths.get(column, 9))
        if column in sheet.hidden_columns:
            line_of_columns.setAttribute("visibility", "collapse")
        table.addElement(line_of_columns)
    corners = {(area.top, area.left): area for area in sheet.areas}
    covered = {
        (r, c)
        for area in sheet.areas
        for r in range(area.top, area.bottom + 1)
        for c in range(area.left, area.right + 1)
    } - corners.keys()
    for row in range(rows):
        line = TableRow(visibility="collapse") if row in sheet.hidden_rows else TableRow()
        for column in range(columns):
            at = (row, column)
            cell = sheet.cells.get(at)
            if at in covered:
                line.addElement(CoveredTableCell())
            elif cell is None:
                line.addElement(TableCell())
            else:
                line.addElement(_cell(cell, styles[cell.style], corners.get(at)))
        table.addElement(line)
    return table


def _column(document: OpenDocumentSpreadsheet, width: float) -> TableColumn:
    name = f"co{width:g}".replace(".", "-")
    if not any(s.getAttribute("name") == name for s in document.automaticstyles.childNodes):
        style = OdfStyle(name=name, family="table-column")
        style.addElement(
            TableColumnProperties(columnwidth=f"{width * CENTIMETRES_PER_CHARACTER:.2f}cm")
        )
        document.automaticstyles.addElement(style)
    return TableColumn(stylename=name)


def _cell(cell: Cell, style: str, area: Area | None) -> TableCell:
    value = cell.value
    attributes: dict[str, object] = {"stylename": style}
    if area is not None:
        attributes["numberrowsspanned"] = area.bottom - area.top + 1
        attributes["numbercolumnsspanned"] = area.right - area.left + 1
    if value is None:
        return TableCell(**attributes)
    shown = str(value)
    if isinstance(value, str):
        attributes["valuetype"] = "string"
    elif isinstance(value, date):
        attributes |= {"valuetype": "date", "datevalue": value.isoformat()}
    else:
        attributes |= {"valuetype": "float", "value": repr(value)}
        shown = vietnamese(value) if cell.style.number_format != "General" else shown
    result = TableCell(**attributes)
    for line in shown.split("\n"):
        result.addElement(P(text=line))
    return result
