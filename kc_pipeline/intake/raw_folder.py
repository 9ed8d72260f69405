"""What lies in ``raw/``: one entry a submission file or folder of CSV files. Nothing is opened."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kc_pipeline.intake.dates import is_sensible_year

_IGNORED_NAMES = re.compile(
    r"\..*|~\$.*|README.*|Thumbs\.db|desktop\.ini|.*\.tmp|.*\.part", re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}")
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One submission as it lies in raw/: path relative to raw/ with slashes, and its file time."""

    path: str
    location: Path
    modified_at: datetime

    @property
    def year(self) -> int | None:
        """The year folder it lies in, or is; None if it lies in none."""
        first = self.path.split("/", 1)[0]
        return int(first) if _YEAR.fullmatch(first) and is_sensible_year(int(first)) else None


def entries(raw: Path) -> list[RawEntry]:
    """Every submission under raw/, by path; the CSV files of one folder are one."""
    found = [place for child in _visible(raw) for place in _submissions(child)]
    return sorted((_entry(raw, place) for place in found), key=lambda entry: entry.path)


def in_one_spelling(path: str) -> str:
    """A path as it is compared with one that somebody typed.

    Machines write the accents of a name as letters or as marks of their own, and it looks the same.
    """
    return unicodedata.normalize("NFC", path)


def leads_out(entry: RawEntry, raw: Path) -> bool:
    """Whether what lies there is a link to something outside raw/, which is never read."""
    return not entry.location.resolve().is_relative_to(raw.resolve())


def is_ignored(name: str) -> bool:
    """Whether a file or folder of that name is left behind by a program and no submission."""
    return _IGNORED_NAMES.fullmatch(name) is not None


def _visible(folder: Path) -> list[Path]:
    """What stands in a folder, by name, without what programs leave behind."""
    if not folder.is_dir():
        return []
    return [p for p in sorted(folder.iterdir()) if not is_ignored(p.name)]


def _submissions(location: Path) -> Iterator[Path]:
    """A file, the folder itself where it holds CSV files, and what else in it is a submission.

    Beside CSV files only workbooks and folders are: so a letter sent along is none, and a stray
    CSV file does not swallow a year.
    """
    if not location.is_dir() or location.is_symlink() or not _can_be_listed(location):
        yield location
        return
    csv = _csv_files(location)
    if csv:
        yield location
    for child in _visible(location):
        if not csv or child.is_dir() or child.suffix.lower() in _WORKBOOKS:
            yield from _submissions(child)


def _can_be_listed(folder: Path) -> bool:
    """Whether it can be: one that cannot is told of as a submission that could not be taken in."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _csv_files(folder: Path) -> list[Path]:
    return [p for p in _visible(folder) if p.suffix.lower() == ".csv" and not p.is_dir()]


def _entry(raw: Path, location: Path) -> RawEntry:
    # A link is looked at itself: where it leads may lie outside raw/.
    is_folder = location.is_dir() and not location.is_symlink() and _can_be_listed(location)
    files = _csv_files(location) if is_folder else [location]
    seconds = max((_time_of(file) for file in files), default=0.0)
    return RawEntry(
        path=location.relative_to(raw).as_posix(),
        location=location,
        modified_at=datetime.fromtimestamp(seconds, tz=UTC),
    )


def _time_of(file: Path) -> float:
    """The time of a file; of one that vanished meanwhile, the beginning of time."""
    try:
        return os.lstat(file).st_mtime
    except FileNotFoundError:
        return 0.0
