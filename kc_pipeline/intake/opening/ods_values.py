"""What the attributes and the text of an ods cell stand for.

Where cells are and how they repeat belongs to `ods_table`.
"""

import re
from collections.abc import Callable

from kc_pipeline.intake.grid import CellProblem, CellValue, FlawedCell
from kc_pipeline.intake.opening import serials
from kc_pipeline.intake.opening.ods_styles import OFFICE, TABLE
from kc_pipeline.intake.opening.stored_number import from_decimal
from kc_pipeline.intake.opening.xml_events import Attributes

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

Content = CellValue | FlawedCell

_ERROR = re.compile(r"#(DIV/0!|REF!|N/A|NAME\?|NUM!|VALUE!|NULL!)|Err:\d+", re.ASCII)
_FORMULA_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9]*:(?==)")
_DURATION = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?", re.ASCII)


def formula_of(cell: Attributes) -> str | None:
    """The formula beginning with ``=``, without the name of the language it is in."""
    written = cell.get(TABLE + "formula")
    if written is None:
        return None
    plain = _FORMULA_LANGUAGE.sub("", written, count=1)
    return plain if plain.startswith("=") else f"={plain}"


def content_of(cell: Attributes, text: str | None) -> Content | None:
    """The content of a cell with its shown text (None if it has none); None is blank."""
    formula = formula_of(cell)
    kind = cell.get(OFFICE + "value-type")
    is_error = cell.get(CALC + "value-type") == "error"
    if is_error or (formula is not None and _ERROR.fullmatch(text or "")):
        return FlawedCell(CellProblem.ERROR_VALUE, text or "#")
    content = _typed(kind, cell, text)
    if content is None and formula is not None:
        return FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, formula)
    return content


def _typed(kind: str | None, cell: Attributes, text: str | None) -> Content | None:
    if kind is None:
        return text
    if kind == "string":
        return text if text is not None else cell.get(OFFICE + "string-value", "")
    attribute, meaning = _TYPES.get(kind, ("value-type", _unusable))
    written = cell.get(OFFICE + attribute)
    return meaning(written) if written else None


def _number(written: str) -> Content:
    value = from_decimal(written)
    return _unusable(written) if value is None else value


def _truth(written: str) -> Content:
    return written == "true" if written in ("true", "false") else _unusable(written)


def _day(written: str) -> Content:
    return serials.from_iso(written) or _unusable(written)


def _time(written: str) -> Content:
    """A time of day; a duration of a day or more is a number of days, as Excel has it."""
    match = _DURATION.fullmatch(written)
    if match is None:
        return _unusable(written)
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    days = (hours * 3600 + minutes * 60 + seconds) / 86_400
    return serials.from_serial(days, serials.Format.TIME, epoch_1904=False) if days < 1 else days


def _unusable(written: str) -> FlawedCell:
    return FlawedCell(CellProblem.ERROR_VALUE, written)


_TYPES: dict[str, tuple[str, Callable[[str], Content]]] = {
    "float": ("value", _number),
    "percentage": ("value", _number),
    "currency": ("value", _number),
    "boolean": ("boolean-value", _truth),
    "date": ("date-value", _day),
    "time": ("time-value", _time),
}
