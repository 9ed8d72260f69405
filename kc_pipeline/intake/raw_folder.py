"""What lies in ``raw/``: one entry a submission file or folder of CSV files. Nothing is opened."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_IGNORED_NAMES = re.compile(
    r"\..*|~\$.*|README.*|Thumbs\.db|desktop\.ini|.*\.tmp|.*\.part", re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One submission as it lies in raw/: path relative to raw/ with slashes, and its file time."""

    path: str
    location: Path
    modified_at: datetime

    @property
    def year(self) -> int | None:
        """The year folder it lies in, if it lies in one."""
        first = self.path.split("/", 1)[0]
        return int(first) if "/" in self.path and _YEAR.fullmatch(first) else None


def entries(raw: Path) -> list[RawEntry]:
    """Every submission under raw/, by path. A folder that holds CSV files is one submission."""
    found = (_entry(raw, location) for location in _locations(raw))
    return sorted(found, key=lambda entry: entry.path)


def _locations(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for location in sorted(folder.iterdir()):
        if _IGNORED_NAMES.fullmatch(location.name):
            continue
        if not location.is_dir() or location.is_symlink() or _holds_csv(location):
            yield location
        else:
            yield from _locations(location)


def _holds_csv(folder: Path) -> bool:
    return any(path.suffix.lower() == ".csv" for path in folder.iterdir())


def _entry(raw: Path, location: Path) -> RawEntry:
    files = sorted(location.iterdir()) if location.is_dir() else [location]
    seconds = max((os.lstat(file).st_mtime for file in files), default=0.0)
    return RawEntry(
        path=location.relative_to(raw).as_posix(),
        location=location,
        modified_at=datetime.fromtimestamp(seconds, tz=UTC),
    )
