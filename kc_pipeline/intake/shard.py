"""One part of raw/ read by itself: its copies and readings kept, here and in the shared store.

Reading is a function of the bytes, so parts are read in any order, on any machine and as often as
anybody likes. What counts of it is for the one who builds: he finds all of it kept, and reads none.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.raw_folder import RawEntry, entries
from kc_pipeline.intake.taking_in import Intake
from kc_pipeline.object_store.raw_mirror import fetch_settled, submissions_at
from kc_pipeline.object_store.remote_folder import RemoteFolder
from kc_pipeline.paths import Project
from kc_pipeline.schemas.columns import Table


@dataclass(frozen=True, slots=True)
class Shard:
    """The part of that number, counted from 0, of so many."""

    number: int
    of: int

    def holds(self, path: str) -> bool:
        """Whether a file of raw/ belongs to it; the CSV files of one folder stay together."""
        place = PurePosixPath(path)
        whole = place.parent if place.suffix.lower() == ".csv" else place
        digest = hashlib.sha256(whole.as_posix().encode()).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number


@dataclass(frozen=True, slots=True)
class ShardRead:
    """How many submissions the part has, those that cannot be read, and those not there yet."""

    submissions: int
    refused: tuple[str, ...]
    waiting: tuple[str, ...]


def read_shard(project: Project, tables: Sequence[Table], shard: Shard) -> ShardRead:
    """Read what is not kept yet of one part of raw/."""
    with _lying(project, shard) as (raw, found, waiting):
        taken = Intake(project, tables).take_in(found, raw)
    refused = [t.path for t in taken if isinstance(t.reading, UnreadableSubmission)]
    return ShardRead(len(taken), tuple(refused), waiting)


@contextmanager
def _lying(
    project: Project, shard: Shard
) -> Iterator[tuple[Path, list[RawEntry], tuple[str, ...]]]:
    """The folder the part lies in, its submissions, and what could not be brought there.

    From a URL it is fetched for the time being: a worker keeps no mirror of what it reads once.
    """
    if project.raw_url is None:
        yield project.raw, [e for e in entries(project.raw) if _is_of(e, shard)], ()
        return
    project.mirror.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=project.mirror, prefix="shard-") as folder:
        raw, arriving = Path(folder) / "raw", Path(folder) / "arriving"
        remote = RemoteFolder(project.raw_url)
        lying, _ = submissions_at(remote)
        wanted = {name: stamp for name, stamp in lying.items() if shard.holds(name)}
        there = set()
        for name, place in fetch_settled(remote, wanted, arriving):
            (raw / name).parent.mkdir(parents=True, exist_ok=True)
            place.replace(raw / name)
            there.add(name)
        yield raw, entries(raw), tuple(sorted(set(wanted) - there))


def _is_of(entry: RawEntry, shard: Shard) -> bool:
    is_folder = entry.location.is_dir() and not entry.location.is_symlink()
    return shard.holds(f"{entry.path}/1.csv" if is_folder else entry.path)
