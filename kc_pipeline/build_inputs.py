"""What a warehouse is built from: submissions, the ledger's memory, declarations, the program.

Published as ``quality.inputs``, so that any snapshot says by itself what it comes from, and what an
edition must keep to be made again. Nothing is read here but bytes to hash, and nothing heavy is
loaded: a look whether anything changed uses it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

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
