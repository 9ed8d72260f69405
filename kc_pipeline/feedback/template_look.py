"""The look of a template: fonts, fills, borders, widths and number formats."""

from openpyxl.cell.cell import Cell
from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)

from kc_pipeline.schemas.columns import Column, Kind

FONT = "Times New Roman"
BORDER_COLOUR = "FF808080"
THIN = Side(style="thin", color=BORDER_COLOUR)
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
UNLOCKED = Protection(locked=False)
_GIVEN = PatternFill("solid", fgColor="FFF2F2F2")
_HEADING = PatternFill("solid", fgColor="FFD9E2F3")
_WIDTHS = {
    Kind.TEXT: 22,
    Kind.PROJECT_CODE: 14,
    Kind.ESTABLISHMENT: 32,
    Kind.PLACE: 19,
    Kind.CODE: 15,
    Kind.COUNT: 11,
    Kind.NUMBER: 11,
    Kind.MONEY: 15,
    Kind.DATE: 14,
}
_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "#,##0.00",
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "dd/mm/yyyy",
    Kind.CODE: "General",
}
_AS_TEXT = "@"
_DASH_FOR_NOTHING = '{0};-{0};"–"'
_CENTRED = frozenset({Kind.COUNT, Kind.DATE, Kind.CODE, Kind.PROJECT_CODE})


def font(*, bold: bool = False, italic: bool = False, size: float = 11) -> Font:
    """The template's one typeface."""
    return Font(name=FONT, size=size, bold=bold, italic=italic)


def width_of(column: Column) -> float:
    """Characters a column is wide."""
    return _WIDTHS[column.kind]


def number_format(column: Column, *, is_year: bool) -> str:
    """How values are shown; text is kept as typed, so that a code keeps its zeros."""
    return "0" if is_year else _FORMATS.get(column.kind, _AS_TEXT)


def total_format(column: Column) -> str:
    """How a total is shown: as the column's values, and a dash where there is nothing yet."""
    return _DASH_FOR_NOTHING.format(_FORMATS[column.kind])


def as_input(column: Column) -> Alignment:
    """How values of a column stand in their cells."""
    centred = column.kind in _CENTRED
    wraps = column.kind not in {Kind.MONEY, Kind.NUMBER}
    return Alignment(horizontal="center" if centred else None, vertical="center", wrap_text=wraps)


def input_style(column: Column, *, is_year: bool, boxed: bool) -> NamedStyle:
    """The style of the cells to fill in; one by name is set many times as fast as its parts."""
    kind = "year" if is_year else column.kind
    return NamedStyle(
        name=f"{kind}{' boxed' if boxed else ''}",
        font=font(),
        border=BOX if boxed else Border(),
        alignment=as_input(column),
        number_format=number_format(column, is_year=is_year),
        protection=UNLOCKED,
    )


def look_like_title(cell: Cell) -> None:
    """A sheet's title, over its whole width."""
    cell.font = font(bold=True, size=14)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def look_like_subtitle(cell: Cell) -> None:
    """The line under a title."""
    cell.font = font(italic=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def look_like_heading(cell: Cell) -> None:
    """A column's heading, protected."""
    cell.font, cell.fill, cell.border = font(bold=True), _HEADING, BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def look_like_given(cell: Cell, *, bold: bool = False) -> None:
    """What the template itself writes: given facts, totals, list entries."""
    cell.font, cell.fill, cell.border = font(bold=bold), _GIVEN, BOX
    cell.alignment = Alignment(vertical="center", wrap_text=True)
