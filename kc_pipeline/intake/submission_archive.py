"""The bytes of every submission ever taken in, by content.

raw/ belongs to the officer, who may overwrite or remove a file at any moment; what is parsed,
traced and frozen are these copies. A copy is made before it is hashed, so that hash and reading
are of the same bytes.
"""

import os
import shutil
from pathlib import Path

from kc_pipeline.intake.content_hash import hash_submission


class SubmissionArchive:
    """The kept copies under one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep copies in that folder, made when the first is kept."""
        self._folder = folder

    def keep(self, location: Path) -> str:
        """Copy a file or a folder of CSV files; its SHA-256.

        Raises OSError when it cannot be read, UnreadableSubmission when a link leads out of it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f".{os.getpid()}.tmp{_ending(location)}"
        _remove(unfinished)
        try:
            if location.is_dir():
                hash_submission(location)
                shutil.copytree(location, unfinished, ignore=_all_but_csv)
            else:
                shutil.copyfile(location, unfinished)
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

    def find(self, sha256: str) -> Path | None:
        """The copy of those bytes under whatever ending; None if there is none."""
        return next(iter(sorted(self._folder.glob(f"{sha256}*"))), None)


def _ending(location: Path) -> str:
    return "" if location.is_dir() else location.suffix.lower()


def _all_but_csv(folder: str, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if not name.lower().endswith(".csv") or (Path(folder) / name).is_dir()
    }


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
