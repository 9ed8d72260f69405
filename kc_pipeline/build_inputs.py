"""What a warehouse is built from: submissions, the ledger's memory, declarations, the program.

Published as ``quality.inputs``, so that any snapshot says by itself what it comes from, and what an
edition must keep to be made again. Nothing is read here but bytes to hash.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from kc_pipeline.resolution.in_force import Submission
from kc_pipeline.resolution.ledger import Entry, Ledger

_PACKAGE = Path(__file__).resolve().parent
_LOCK = _PACKAGE.parent / "requirements.lock"


class InputKind(StrEnum):
    """What an input is."""

    SUBMISSION = "submission"
    ACCEPTED_BEFORE = "accepted_before"
    DECLARATION = "declaration"
    DAY = "day"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One thing a warehouse is built from.

    ``path`` is relative to raw/ for submissions, to the home for declarations, and the day itself
    for the day. ``sha256`` is None for the day and for a submission that could not be copied. The
    last three tell of the ledger's entries.
    """

    kind: InputKind
    path: str
    sha256: str | None = None
    modified_at: datetime | None = None
    replaced_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None


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


def declarations(home: Path) -> Iterator[Input]:
    """Every file under ``assets/``, by path."""
    for path in sorted((home / "assets").rglob("*")):
        relative = path.relative_to(home)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield Input(InputKind.DECLARATION, relative.as_posix(), digest)


def program() -> Iterator[Input]:
    """The package as one hash over its modules, and the lock file of what it depends on."""
    digest = hashlib.sha256()
    for module in sorted(_PACKAGE.rglob("*.py")):
        content = hashlib.sha256(module.read_bytes()).hexdigest()
        digest.update(f"{module.relative_to(_PACKAGE).as_posix()} {content}\n".encode())
    yield Input(InputKind.PROGRAM, _PACKAGE.name, digest.hexdigest())
    if _LOCK.is_file():  # not there where the package was installed without its checkout
        yield Input(InputKind.PROGRAM, _LOCK.name, hashlib.sha256(_LOCK.read_bytes()).hexdigest())


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
