"""Sheets as CSV files; as Excel saves them in Vietnam: semicolons, decimal comma, BOM."""

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.sample_phase.sheets import CellValue, Sheet

WINDOWS_1258 = "cp1258"
TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class CsvStyle:
    """What stands between two values, and how letters are written as bytes."""

    delimiter: str = ";"
    encoding: str = "utf-8-sig"


USUAL = CsvStyle()


def write(sheets: Sequence[Sheet], folder: Path, style: CsvStyle = USUAL) -> None:
    """Writes one file a sheet into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        rows, columns = sheet.extent
        path = folder / f"{sheet.name}.csv"
        with path.open("w", encoding=style.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=style.delimiter)
            for row in range(rows):
                cells = (sheet.cells.get((row, column)) for column in range(columns))
                writer.writerow(_shown(cell.value if cell else None, style) for cell in cells)


def _shown(value: CellValue | None, style: CsvStyle) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = value if isinstance(value, str) else str(value).replace(".", ",")
    if style.encoding == WINDOWS_1258:
        return "".join(_in_windows_1258(letter) for letter in text)
    return text


def _in_windows_1258(letter: str) -> str:
    """The letter, or its base and its tone, which that encoding writes one after the other."""
    try:
        letter.encode(WINDOWS_1258)
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in TONES]
        rest = "".join(part for part in parts if part not in TONES)
        return unicodedata.normalize("NFC", rest) + "".join(tones)
    return letter
