"""The staging tables as Arrow, made from the submissions: one function a table.

Grain and columns of each stand in its function's docstring. Rows and cells are for `rows`. Nothing
is judged here.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC

import pyarrow as pa

from kc_pipeline.intake.reading import Fate, SheetReading
from kc_pipeline.reference import Row
from kc_pipeline.resolution.submission import Standing, Submission


def submissions_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a submission: identity, standing, form, path, hash, time received (UTC)."""
    schema = pa.schema(
        [
            ("submission_id", pa.string()),
            ("unit_code", pa.string()),
            ("year", pa.int64()),
            ("version", pa.int64()),
            ("form", pa.string()),
            ("path", pa.string()),
            ("sha256", pa.string()),
            ("received_at", pa.timestamp("us")),
            ("standing", pa.string()),
            ("in_force", pa.bool_()),
            ("rejected", pa.bool_()),
        ]
    )
    return pa.Table.from_pylist([_submission(s) for s in submissions], schema=schema)


def _submission(submission: Submission) -> dict[str, object]:
    reading = submission.reading
    return {
        "submission_id": submission.submission_id,
        "unit_code": submission.identity.unit_code,
        "year": submission.identity.year,
        "version": submission.identity.version,
        "form": (reading.form or None) if reading else None,
        "path": submission.taken.path,
        "sha256": submission.taken.sha256 or None,
        "received_at": submission.received_at.astimezone(UTC).replace(tzinfo=None),
        "standing": str(submission.standing),
        "in_force": submission.standing is Standing.IN_FORCE,
        "rejected": submission.standing is Standing.REJECTED,
    }


def read_submissions(submissions: Iterable[Submission]) -> list[Submission]:
    """Those that could be opened and are no duplicate: the ones whose rows are staged."""
    return [s for s in submissions if s.reading and s.standing is not Standing.DUPLICATE]


def cover_facts_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a cover fact of a submission: name, canonical value, sheet, cell, raw text."""
    rows = [
        (s.submission_id, fact.name, fact.value, fact.sheet, fact.cell, fact.raw)
        for s in read_submissions(submissions)
        if s.reading
        for fact in s.reading.cover
    ]
    return _texts(("submission_id", "name", "value", "sheet", "cell", "raw"), rows)


def sheets_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a table sheet: its table, rows read and not data, the rule that rejects it if any."""
    rows = [
        {
            "submission_id": s.submission_id,
            "sheet": sheet.name,
            "table_name": sheet.table,
            "rows_read": sheet.rows_read,
            "rows_not_data": sum(fate.fate is not Fate.DATA for fate in sheet.fates),
            "rejected": sheet.rejected,
        }
        for s, sheet in _sheets(submissions)
    ]
    schema = pa.schema(
        [
            ("submission_id", pa.string()),
            ("sheet", pa.string()),
            ("table_name", pa.string()),
            ("rows_read", pa.int64()),
            ("rows_not_data", pa.int64()),
            ("rejected", pa.string()),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def seen_rows_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a non-empty row of a table sheet: what the reader took it for, and why."""
    rows = [
        {
            "submission_id": s.submission_id,
            "sheet": sheet.name,
            "table_name": sheet.table,
            "row_no": seen.row_no,
            "read_as": str(seen.fate),
            "read_why": seen.reason,
        }
        for s, sheet in _sheets(submissions)
        for seen in sheet.fates
    ]
    schema = pa.schema(
        [
            ("submission_id", pa.string()),
            ("sheet", pa.string()),
            ("table_name", pa.string()),
            ("row_no", pa.int64()),
            ("read_as", pa.string()),
            ("read_why", pa.string()),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def columns_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a recognised column of a sheet: canonical name and the letters it stands under."""
    rows = [
        (s.submission_id, sheet.name, sheet.table, name, letters)
        for s, sheet in _sheets(submissions)
        for name, letters in sheet.columns.items()
    ]
    return _texts(("submission_id", "sheet", "table_name", "column_name", "letters"), rows)


def _sheets(submissions: Iterable[Submission]) -> list[tuple[Submission, SheetReading]]:
    return [
        (s, sheet) for s in read_submissions(submissions) if s.reading for sheet in s.reading.sheets
    ]


def reference_table(rows: Sequence[Row], columns: Sequence[str]) -> pa.Table:
    """A reference table, every value as text, blank as null."""
    return _texts(columns, [tuple(row[column] or None for column in columns) for row in rows])


def _texts(names: Sequence[str], rows: Sequence[tuple[str | None, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.table(
        {name: pa.array(c, pa.string()) for name, c in zip(names, columns, strict=True)}
    )
