"""The files somebody asks about, as entries that a run would find in raw/."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.errors import UsageError
from kc_pipeline.intake.raw_folder import RawEntry, entries
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.whose_and_when import identify


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that was asked about, and what would be taken in of it."""

    file: Path
    taken: TakenIn


def take_asked(files: Sequence[Path], steps: Consolidation, raw: Path, folder: Path) -> list[Asked]:
    """Take the files in, in their order; those outside raw/ by way of a folder of ours.

    A file of raw/ keeps its path. One from elsewhere lies where an officer would put it: in the
    folder of its year, under its own name. Raises UsageError where there is nothing to take.
    """
    return [
        Asked(file, taken)
        for place, file in enumerate(files)
        for taken in _taken(file, steps, raw, folder / str(place))
    ]


def _taken(file: Path, steps: Consolidation, raw: Path, folder: Path) -> Iterator[TakenIn]:
    location = file.absolute()
    if location.is_relative_to(raw):
        yield from steps.take_entries(_of_raw(location, raw))
        return
    folder.mkdir(parents=True)
    if location.is_dir():
        shutil.copytree(location, folder / location.name)
    else:
        shutil.copy2(location, folder / location.name)
    found = entries(folder)
    if not found:
        raise UsageError(f"{file}: nothing in it would be taken for a submission")
    for taken in steps.take_entries(found, folder):
        year = identify(replace(taken, year=None), steps.units).year
        name = taken.path if year is None else f"{year}/{taken.path}"
        yield replace(taken, path=name, year=year)


def _of_raw(location: Path, raw: Path) -> list[RawEntry]:
    """What lies there, or the folder of CSV files it is one of."""
    path = location.relative_to(raw).as_posix()
    found = entries(raw)
    here = [e for e in found if path in {e.path, "."} or e.path.startswith(f"{path}/")]
    here = here or [e for e in found if path.startswith(f"{e.path}/")]
    if not here:
        raise UsageError(f"{location}: nothing there would be taken for a submission")
    return here
