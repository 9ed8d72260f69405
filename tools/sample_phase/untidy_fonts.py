"""Sheets typed in the fonts of the time before Unicode, wholly or in part."""

from collections.abc import Callable
from dataclasses import replace

from tools.sample_phase import tcvn3, vni
from tools.sample_phase.sheets import Cell, Sheet
from tools.sample_phase.submission import RECONSTRUCTION


def in_tcvn3(sheet: Sheet) -> Sheet:
    """All text in the old fonts, but for the remark, which is ours and stays legible."""
    return _changed(sheet, _tcvn3_cell, lambda _row: True)


def partly_in_tcvn3(sheet: Sheet) -> Sheet:
    """Every other row in the old fonts, as where two people filled in one sheet."""
    return _changed(sheet, _tcvn3_cell, lambda row: row % 2 == 0)


def in_vni(sheet: Sheet) -> Sheet:
    """All text in a VNI font."""
    return _changed(sheet, _vni_cell, lambda _row: True)


def _changed(
    sheet: Sheet, change: Callable[[Cell, str], Cell], concerns: Callable[[int], bool]
) -> Sheet:
    cells = {
        (row, column): change(old, old.value)
        if isinstance(old.value, str) and RECONSTRUCTION not in old.value and concerns(row)
        else old
        for (row, column), old in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


def _tcvn3_cell(old: Cell, text: str) -> Cell:
    headline = old.style.capitals or (old.style.bold and text.isupper())
    font = tcvn3.CAPITAL_FONT if headline else tcvn3.FONT
    text = text.lower() if headline else text
    if not tcvn3.can_write(text):
        return old
    return replace(old, value=tcvn3.encoded(text), style=replace(old.style, font=font))


def _vni_cell(old: Cell, text: str) -> Cell:
    return replace(old, value=vni.encoded(text), style=replace(old.style, font=vni.FONT))
