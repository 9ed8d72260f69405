"""The store that several machines share: copies of submissions and their readings, by content.

Laid out as beside the warehouse, ``archive/`` and ``readings/FINGERPRINT/``. Content is identity:
whoever writes a file a second time writes the same, so nobody waits for anybody, and a damaged
reading is one that is not kept.
"""

import zipfile
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.object_store.remote_folder import RemoteFolder

_FOLDER = ".csv-folder.zip"
"""What the copy of a folder of CSV files is called: one file, so that it is there as a whole."""


class SharedIntake:
    """The shared store as one process sees it; listed once, and opened when it is first needed."""

    def __init__(self, url: str, readings: Path) -> None:
        """``readings`` is the local folder of one fingerprint; the shared one has its name."""
        self._url = url
        self._local = readings
        self._under = f"readings/{readings.name}"
        self._is_forgotten = False

    def bring(self, hashes: Iterable[str]) -> None:
        """Bring the readings of those contents that are kept there and not here."""
        names = [f"{sha256}.parquet" for sha256 in hashes]
        wanted = [name for name in names if not (self._local / name).exists()]
        if self._is_forgotten or not wanted:
            return
        with TemporaryDirectory(dir=_made(self._local), prefix=".") as arriving:
            places = {n: Path(arriving) / n for n in wanted if n in self._held_readings}
            absent = self._remote.fetch({f"{self._under}/{n}": p for n, p in places.items()})
            for name, place in places.items():
                if f"{self._under}/{name}" not in absent:
                    place.replace(self._local / name)

    def bring_copy(self, sha256: str, archive: Path) -> Path | None:
        """The copy of those bytes, put into the local archive; None where none is kept."""
        named = sorted(name for name in self._held_copies if name.partition(".")[0] == sha256)
        with TemporaryDirectory(dir=_made(archive), prefix=".") as arriving:
            for name in named:
                place = Path(arriving) / name
                if self._remote.fetch({f"archive/{name}": place}):
                    continue
                whole = _unpacked(place) if name == f"{sha256}{_FOLDER}" else place
                if hash_submission(whole) == sha256:
                    return whole.rename(archive / whole.name)
        return None

    def give(self, copies: Mapping[str, Path]) -> None:
        """Write the local copies and readings of those contents that are not kept there yet.

        A reading is written after its copy: where a reading is kept, so are the bytes it is of.
        """
        named = {_copy_name(path): path for path in copies.values()}
        new_copies = {n: path for n, path in named.items() if n not in self._held_copies}
        with TemporaryDirectory() as packing:
            packed = {n: _packed(path, Path(packing) / n) for n, path in new_copies.items()}
            self._remote.put({f"archive/{n}": path for n, path in packed.items()})
        names = [f"{sha256}.parquet" for sha256 in copies]
        new = [n for n in names if n not in self._held_readings and (self._local / n).exists()]
        self._remote.put({f"{self._under}/{n}": self._local / n for n in new})
        self._held_copies.update(new_copies)
        self._held_readings.update(new)

    def forget(self) -> None:
        """Take nothing from there any more, and write over what is kept."""
        self._is_forgotten = True
        self._held_readings.clear()

    @cached_property
    def _remote(self) -> RemoteFolder:
        return RemoteFolder(self._url)

    @cached_property
    def _held_readings(self) -> set[str]:
        return set() if self._is_forgotten else set(self._remote.listed(self._under))

    @cached_property
    def _held_copies(self) -> set[str]:
        return set(self._remote.listed("archive"))


def _copy_name(path: Path) -> str:
    return f"{path.name}{_FOLDER}" if path.is_dir() else path.name


def _packed(path: Path, place: Path) -> Path:
    """The file to write for a copy; the files of a folder are put together."""
    if not path.is_dir():
        return path
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path.iterdir()):
            archive.write(file, file.name)
    return place


def _unpacked(place: Path) -> Path:
    """The folder that a packed copy holds, beside it; only plain names are taken out."""
    folder = place.with_name(place.name.removesuffix(_FOLDER))
    folder.mkdir()
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            (folder / PurePath(name).name).write_bytes(archive.read(name))
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
