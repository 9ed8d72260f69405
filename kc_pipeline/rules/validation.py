"""One pandera call a form table over the rows of all submissions, its failures told as issues.

Values are parsed before (`kc_pipeline.intake`); nothing is coerced here and no row is dropped.
What an error does to a row, and rules across rows, are decided elsewhere.
"""

from collections.abc import Collection, Mapping
from string import ascii_uppercase
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from pandera.errors import SchemaErrors

from kc_pipeline.rules.finding import Issue, Severity
from kc_pipeline.rules.places import Cells, RowIssue, RowPlace
from kc_pipeline.rules.row_rule import RowRule, row_rules
from kc_pipeline.schemas.columns import Kind
from kc_pipeline.schemas.form_table import FormTable

MISSING: Final = "value.missing"

_OUT_OF_RANGE: Final = {
    Kind.MONEY: "money.negative",
    Kind.COUNT: "count.negative",
    Kind.NUMBER: "count.negative",
    Kind.CODE: "required.unknown_code",
}
# The one coded number: the reader looks it up in a list whose codes are the decree's contents.
_ALLOWED: Final = {"required.unknown_code": ", ".join(map(str, range(1, 10)))}
_RANGE_CHECKS: Final = ("greater_than_or_equal_to(", "less_than_or_equal_to(")

# Arrow type and pandas type of the columns a model declares, by the name of the pandera type.
_TYPES: Final = {
    "Int64": (pa.int64(), pd.Int64Dtype()),
    "Float64": (pa.float64(), pd.Float64Dtype()),
    "string[pyarrow]": (pa.string(), pd.StringDtype("pyarrow")),
}
_DAY: Final = pa.timestamp("us")


def frame_from_arrow(rows: pa.Table, model: type[FormTable]) -> pd.DataFrame:
    """Give the frame of a form table, ready for `validate`.

    ``rows`` has a column ``row_id`` and the model's columns; others are left out. Whole numbers
    stay whole on the way (money is exact), texts become ``StringDtype``, days ``datetime64[us]``.
    Raises `pyarrow.ArrowInvalid` where a value does not fit its column, KeyError where a column is
    missing.
    """
    columns = model.to_schema().columns
    data = {name: _series(rows.column(name), str(columns[name].dtype)) for name in columns}
    index = pd.Index(rows.column("row_id").to_numpy(), dtype="int64", name="row_id")
    return pd.DataFrame(data).set_axis(index, axis="index")


def validate(
    model: type[FormTable],
    frame: pd.DataFrame,
    places: Mapping[int, RowPlace],
    cells: Cells,
    held_back: Collection[tuple[str, str, str]] = frozenset(),
    *,
    not_there: Collection[tuple[str, str, str]] = frozenset(),
) -> list[RowIssue]:
    """Check the rows of one form table and give every issue at its cell, in the frame's order.

    ``places`` tells where the row of a row id stands. ``held_back`` are the cells (submission,
    sheet, cell) at which an error stands already: that the value is absent there is not
    reported again, unless the cell lies in another row (a group row's), for then this row has no
    error of its own yet. ``not_there`` are the columns (submission, sheet, column) whose absence
    has rejected a whole sheet; its rows are not told of it one by one. Raises ValueError where the
    frame is not of the model: that is no fault of the submission.
    """
    rows = {row_id: position for position, row_id in enumerate(frame.index)}
    columns = {name: position for position, name in enumerate(frame.columns)}
    rules = {marked.rule.code: marked for marked in row_rules(model)}
    faults = _without_consequences(_faults(model, frame), rules)
    blank, table = frame.isna(), model.table()
    issues: list[RowIssue] = []
    ordered = sorted(faults, key=lambda fault: (rows[fault[0]], columns[fault[1]], fault[2]))
    for row_id, column, code in ordered:
        row = places[row_id]
        if (row.submission_id, row.sheet, column) in not_there:
            continue
        cell = cells(row, column)
        own = cell.cell.lstrip(ascii_uppercase) == str(row.row_no)
        absent = own and bool(blank.loc[row_id, column])
        if absent and (row.submission_id, row.sheet, cell.cell) in held_back:
            continue
        details = {"heading": table.column(column).label_vi}
        if code in _ALLOWED:
            details["allowed"] = _ALLOWED[code]
        if code in rules:
            details |= _shown(rules[code], row, cells)
        issue = Issue(code, row.sheet, cell.cell, row.row_no, cell.raw, details)
        issues.append(RowIssue(row, issue, row_id))
    return issues


def _series(values: pa.ChunkedArray, type_name: str) -> "pd.Series[Any]":
    if type_name not in _TYPES:
        days: pd.Series[Any] = values.cast(_DAY).to_pandas()
        return days.astype("datetime64[us]")
    arrow_type, pandas_type = _TYPES[type_name]
    # Through the extension type itself: `to_pandas` alone turns whole numbers with gaps to floats.
    exact: pd.Series[Any] = values.cast(arrow_type).to_pandas(types_mapper=lambda _: pandas_type)
    return exact


def _faults(model: type[FormTable], frame: pd.DataFrame) -> set[tuple[int, str, str]]:
    """Give row id, column and code of every failure, a rule over the row once only."""
    try:
        model.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["index", "column", "check"]].drop_duplicates()
    else:
        return set()
    at = {marked.rule.code: marked.at for marked in row_rules(model)}
    kinds = {column.name: column.kind for column in model.table().columns}
    faults: set[tuple[int, str, str]] = set()
    for index, column, check in cases.itertuples(index=False, name=None):
        code = check if check in at else _code(str(check), kinds.get(column))
        if code is None or pd.isna(index):
            raise ValueError(f"{model.__name__}: the frame fails {check} ({column})")
        faults.add((int(index), at.get(code, column), code))
    return faults


def _without_consequences(
    faults: set[tuple[int, str, str]], rules: Mapping[str, RowRule]
) -> set[tuple[int, str, str]]:
    """Leave out what a rule short of an error says of values that have an error already."""
    lesser = {c: rule for c, rule in rules.items() if rule.rule.severity is not Severity.ERROR}
    wrong = {(row_id, column) for row_id, column, code in faults if code not in lesser}
    return {
        (row_id, column, code)
        for row_id, column, code in faults
        if code not in lesser
        or wrong.isdisjoint((row_id, judged) for judged in (column, *lesser[code].needs))
    }


def _code(check: str, kind: Kind | None) -> str | None:
    if kind is None:
        return None
    if check == "not_nullable":
        return MISSING
    return _OUT_OF_RANGE.get(kind) if check.startswith(_RANGE_CHECKS) else None


def _shown(marked: RowRule, row: RowPlace, cells: Cells) -> dict[str, str]:
    details: dict[str, str] = {}
    for column in marked.columns:
        shown = cells(row, column)
        details |= {column: shown.raw or "", f"{column}_cell": shown.cell}
    return details
