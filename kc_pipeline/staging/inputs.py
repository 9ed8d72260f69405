"""``staging.inputs``: all that a build is made from, as one table."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from kc_pipeline.build_inputs import Input, InputKind, declarations, program
from kc_pipeline.resolution.ledger import Entry, Ledger
from kc_pipeline.resolution.submission import Submission


def inputs(
    home: Path, submissions: Iterable[Submission], ledger: Ledger, today: date
) -> tuple[Input, ...]:
    """All inputs of a build, by kind and path; ``ledger`` is what it was before the build.

    The day is one: what is due depends on it.
    """
    lying = (
        Input(InputKind.SUBMISSION, s.taken.path, s.taken.sha256 or None, s.taken.modified_at)
        for s in submissions
        if s.is_in_raw
    )
    remembered = (_remembered(entry) for entry in ledger.entries)
    day = Input(InputKind.DAY, today.isoformat())
    found = [*lying, *remembered, day, *declarations(home), *program()]
    return tuple(sorted(found, key=lambda i: (i.kind, i.path, i.sha256 or "")))


def inputs_table(found: Sequence[Input]) -> pa.Table:
    """One row an input; times in UTC."""
    schema = pa.schema(
        [
            ("kind", pa.string()),
            ("path", pa.string()),
            ("sha256", pa.string()),
            ("modified_at", pa.timestamp("us")),
            ("replaced_by", pa.string()),
            ("withdrawn_at", pa.timestamp("us")),
            ("withdrawn_why", pa.string()),
        ]
    )
    rows = [
        {
            "kind": str(one.kind),
            "path": one.path,
            "sha256": one.sha256,
            "modified_at": _naive(one.modified_at),
            "replaced_by": one.replaced_by,
            "withdrawn_at": _naive(one.withdrawn_at),
            "withdrawn_why": one.withdrawn_why,
        }
        for one in found
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _remembered(entry: Entry) -> Input:
    return Input(
        InputKind.ACCEPTED_BEFORE,
        entry.path,
        entry.sha256,
        entry.modified_at,
        entry.replaced_by,
        entry.withdrawn_at,
        entry.withdrawn_why,
    )


def _naive(time: datetime | None) -> datetime | None:
    return None if time is None else time.astimezone(UTC).replace(tzinfo=None)
