"""What each version of a report changed against the one before it, as a staging table."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from kc_pipeline.comparing.readings import FieldChange, compare_readings
from kc_pipeline.resolution.predecessors import predecessors
from kc_pipeline.resolution.submission import Submission

_TEXTS = (
    "submission_id",
    "predecessor_id",
    "table_name",
    "project_code",
    "column_name",
    "change",
    "old_sheet",
    "old_cell",
    "old_value",
    "new_sheet",
    "new_cell",
    "new_value",
)
_SCHEMA = pa.schema([("change_no", pa.int64()), *((name, pa.string()) for name in _TEXTS)])


def version_changes_table(submissions: Iterable[Submission]) -> pa.Table:
    """One row a value that a version has otherwise than its predecessor, numbered by version."""
    rows = [
        row
        for version, predecessor in predecessors(submissions)
        for row in _changes(version, predecessor)
    ]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _changes(version: Submission, predecessor: Submission) -> Iterator[dict[str, object]]:
    if version.reading is None or predecessor.reading is None:
        return
    changes = compare_readings(predecessor.reading, version.reading)
    for number, change in enumerate(changes, start=1):
        ids = (version.submission_id, predecessor.submission_id)
        yield {"change_no": number, **dict(zip(_TEXTS, (*ids, *_told(change)), strict=True))}


def _told(change: FieldChange) -> tuple[str | None, ...]:
    sides = (
        (side.sheet, side.cell, side.value) if side is not None else (None, None, None)
        for side in (change.old, change.new)
    )
    (old, new) = sides
    return change.table, change.key, change.column, str(change.kind), *old, *new
