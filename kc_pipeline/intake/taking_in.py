"""Taking in what lies in raw/: each entry archived, hashed, read in a child process, kept.

The result says what each entry holds; whose it is and whether it counts is for `resolution`.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.code_lists import code_lists
from kc_pipeline.intake.corrected_cells import CellCorrection, CorrectedReading, ReadCorrected
from kc_pipeline.intake.forms import load_forms
from kc_pipeline.intake.kept_rows import KeptRows
from kc_pipeline.intake.opening import run_isolated
from kc_pipeline.intake.raw_folder import RawEntry, leads_out
from kc_pipeline.intake.reader import Reader
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.reading_file import ReadFile
from kc_pipeline.intake.reading_store import ReadingStore, fingerprint, may_pass
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.looking.seen_hashes import SeenHashes
from kc_pipeline.object_store.shared_intake import SharedIntake
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.schemas.columns import Table

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One entry of raw/ after intake: its content's hash and its reading or refusal."""

    path: str
    year: int | None
    modified_at: datetime
    sha256: str
    reading: Reading | UnreadableSubmission


class Intake:
    """Takes in entries of raw/ for one project."""

    def __init__(
        self, project: Project, tables: Sequence[Table], kept: Project | None = None
    ) -> None:
        """Load the forms and code lists; keep copies and readings under the warehouse folder.

        What is kept beside the warehouse of another project, ``kept``, is only read.
        """
        self._raw = project.raw
        self._readings = _readings_of(project)
        self.reader = make_reader(project.assets, tables)
        mark = fingerprint(_what_readings_depend_on(project.assets))
        behind = ReadingStore(_readings_of(kept) / mark) if kept else None
        self._store = ReadingStore(self._readings / mark, behind)
        self._shared = (
            SharedIntake(project.store_url, self._readings / mark) if project.store_url else None
        )
        self._folder = project.archive
        self.archive = SubmissionArchive(
            project.archive, SubmissionArchive(kept.archive) if kept else None
        )
        self._seen: SeenHashes | None = SeenHashes(project.seen_hashes, project.raw)
        # What was read is asked for by year and then as a whole: from the disk once is enough.
        self._known: dict[str, Reading | UnreadableSubmission] = {}

    def take_in(self, entries: Sequence[RawEntry], raw: Path | None = None) -> list[TakenIn]:
        """Archive and read the entries, in their order; of another folder than raw/ if told.

        What is archived and, by the marks of the last look, was not touched since, is not copied.
        """
        archived = [(entry, self._archived(entry, raw or self._raw)) for entry in entries]
        hashes = [sha for _, sha in archived if isinstance(sha, str)]
        readings = self.readings(list(dict.fromkeys(hashes)))
        if self._shared:
            self._shared.give({sha: path for sha in readings if (path := self._copy(sha))})
        return [
            TakenIn(
                path=entry.path,
                year=entry.year,
                modified_at=entry.modified_at,
                sha256=sha if isinstance(sha, str) else "",
                reading=readings[sha] if isinstance(sha, str) else sha,
            )
            for entry, sha in archived
        ]

    def forget(self) -> None:
        """Forget every kept reading, also those of older readers: all is copied and parsed anew.

        What other machines kept is written over.
        """
        self._seen = None
        self._known.clear()
        shutil.rmtree(self._readings, ignore_errors=True)
        if self._shared:
            self._shared.forget()

    def readings(self, hashes: Sequence[str]) -> dict[str, Reading | UnreadableSubmission]:
        """The reading of each archived content, parsed where none is kept, here or elsewhere."""
        if self._shared:
            self._shared.bring([sha for sha in hashes if sha not in self._known])
        known = {sha: self._remembered(sha) or self._store.get(sha) for sha in hashes}
        found = {sha: reading for sha, reading in known.items() if reading is not None}
        missing = [(sha, path) for sha in hashes if sha not in found and (path := self._copy(sha))]
        read = run_isolated(ReadFile(self.reader), [path for _, path in missing])
        for (sha, _), reading in zip(missing, read, strict=True):
            found[sha] = self._store.keep(sha, reading)
        self._known.update(
            {sha: reading for sha, reading in found.items() if not may_pass(reading)}
        )
        return found

    def _remembered(self, sha256: str) -> Reading | UnreadableSubmission | None:
        """What was read before in this process, if its rows are still on the disk."""
        reading = self._known.get(sha256)
        rows = reading.rows if isinstance(reading, Reading) else None
        return None if isinstance(rows, KeptRows) and not rows.path.exists() else reading

    def corrected(
        self, corrections: Mapping[str, tuple[CellCorrection, ...]]
    ) -> dict[str, CorrectedReading | UnreadableSubmission]:
        """Archived contents read with cells corrected, by hash.

        Kept by content and corrections where every correction fits; else read anew, as what is
        told of a misfit belongs to no reading.
        """
        marks = {sha: f"{sha}-{_digest(told)}" for sha, told in corrections.items()}
        kept = {sha: self._store.get(mark) for sha, mark in marks.items()}
        found: dict[str, CorrectedReading | UnreadableSubmission] = {
            sha: CorrectedReading(reading, ())
            for sha, reading in kept.items()
            if isinstance(reading, Reading)
        }
        wanted = [sha for sha in corrections if sha not in found]
        known = {sha: path for sha in wanted if (path := self._copy(sha)) is not None}
        items = [(path, corrections[sha]) for sha, path in known.items()]
        read = run_isolated(ReadCorrected(self.reader), items)
        for sha, corrected in zip(known, read, strict=True):
            found[sha] = corrected
            if isinstance(corrected, CorrectedReading) and not corrected.left_out:
                now_kept = self._store.keep(marks[sha], corrected.reading)
                if isinstance(now_kept, Reading):
                    found[sha] = CorrectedReading(now_kept, ())
        return {sha: found[sha] for sha in corrections if sha in found}

    def _copy(self, sha256: str) -> Path | None:
        own = self.archive.find(sha256)
        return (
            self._shared.bring_copy(sha256, self._folder) if own is None and self._shared else own
        )

    def _archived(self, entry: RawEntry, raw: Path) -> str | UnreadableSubmission:
        if leads_out(entry, raw):
            return UnreadableSubmission("file.leads_out", str(entry.path))
        seen = self._seen.known(entry) if self._seen else None
        if seen is not None and self.archive.has(seen, entry.location):
            return seen
        try:
            return self.archive.keep(entry.location)
        except UnreadableSubmission as refusal:
            return refusal


def _readings_of(project: Project) -> Path:
    return project.warehouse / "intake" / "readings"


def make_reader(assets: Path, tables: Sequence[Table]) -> Reader:
    """The reader of the declared forms and code lists."""
    codes = code_lists(
        read_reference(assets, "codes"),
        read_reference(assets, "activities"),
        read_reference(assets, "contents"),
    )
    return Reader(load_forms(assets / "forms", tables), codes)


def _digest(corrections: tuple[CellCorrection, ...]) -> str:
    return hashlib.sha256(repr(corrections).encode()).hexdigest()[:16]


def _what_readings_depend_on(assets: Path) -> list[Path]:
    code = [p for part in ("intake", "schemas") for p in (_PACKAGE / part).rglob("*.py")]
    lists = [assets / "reference" / f"{name}.csv" for name in ("codes", "activities", "contents")]
    return [*code, *lists, *(assets / "forms").glob("*.toml")]
