"""The places a check found fault with, as a terminal shows them: cells around each, by cause.

Every cause has its true count, however few of its places are shown. What the findings are is for
`checking`; a workbook that shows them all is for `annotating`.
"""

from collections.abc import Iterator

from openpyxl.utils.cell import coordinate_to_tuple
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.severity_look import WORDS, gravest_first
from kc_pipeline.intake.grid import Sheet, column_letter
from kc_pipeline.intake.values import as_text
from kc_pipeline.rules.finding import Finding, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_ROWS_AROUND = 1
_COLUMNS_AROUND = 2
_LONGEST = 24


def excerpt(check: FileCheck, *, places: int = 3) -> Iterator[RenderableType]:
    """For each cause, the gravest first: its count, then the cells around the first places.

    Nothing of a submission is taken for markup.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in check.findings:
        by_code.setdefault(finding.code, []).append(finding)
    causes = sorted(
        by_code.values(), key=lambda found: (gravest_first(found[0].severity), -len(found))
    )
    sheets = {sheet.name: sheet for sheet in check.workbook.sheets} if check.workbook else {}
    for found in causes:
        severity = found[0].severity
        yield Text(f"{WORDS[severity]} {found[0].code}: {len(found)}", style=_STYLES[severity])
        for finding in found[:places]:
            yield Text(f"  {finding.message_vi}")
            sheet = sheets.get(finding.sheet or "")
            if sheet is not None and finding.cell:
                yield _cells_around(sheet, finding.cell, _STYLES[severity])
        if len(found) > places:
            yield Text(f"  … và {len(found) - places} chỗ khác")


def _cells_around(sheet: Sheet, cell: str, style: str) -> Table:
    row, column = coordinate_to_tuple(cell)
    first = max(1, column - _COLUMNS_AROUND)
    columns = range(first, column + _COLUMNS_AROUND + 1)
    table = Table(title=Text(sheet.name), title_justify="left", show_lines=False)
    table.add_column("")
    for number in columns:
        table.add_column(column_letter(number))
    for number in range(max(1, row - _ROWS_AROUND), row + _ROWS_AROUND + 1):
        texts = (
            Text(
                _shown(sheet, number, at),
                style=f"{style} reverse" if (number, at) == (row, column) else "",
            )
            for at in columns
        )
        table.add_row(str(number), *texts)
    return table


def _shown(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.rows.get(row, {}).get(column)
    flaw = sheet.flawed.get((row, column))
    text = flaw.shown if flaw else "" if value is None else as_text(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
