"""The ledger: every submission content ever accepted, where it lay, and what was withdrawn.

raw/ shows only today's files; the ledger remembers those that were overwritten or removed, so that
the last accepted version stays in force. It is one JSON file, replaced as a whole.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A content that was accepted once: the path it last lay at and its file time there.

    ``replaced_by`` is the hash of the content that was put in its place there.
    """

    sha256: str
    path: str
    modified_at: datetime
    replaced_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries by content hash, in the order they were first accepted."""

    entries: tuple[Entry, ...] = ()

    def entry(self, sha256: str) -> Entry | None:
        """The entry of that content, None if it was never accepted."""
        return next((entry for entry in self.entries if entry.sha256 == sha256), None)

    def with_accepted(self, accepted: Iterable[Entry]) -> "Ledger":
        """The ledger after these were accepted; what was withdrawn stays withdrawn."""
        by_hash = {entry.sha256: entry for entry in self.entries}
        for entry in accepted:
            old = by_hash.get(entry.sha256)
            by_hash[entry.sha256] = replace(
                entry,
                withdrawn_at=old.withdrawn_at if old else None,
                withdrawn_why=old.withdrawn_why if old else None,
            )
        return Ledger(tuple(by_hash.values()))

    def with_withdrawn(self, sha256: str, why: str, now: datetime) -> "Ledger":
        """The ledger after that content was taken out of force on purpose. KeyError if unknown."""
        if self.entry(sha256) is None:
            raise KeyError(sha256)
        return Ledger(
            tuple(
                replace(entry, withdrawn_at=now, withdrawn_why=why)
                if entry.sha256 == sha256
                else entry
                for entry in self.entries
            )
        )


def read_ledger(path: Path) -> Ledger:
    """The ledger in that file; an empty one if there is no file yet."""
    if not path.exists():
        return Ledger()
    told = json.loads(path.read_text(encoding="utf-8"))
    return Ledger(tuple(_entry(entry) for entry in told["entries"]))


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Replace the file as a whole, or leave it as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    told = {"entries": [asdict(entry) for entry in ledger.entries]}
    unfinished.write_text(
        json.dumps(told, ensure_ascii=False, indent=1, default=datetime.isoformat),
        encoding="utf-8",
    )
    unfinished.replace(path)


def _entry(told: dict[str, str | None]) -> Entry:
    return Entry(
        sha256=str(told["sha256"]),
        path=str(told["path"]),
        modified_at=datetime.fromisoformat(str(told["modified_at"])),
        replaced_by=told.get("replaced_by"),
        withdrawn_at=datetime.fromisoformat(told["withdrawn_at"]) if told["withdrawn_at"] else None,
        withdrawn_why=told["withdrawn_why"],
    )
