"""The hash of each submission in raw/, worked out again only where the file system tells a change.

A hash is kept with size, times of change (of the bytes and of the file's entry) and number of each
file; where all are the same, so are the bytes. Setting a file's time back does not hide a change,
since that itself is a change of its entry; Windows has no such time, and there only
``kc run --full`` finds a file of the same size whose time was set back.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.content_hash import csv_files, hash_submission
from kc_pipeline.intake.raw_folder import RawEntry, leads_out
from kc_pipeline.looking.replaced_file import read_json, replace_json

_SETTLED_NS = 2_000_000_000
"""A file changed within two seconds of being looked at may change again without another time."""

_Marks = list[list[int | str]]


class SeenHashes:
    """The kept hashes of one raw folder, in one file."""

    def __init__(self, file: Path, raw: Path) -> None:
        """Read what is kept; a damaged file is as good as none."""
        self._file = file
        self._raw = raw
        self._kept = read_json(file) or {}

    def of(self, entries: Iterable[RawEntry], now_ns: int) -> tuple[Input, ...]:
        """Each entry with its hash, None where it cannot be read; keeps the hashes for next time.

        ``now_ns`` is the time in nanoseconds, as the file system's clock tells it.
        """
        kept: dict[str, object] = {}
        found: list[Input] = []
        for entry in entries:
            sha256 = None if leads_out(entry, self._raw) else self._hash(entry, now_ns, kept)
            found.append(Input(InputKind.SUBMISSION, entry.path, sha256, entry.modified_at))
        if kept != self._kept:
            replace_json(self._file, kept)
        return tuple(found)

    def known(self, entry: RawEntry) -> str | None:
        """The kept hash of an entry that nobody touched since; None where nothing is to be told."""
        try:
            marks = _marks(entry.location)
        except (OSError, UnreadableSubmission):
            return None
        return self._known(entry, marks)

    def _known(self, entry: RawEntry, marks: _Marks) -> str | None:
        known = self._kept.get(entry.path)
        if isinstance(known, dict) and known.get("marks") == marks:
            return str(known["sha256"])
        return None

    def _hash(self, entry: RawEntry, now_ns: int, kept: dict[str, object]) -> str | None:
        try:
            marks = _marks(entry.location)
            known = self._known(entry, marks)
            if known is not None:
                kept[entry.path] = self._kept[entry.path]
                return known
            sha256 = hash_submission(entry.location)
            if _is_settled(marks, now_ns) and _marks(entry.location) == marks:
                kept[entry.path] = {"marks": marks, "sha256": sha256}
        except (OSError, UnreadableSubmission):
            return None
        return sha256


def _marks(location: Path) -> _Marks:
    told = location.stat()
    if not S_ISDIR(told.st_mode):
        return [[location.name, *_mark(told)]]
    return [[file.name, *_mark(file.stat())] for file in csv_files(location)]


def _mark(stat: os.stat_result) -> list[int]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _is_settled(marks: _Marks, now_ns: int) -> bool:
    times = (int(time) for _, _, *rest in marks for time in rest[:2])
    return all(time < now_ns - _SETTLED_NS for time in times)
