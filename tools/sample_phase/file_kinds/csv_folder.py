"""Sheets as CSV files, as Excel saves them in Vietnam: semicolons, decimal comma, BOM."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.sample_phase.sheets import CellValue, Sheet


def write(sheets: Sequence[Sheet], folder: Path) -> None:
    """Writes one file a sheet into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        rows, columns = sheet.extent
        path = folder / f"{sheet.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            for row in range(rows):
                cells = (sheet.cells.get((row, column)) for column in range(columns))
                writer.writerow(_shown(cell.value if cell else None) for cell in cells)


def _shown(value: CellValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value if isinstance(value, str) else str(value).replace(".", ",")
