"""A folder at a URL: listed, read and written through fsspec, a file whole or not at all.

How to get in (keys, endpoint) is told to fsspec and the store's own library by their own settings
in the environment, as everywhere else; a URL with a password is refused (`kc_pipeline.paths`).
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kc_pipeline.errors import UsageError

AT_ONCE: Final = 16
"""So many files are under way at the same time: an object store answers slowly, but to many."""
_WHOLE: Final = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oci", "memory"})
"""Stores in which a file is there when all of it is, and not before."""
_TIMES: Final = ("LastModified", "last_modified", "mtime", "modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the listing tells of a file; where nothing of it changed, neither did the bytes."""

    size: int
    modified_at: datetime
    mark: str


class RemoteFolder:
    """The files under one URL, by their path below it with slashes."""

    def __init__(self, url: str) -> None:
        """Open it. Raises UsageError where the package for that kind of URL is not there."""
        # Loaded where a URL is told: most warehouses live on one machine.
        import fsspec  # noqa: PLC0415

        self.url = url
        try:
            self._fs, root = fsspec.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise UsageError(
                f"{url} cannot be reached: {error}; see docs/scaling.md for the packages to install"
            ) from error
        self._root = str(root).rstrip("/")
        protocols = self._fs.protocol
        told = {protocols} if isinstance(protocols, str) else set(protocols)
        self._is_whole = bool(told & _WHOLE)

    def listed(self, under: str = "") -> dict[str, Stamp]:
        """Every file below the folder, or below one in it; none where there is no such folder."""
        folder = f"{self._root}/{under}".rstrip("/")
        with self._told("listed"):
            self._fs.invalidate_cache()
            found = self._fs.find(folder, detail=True)
        return {
            path.removeprefix(f"{folder}/"): self._stamp(told)
            for path, told in sorted(found.items())
            if not path.endswith("/") and path != folder and _is_finished(path)
        }

    def fetch(self, wanted: Mapping[str, Path]) -> set[str]:
        """Bring files to local places, many at once; the names of those that are not there."""
        for place in wanted.values():
            place.parent.mkdir(parents=True, exist_ok=True)
        return set(_at_once(self._fetch_one, wanted.items()))

    def put(self, given: Mapping[str, Path]) -> None:
        """Write local files under those names, many at once, each whole or not at all."""
        _at_once(self._put_one, given.items())

    def put_bytes(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""
        with self._told("written"), self._placed(name) as path:
            self._fs.pipe_file(path, content)

    def read_bytes(self, name: str) -> bytes | None:
        """A small file; None where there is none."""
        with self._told("read"):
            try:
                content = self._fs.cat_file(f"{self._root}/{name}")
            except FileNotFoundError:
                return None
        return bytes(content)

    def _fetch_one(self, wanted: tuple[str, Path]) -> str | None:
        name, place = wanted
        with self._told("read"):
            try:
                self._fs.get_file(f"{self._root}/{name}", str(place))
            except FileNotFoundError:
                place.unlink(missing_ok=True)
                return name
        return None

    def _put_one(self, given: tuple[str, Path]) -> None:
        name, place = given
        with self._told("written"), self._placed(name) as path:
            self._fs.put_file(str(place), path)

    @contextmanager
    def _placed(self, name: str) -> Iterator[str]:
        """Where to write a file that is to have that name; a share gets it by renaming."""
        path = f"{self._root}/{name}"
        self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        if self._is_whole:
            yield path
            return
        unfinished = f"{path}.{uuid.uuid4().hex}.tmp"
        yield unfinished
        self._fs.mv(unfinished, path)

    def _stamp(self, told: Mapping[str, Any]) -> Stamp:
        times = [time for name in _TIMES if (time := _time(told.get(name))) is not None]
        if not times:
            raise UsageError(f"{self.url}: this kind of storage does not tell when files changed")
        mark = str(told.get("ETag") or told.get("etag") or told.get("md5Hash") or "")
        return Stamp(int(told.get("size") or 0), times[0], mark)

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        """Tell what the store's library raises as what it is: something that may pass by itself."""
        try:
            yield
        except UsageError:
            raise
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            raise ConnectionError(f"{self.url} could not be {done}: {why}") from error


def _at_once(do: Callable[[Any], str | None], items: Iterable[Any]) -> list[str]:
    """Do it to every item, many at a time; what it gave where it gave something."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="remote") as threads:
        return [told for told in threads.map(do, items) if told is not None]


def _is_finished(path: str) -> bool:
    return not path.endswith(".tmp")


def _time(told: object) -> datetime | None:
    if isinstance(told, int | float) and not isinstance(told, bool):
        return datetime.fromtimestamp(told, tz=UTC)
    if isinstance(told, str):
        told = datetime.fromisoformat(told)
    if isinstance(told, datetime):
        return told if told.tzinfo else told.replace(tzinfo=UTC)
    return None
