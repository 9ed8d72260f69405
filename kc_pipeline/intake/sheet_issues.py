"""What is to be told of any sheet that is read, whatever it holds.

What is hidden, cells without a usable value, remarks on cells, and formulas that lead out of the
file. What the formulas of a table give away is for `formula_forensics`.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from kc_pipeline.intake.formula_shapes import shown
from kc_pipeline.intake.grid import CellProblem, Sheet, address, column_letter
from kc_pipeline.intake.own_comments import REMARK, without_own
from kc_pipeline.intake.wording import tidy
from kc_pipeline.rules.finding import Issue

_FLAWS = {
    CellProblem.ERROR_VALUE: "cell.error_value",
    CellProblem.FORMULA_WITHOUT_VALUE: "cell.formula_without_value",
    CellProblem.TEXT_TOO_LONG: "cell.text_too_long",
}
_TEXT = re.compile(r'(?<!")"(?:[^"]|"")*+"')
_LEADS_OUT = re.compile(
    # A sheet of another workbook, a file or address, another program, or a function that fetches.
    r"(?P<book>\[[^\[\]]++\][^\[\]!'\"(),;]*+'?!)"
    r"|(?P<address>'?(?:file|https?|ftp):/)"
    r"|(?P<program>\w+\|'?[^'!]*+'?!)"
    r"|(?P<function>\b(?:WEBSERVICE|DDE|RTD|IMPORTXML|IMPORTDATA|IMPORTRANGE)\s*\()",
    re.IGNORECASE,
)


def sheet_issues(sheet: Sheet) -> Iterator[Issue]:
    """The issues of a sheet, those of the whole first, then hidden rows and columns, then cells."""
    if sheet.hidden:
        yield Issue("sheet.hidden", sheet.name)
    yield from _hidden_rows(sheet)
    yield from _hidden_columns(sheet)
    for (row, column), flaw in sorted(sheet.flawed.items()):
        yield Issue(_FLAWS[flaw.problem], sheet.name, address(row, column), row, flaw.shown)
    yield from _formulas_that_lead_out(sheet)
    yield from _remarks(sheet)


def _hidden_rows(sheet: Sheet) -> Iterator[Issue]:
    flawed = dict(sorted(sheet.flawed, reverse=True))
    for row in sorted(sheet.hidden_rows & set(sheet.row_numbers())):
        first = min((*sheet.rows.get(row, ()), *filter(None, [flawed.get(row)])))
        yield Issue("row.hidden", sheet.name, address(row, first), row)


def _hidden_columns(sheet: Sheet) -> Iterator[Issue]:
    """One issue for each run of hidden columns, at the first cell in which something stands."""
    if not sheet.hidden_columns:
        return
    filled = sorted({*sheet.flawed, *((r, c) for r, cells in sheet.rows.items() for c in cells)})
    ascending = enumerate(sorted(sheet.hidden_columns))
    for _, run in groupby(ascending, key=lambda pair: pair[1] - pair[0]):
        columns = [column for _, column in run]
        within = [place for place in filled if columns[0] <= place[1] <= columns[-1]]
        ends = dict.fromkeys((column_letter(columns[0]), column_letter(columns[-1])))
        details = {"columns": "–".join(ends), "filled": str(len(within))}
        yield Issue("column.hidden", sheet.name, address(*within[0]), details=details)


def _formulas_that_lead_out(sheet: Sheet) -> Iterator[Issue]:
    """One issue for each column, at the first of its formulas; the others are counted."""
    first: dict[int, tuple[int, str]] = {}
    count: dict[int, int] = {}
    for (row, column), formula in sorted(sheet.formulas.items()):
        if _LEADS_OUT.search(_TEXT.sub('""', formula)):
            first.setdefault(column, (row, tidy(shown(formula))))
            count[column] = count.get(column, 0) + 1
    for column, (row, formula) in sorted(first.items()):
        cell = address(row, column)
        details = {"formulas": str(count[column])}
        yield Issue("formula.leads_out", sheet.name, cell, row, formula, details)


def _remarks(sheet: Sheet) -> Iterator[Issue]:
    """What somebody wrote into the comments of cells, on one line; what we wrote is no remark."""
    for (row, column), text in sorted(sheet.comments.items()):
        remark = tidy(without_own(text))
        if remark:
            yield Issue(REMARK, sheet.name, address(row, column), row, remark)
