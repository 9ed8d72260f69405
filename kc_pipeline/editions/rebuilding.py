"""Making a warehouse again from kept inputs alone, in a folder of its own.

The inputs are laid out as an officer's machine has them, raw/, assets/ and the ledger, and the
usual steps run over them. raw/ and the warehouse that people use are not touched.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.consolidation import Consolidation
from kc_pipeline.errors import NotPublished
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.paths import PUBLISHED_FILE, Project
from kc_pipeline.resolution.ledger import Entry, Ledger, write_ledger
from kc_pipeline.warehouse.private_builds import build_folder

Find = Callable[[str], Path | None]
"""Where the bytes of a hash are kept."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder in which warehouses are made again; readings are kept from one to the next."""

    folder: Path

    def rebuild(self, inputs: Iterable[Input], find: Find) -> Project:
        """Lay the inputs out, consolidate them, and give the project that holds the result.

        Raises NotPublished where bytes are missing or changed, or a check fails.
        """
        project = Project(
            home=self.folder / "home",
            raw=self.folder / "raw",
            warehouse=self.folder / "warehouse",
        )
        for left in (project.home, project.raw):
            shutil.rmtree(left, ignore_errors=True)
            left.mkdir(parents=True)
        archive = SubmissionArchive(project.archive)
        entries: list[Entry] = []
        days: list[date] = []
        for one in inputs:
            _lay_out(one, project, find)
            if one.kind is InputKind.DAY:
                days.append(date.fromisoformat(one.path))
            if one.kind is InputKind.ACCEPTED_BEFORE:
                archive.keep(_kept(one, find))
                entries.append(_entry(one))
        write_ledger(project.ledger, Ledger(tuple(entries)))
        _consolidate(project, *days)
        return project


def _consolidate(project: Project, day: date) -> None:
    steps = Consolidation(project)
    settlement = steps.settle(steps.take_in())
    file = build_folder(project.warehouse, "rebuilt") / PUBLISHED_FILE
    steps.build_whole(file, settlement, day)
    steps.publish(file, settlement.submissions, datetime.now(UTC))


def _lay_out(one: Input, project: Project, find: Find) -> None:
    """Put one input where the steps look for it, with its bytes and its time."""
    if one.kind is InputKind.DECLARATION:
        target = project.home / one.path
    elif one.kind is InputKind.SUBMISSION:
        target = project.raw / one.path
    else:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = _kept(one, find)
    if kept.is_dir():
        shutil.copytree(kept, target)
    else:
        shutil.copyfile(kept, target)
    if one.modified_at is not None:
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        nanoseconds = _nanoseconds(one.modified_at)
        for file in files:
            os.utime(file, ns=(nanoseconds, nanoseconds))


def _kept(one: Input, find: Find) -> Path:
    kept = find(one.sha256) if one.sha256 else None
    if kept is None:
        raise NotPublished(f"{one.path}: its bytes are not kept")
    return kept


def _nanoseconds(time: datetime) -> int:
    since = time - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000_000 + since.microseconds * 1_000


def _entry(one: Input) -> Entry:
    if one.sha256 is None or one.modified_at is None:
        raise NotPublished(f"{one.path}: the ledger tells neither its hash nor its time")
    return Entry(
        one.sha256,
        one.path,
        one.modified_at,
        one.replaced_by,
        one.withdrawn_at,
        one.withdrawn_why,
    )
