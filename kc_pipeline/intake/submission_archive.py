"""The bytes of every submission ever taken in, by content.

raw/ belongs to the officer, who may overwrite or remove a file at any moment; what is parsed,
traced and frozen are these copies. A copy is made before it is hashed, so that hash and reading
are of the same bytes.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.content_hash import csv_files, hash_submission

_CHUNK = 1 << 20
_USUAL_ENDINGS = ("", ".csv", ".ods", ".xls", ".xlsm", ".xlsx")


class SubmissionArchive:
    """The kept copies under one folder."""

    def __init__(self, folder: Path, behind: "SubmissionArchive | None" = None) -> None:
        """Keep copies in that folder, made when the first is kept; ``behind`` is only read."""
        self._folder = folder
        self._behind = behind

    def keep(self, location: Path) -> str:
        """Copy a file or a folder of CSV files; its SHA-256.

        Raises UnreadableSubmission when a link leads out of it, and ``file.not_taken`` when it
        cannot be read or changes meanwhile; OSError when the copy cannot be written: that is no
        fault of the submission.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f".{os.getpid()}.tmp{_ending(location)}"
        _remove(unfinished)
        try:
            if location.is_dir():
                with _reading():
                    files = csv_files(location)
                unfinished.mkdir()
                for file in files:
                    _copy(file, unfinished / file.name)
            else:
                _copy(location, unfinished)
            sha256 = hash_submission(unfinished)
            kept = self.location(sha256, _ending(location))
            if not kept.exists():
                unfinished.rename(kept)
        finally:
            _remove(unfinished)
        return sha256

    def location(self, sha256: str, ending: str) -> Path:
        """Where the copy of those bytes is; a folder's has no ending."""
        return self._folder / f"{sha256}{ending}"

    def has(self, sha256: str, location: Path) -> bool:
        """Whether a copy of those bytes is kept that such a file or folder would be kept as."""
        return self.location(sha256, _ending(location)).exists()

    def every(self) -> dict[str, Path]:
        """Every kept copy by its hash, the folder listed once."""
        if not self._folder.is_dir():
            return {}
        kept = sorted(path for path in self._folder.iterdir() if not path.name.startswith("."))
        return {path.name.partition(".")[0]: path for path in reversed(kept)}

    def find(self, sha256: str) -> Path | None:
        """The copy of those bytes under whatever ending; None if there is none."""
        usual = (self.location(sha256, ending) for ending in _USUAL_ENDINGS)
        own = next((path for path in usual if path.exists()), None)
        if own is None:  # to list the folder for each of some thousand copies would take a minute
            own = next(iter(sorted(self._folder.glob(f"{sha256}*"))), None)
        return self._behind.find(sha256) if own is None and self._behind else own


def _copy(source: Path, target: Path) -> None:
    """Copy the bytes; what is written to meanwhile is not taken, for it would be half a file."""
    with target.open("xb") as copy:
        with _reading():
            opened = source.open("rb")
        with opened:
            before = _mark(os.fstat(opened.fileno()))
            # No more than there was: what grows as fast as it is read would never end.
            for _ in range(0, before[0], _CHUNK):
                copy.write(_chunk(opened))
        with _reading():
            after = _mark(source.stat())
    if before != after:
        raise UnreadableSubmission("file.not_taken", "changed while it was copied")


def _chunk(opened: BinaryIO) -> bytes:
    with _reading():
        return opened.read(_CHUNK)


def _mark(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


@contextmanager
def _reading() -> Iterator[None]:
    """Tell what cannot be read from what cannot be written."""
    try:
        yield
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise UnreadableSubmission("file.not_taken", told) from error


def _ending(location: Path) -> str:
    return "" if location.is_dir() else location.suffix.lower()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
