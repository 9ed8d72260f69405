"""What lies in ``raw/``: one entry a submission file or folder of CSV files. Nothing is opened."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kc_pipeline.intake.dates import is_sensible_year

_IGNORED_NAMES = re.compile(
    r"\..*|~\$.*|README.*|Thumbs\.db|desktop\.ini|.*\.tmp|.*\.part", re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")

_Found = os.DirEntry[str]


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
    if not raw.is_dir():
        return []
    found = (entry for child in _visible(raw) for entry in _submissions(child, ""))
    return sorted(found, key=lambda entry: entry.path)


def in_one_spelling(path: str) -> str:
    """A path as it is compared with one that somebody typed.

    Machines write the accents of a name as letters or as marks of their own, and it looks the same.
    """
    return unicodedata.normalize("NFC", path)


def leads_out(entry: RawEntry, raw: Path) -> bool:
    """Whether what lies there is a link to something outside raw/, which is never read.

    The entry alone may be a link: a folder that is one is an entry, and nothing below it is.
    """
    place = entry.location
    return place.is_symlink() and not place.resolve().is_relative_to(raw.resolve())


def is_ignored(name: str) -> bool:
    """Whether a file or folder of that name is left behind by a program and no submission."""
    return _IGNORED_NAMES.fullmatch(name) is not None


def _visible(folder: str | Path) -> list[_Found]:
    """What stands in a folder, without what programs leave behind."""
    with os.scandir(folder) as found:
        return [one for one in found if not is_ignored(one.name)]


def _submissions(found: _Found, above: str) -> Iterator[RawEntry]:
    """A file, the folder itself where it holds CSV files, and what else in it is a submission.

    Beside CSV files only workbooks and folders are: so a letter sent along is none, and a stray
    CSV file does not swallow a year.
    """
    path = f"{above}{found.name}"
    inside = _inside(found)
    if inside is None:
        yield _entry(found, path, [found])
        return
    csv = [one for one in inside if _ends_in(one, (".csv",)) and not _is_folder(one)]
    if csv:
        yield _entry(found, path, csv)
    for child in inside:
        if not csv or _is_folder(child) or _ends_in(child, _WORKBOOKS):
            yield from _submissions(child, f"{path}/")


def _inside(found: _Found) -> list[_Found] | None:
    """What a folder holds; None for anything else, and for a link, which is not followed.

    None also for a folder that cannot be listed: as a submission it is told of as unreadable.
    """
    if not found.is_dir(follow_symlinks=False):
        return None
    try:
        return _visible(found.path)
    except OSError:
        return None


def _is_folder(found: _Found) -> bool:
    """Whether it is a folder, or leads to one."""
    try:
        return found.is_dir()
    except OSError:  # a link in circles
        return False


def _ends_in(found: _Found, endings: tuple[str, ...]) -> bool:
    return found.name.lower().endswith(endings)


def _entry(found: _Found, path: str, files: Iterable[_Found]) -> RawEntry:
    return RawEntry(
        path=path,
        location=Path(found.path),
        modified_at=datetime.fromtimestamp(max(map(_time_of, files)), tz=UTC),
    )


def _time_of(file: _Found) -> float:
    """The time of a file; of one that vanished meanwhile, the beginning of time."""
    try:
        # A link is looked at itself: where it leads may lie outside raw/.
        return file.stat(follow_symlinks=False).st_mtime
    except FileNotFoundError:
        return 0.0
