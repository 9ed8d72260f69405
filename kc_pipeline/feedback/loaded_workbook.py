"""A clerk's own .xlsx or .xlsm as openpyxl holds it, with what its formulas gave.

Macros are left out. The file has been opened by `kc_pipeline.intake.opening` before: nothing here
looks for dangers.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from kc_pipeline.feedback.packing import FormulaValues


@dataclass(frozen=True, slots=True)
class LoadedWorkbook:
    """The workbook, and the values of its formulas by sheet and cell."""

    workbook: Workbook
    values: FormulaValues


def load(path: Path) -> LoadedWorkbook:
    """Load a file with everything openpyxl keeps, text in several fonts included.

    Raises whatever openpyxl raises for a file that calamine reads and it does not.
    """
    with path.open("rb") as file, warnings.catch_warnings():
        # openpyxl warns of each thing it will lose; `annotating` says it once for all.
        warnings.simplefilter("ignore")
        workbook = load_workbook(file, rich_text=True)
        formulas = {sheet.title: set(_formulas(workbook, sheet.title)) for sheet in workbook}
        values: FormulaValues = {}
        if any(formulas.values()):
            computed = load_workbook(file, data_only=True)
            values = {
                name: {
                    cell: value
                    for cell in cells
                    if (value := computed[name][cell].value) is not None
                }
                for name, cells in formulas.items()
            }
    return LoadedWorkbook(workbook, values)


def _formulas(workbook: Workbook, name: str) -> Iterator[str]:
    for row in workbook[name].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield cell.coordinate
