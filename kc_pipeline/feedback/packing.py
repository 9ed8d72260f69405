"""Saving a workbook so that the same content gives the same bytes, formulas with their values.

openpyxl writes formulas without the values they had and stamps the time; here both are put right
in the finished archive. Files are replaced as a whole.
"""

import io
import os
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.workbook import Workbook

FormulaValue = str | float | bool | date | datetime | time | timedelta
FormulaValues = Mapping[str, Mapping[str, FormulaValue]]
"""What formulas gave, by sheet and cell. An error is its text, ``#REF!``."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FORMULA = re.compile(
    rb'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style>[^>]*)>(?P<formula><f[^>]*>[^<]*</f>|<f[^>]*/>)'
    rb"<v ?(?:/>|></v>)</c>"
)
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")


def save(
    workbook: Workbook, target: Path, *, modified: datetime, values: FormulaValues | None = None
) -> None:
    """Write the workbook as .xlsx, whole or not at all; the folder is made if need be."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = {
        f"xl/worksheets/sheet{number}.xml": dict((values or {}).get(sheet.title, {}))
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(unfinished, "w") as packed:
            for name in source.namelist():
                content = source.read(name)
                if name == _CORE:
                    stamp = f"{modified:%Y-%m-%dT%H:%M:%SZ}".encode()
                    content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
                elif parts.get(name):
                    content = _with_values(content, parts[name], workbook.epoch)
                entry = zipfile.ZipInfo(name, _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _with_values(content: bytes, values: Mapping[str, FormulaValue], epoch: datetime) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = values.get(found["cell"].decode())
        if value is None:
            return found[0]
        kind, text = _stored(value, epoch)
        start = b'<c r="' + found["cell"] + b'"' + found["style"] + kind + b">"
        return start + found["formula"] + b"<v>" + text + b"</v></c>"

    return _FORMULA.sub(filled, content)


def _stored(value: FormulaValue, epoch: datetime) -> tuple[bytes, bytes]:
    """The type's attribute and the text of a value."""
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, str):
        kind = b' t="e"' if _ERROR.fullmatch(value) else b' t="str"'
        return kind, escape(value).encode()
    if isinstance(value, date | datetime | time | timedelta):
        serial: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        value = serial
    return b"", repr(value).encode()
