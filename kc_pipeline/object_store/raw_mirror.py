"""Submissions that lie at a URL, mirrored into a folder: all that follows reads local files.

Only what the listing tells as new or changed is fetched. A file that changes while it is fetched,
or is not as long as the listing says, is left as it was in the mirror and brought the next time.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from filelock import FileLock

from kc_pipeline.errors import NotPublished
from kc_pipeline.intake.raw_folder import is_ignored
from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.object_store.remote_folder import RemoteFolder, Stamp
from kc_pipeline.paths import Project

_BATCH: Final = 200
"""So many files are fetched before what came is entered: a killed process begins there again."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a look at the URL changed in the mirror, by path.

    ``waiting`` are files that are still being written, and those whose name no folder can hold.
    """

    brought: tuple[str, ...]
    gone: tuple[str, ...]
    waiting: tuple[str, ...]


def bring_raw(project: Project) -> Mirrored | None:
    """Bring the mirror up to date; None where submissions lie in a folder anyway.

    Raises ConnectionError where the URL cannot be listed or read, and NotPublished where nothing
    lies there any more: the mirror stays as it was.
    """
    if project.raw_url is None:
        return None
    project.mirror.mkdir(parents=True, exist_ok=True)
    with FileLock(project.mirror / ".lock"):
        return _Mirror(project, RemoteFolder(project.raw_url)).renew()


def fetch_settled(
    remote: RemoteFolder, listed: Mapping[str, Stamp], into: Path
) -> Iterator[tuple[str, Path]]:
    """Fetch the listed files; name and local place, with its time, of those that are whole."""
    places = {name: into / str(number) for number, name in enumerate(listed)}
    absent = remote.fetch(places)
    now = remote.listed()
    for name, place in places.items():
        stamp = listed[name]
        if name in absent or now.get(name) != stamp or place.stat().st_size != stamp.size:
            continue
        seconds = stamp.modified_at.timestamp()
        os.utime(place, (seconds, seconds))
        yield name, place


def submissions_at(remote: RemoteFolder) -> tuple[dict[str, Stamp], tuple[str, ...]]:
    """What lies there that may be a submission, and the names that no folder can hold."""
    found = remote.listed()
    parts = {name: name.split("/") for name in found}
    wanted = [name for name in found if not any(map(is_ignored, parts[name]))]
    folders = {str(folder) for name in wanted for folder in PurePosixPath(name).parents}
    bad = [n for n in wanted if n in folders or "\\" in n or not _is_plain(parts[n])]
    return {name: found[name] for name in wanted if name not in bad}, tuple(bad)


class _Mirror:
    """The mirror of one project, held by one process at a time."""

    def __init__(self, project: Project, remote: RemoteFolder) -> None:
        self._raw = project.raw
        self._remote = remote
        self._index = project.mirror / "index.json"
        self._arriving = project.mirror / "arriving"

    def renew(self) -> Mirrored:
        """Bring what is new or changed, and let go of what is gone."""
        lying, unfit = submissions_at(self._remote)
        there = {p.relative_to(self._raw).as_posix() for p in self._raw.rglob("*") if p.is_file()}
        if there and not lying:
            raise NotPublished(
                f"nothing lies at {self._remote.url} any more, where {len(there)} files were: "
                f"see whether KC_RAW is right; if it is meant, remove {self._raw}"
            )
        gone = sorted(there - set(lying))
        for name in gone:
            self._let_go(self._raw / name)
        known = read_json(self._index) or {}
        kept = {n: known[n] for n in lying if n in there and known.get(n) == _told(lying[n])}
        changed = [name for name in lying if name not in kept]
        brought = list(self._brought(changed, lying, kept))
        replace_json(self._index, kept)
        waiting = (*unfit, *sorted(set(changed) - set(brought)))
        return Mirrored(tuple(brought), tuple(gone), waiting)

    def _brought(
        self, changed: list[str], lying: Mapping[str, Stamp], kept: dict[str, object]
    ) -> Iterator[str]:
        for first in range(0, len(changed), _BATCH):
            shutil.rmtree(self._arriving, ignore_errors=True)
            wanted = {name: lying[name] for name in changed[first : first + _BATCH]}
            for name, place in fetch_settled(self._remote, wanted, self._arriving):
                target = self._raw / name
                target.parent.mkdir(parents=True, exist_ok=True)
                place.replace(target)
                kept[name] = _told(lying[name])
                yield name
            replace_json(self._index, kept)
        shutil.rmtree(self._arriving, ignore_errors=True)

    def _let_go(self, place: Path) -> None:
        place.unlink()
        for folder in place.parents:
            if folder == self._raw or any(folder.iterdir()):
                return
            folder.rmdir()


def _is_plain(parts: list[str]) -> bool:
    return all(part not in {"", ".", ".."} for part in parts)


def _told(stamp: Stamp) -> list[str | int]:
    return [stamp.size, stamp.modified_at.isoformat(), stamp.mark]
