"""How grave findings look in workbooks.

The three fills differ in lightness as much as in hue, so that they stay apart for colour-blind
readers and on a black-and-white print; the words (`severity_words`) stand beside them everywhere.
"""

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill

from kc_pipeline.rules.finding import Severity

COLOURS = {
    Severity.ERROR: "E0703B",
    Severity.WARNING: "F7CE55",
    Severity.NOTICE: "E4F1FB",
}

_OPAQUE = "FF"
_NO_COLOUR = "00000000"
_NONE = PatternFill()
_OURS = frozenset(COLOURS.values())
_MADE_UP = frozenset({"FF8080", "FFCC00", "CCFFFF"})
"""What LibreOffice writes as second colour of our fills: the nearest of its palette."""


def fill_of(severity: Severity) -> PatternFill:
    """The plain fill of a severity, for legends."""
    return PatternFill("solid", fgColor=_OPAQUE + COLOURS[severity])


def mark(cell: Cell | MergedCell, severity: Severity) -> None:
    """Fill a cell; a plain colour it had stays with it as the unused second colour of the fill."""
    before = cell.fill
    fill = fill_of(severity)
    if before.fill_type == "solid":
        fill.bgColor = copy(before.bgColor if is_marked(cell) else before.fgColor)
    cell.fill = fill


def is_marked(cell: Cell | MergedCell) -> bool:
    """Whether the cell has one of our fills."""
    fill = cell.fill
    return (
        fill.fill_type == "solid"
        and fill.fgColor.type == "rgb"
        and str(fill.fgColor.rgb)[-6:].upper() in _OURS
    )


def unmark(cell: Cell | MergedCell) -> None:
    """Take one of our fills off a cell and give back the plain colour it had."""
    kept = cell.fill.bgColor
    is_colour = kept.type == "theme" or (kept.type == "rgb" and str(kept.rgb) != _NO_COLOUR)
    is_made_up = kept.type == "rgb" and str(kept.rgb)[-6:].upper() in _OURS | _MADE_UP
    cell.fill = PatternFill("solid", fgColor=copy(kept)) if is_colour and not is_made_up else _NONE
