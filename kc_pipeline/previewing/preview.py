"""The preview itself: the warehouse as published beside one with the files taken."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from kc_pipeline.build_inputs import Input, declarations, program
from kc_pipeline.comparing.sections import SectionChange, compare_sections
from kc_pipeline.comparing.snapshots import SnapshotDiff, compare_snapshots
from kc_pipeline.editions.standing import standings
from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.looking.publication_record import ledger_hash, marks_of, read_record
from kc_pipeline.paths import Project
from kc_pipeline.previewing.asked import Asked, take_asked
from kc_pipeline.previewing.bench import Bench, lying, read_inputs
from kc_pipeline.resolution.submission import Standing
from kc_pipeline.warehouse.other_version import open_published
from kc_pipeline.warehouse.publishing import open_warehouse

_STANDING = """
select
    s.submission_id, s.status, s.unit_code, s.year, s.version, s.rows_accepted, s.rows_quarantined,
    (
        select string_agg(message_vi, ' ' order by code)
        from quality.findings as f
        where f.submission_id = s.submission_id and f.path = s.path and f.sheet is null
            and (
                f.severity = 'error'
                or f.code in ('submission.duplicate', 'submission.superseded')
            )
    ),
    (
        select count(*) from quality.findings as f
        where f.submission_id = s.submission_id and f.path = s.path and f.severity <> 'notice'
    )
from quality.submissions as s
where s.path = $path and s.sha256 is not distinct from $sha256
order by s.submission_id
"""
_IN_FORCE = """
select path from quality.submissions
where status in ('accepted', 'accepted_with_findings') and unit_code = $unit and year = $year
"""


@dataclass(frozen=True, slots=True)
class PreviewedFile:
    """What would become of one file; ``status`` and counts as in ``quality.submissions``.

    ``told`` says why it would not be in force, ``in_place_of`` which submission it would replace,
    ``is_known`` that these very bytes lie at that path in what is published, ``waits`` that all
    this would come about only once it is accepted.
    """

    file: Path
    path: str
    status: str
    unit_code: str | None
    year: int | None
    version: int
    rows_accepted: int
    rows_quarantined: int
    findings: int
    told: str | None
    in_place_of: str | None
    is_known: bool
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ChangedEdition:
    """An edition and how many of its figures differ from the warehouse, now and with the files."""

    name: str
    differing_now: int
    differing_then: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What the files would change, taken together.

    ``not_counted`` are paths of raw/ that are new or changed besides: a run would take them too.
    """

    files: tuple[PreviewedFile, ...]
    diff: SnapshotDiff
    sections: tuple[SectionChange, ...]
    editions: tuple[ChangedEdition, ...]
    not_counted: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing that counts would change."""
        return not (self.diff.rows or self.diff.figures or self.sections or self.editions)


def preview(project: Project, files: Sequence[Path], now: datetime) -> Preview:
    """Build what a run would publish of the published submissions and these files, and compare.

    Files that would wait to be accepted are taken for accepted.

    Raises WarehouseMissing where nothing is published, UsageError where a file is no submission,
    CheckFailed where a blocking check would keep it from being published.
    """
    with (
        tempfile.TemporaryDirectory(prefix="kc-preview-") as made,
        open_published(project) as published,
    ):
        inputs = read_inputs(published)
        folder = Path(made)
        bench = Bench(project, folder / "built", published, now)
        asked = take_asked(files, bench.steps, project.raw, folder / "files")
        replaced = {one.taken.path: one.taken for one in asked}
        was = {taken.path: taken for taken in bench.taken}
        taken = [*(was | replaced).values()]
        settled = bench.steps.settle(taken).submissions
        waiting = {s.submission_id for s in settled if s.standing is Standing.WAITING}
        after = bench.build(taken, "with", [one.taken.sha256 for one in asked])
        is_published = _is_of_what_there_is(project, inputs)
        before = project if is_published else bench.build(bench.taken, "without")
        with (
            nullcontext(published) if is_published else open_warehouse(before.warehouse) as old,
            open_warehouse(after.warehouse) as new,
        ):
            return Preview(
                files=tuple(_files(asked, was, waiting, old, new)),
                diff=compare_snapshots(old, new),
                sections=tuple(compare_sections(old, new, bench.steps.sql)),
                editions=tuple(_editions(project, before, after)),
                not_counted=tuple(_not_counted(project, inputs, replaced)),
            )


def _is_of_what_there_is(project: Project, inputs: Sequence[Input]) -> bool:
    """Whether the published file is made of the declarations, program and ledger there are.

    Where they changed since, the files would be told to change what those do.
    """
    record = read_record(project)
    return (
        record is not None
        and marks_of(lying(inputs)) == record.submissions
        and ledger_hash(project) == record.ledger_sha256
        and marks_of(declarations(project.home)) == record.declarations
        and marks_of(program()) == record.program
    )


def _files(
    asked: Sequence[Asked],
    was: dict[str, TakenIn],
    waiting: set[str],
    old: duckdb.DuckDBPyConnection,
    new: duckdb.DuckDBPyConnection,
) -> Iterator[PreviewedFile]:
    for one in asked:
        path, sha256 = one.taken.path, one.taken.sha256 or None
        found = new.execute(_STANDING, {"path": path, "sha256": sha256}).fetchall()
        submission_id, status, unit, year, version, accepted, held, told, findings = found[0]
        before = old.execute(_IN_FORCE, {"unit": unit, "year": year}).fetchall()
        is_known = path in was and was[path].sha256 == one.taken.sha256 != ""
        counts = status.startswith("accepted")
        waits = submission_id in waiting
        yield PreviewedFile(
            file=one.file,
            path=path,
            status=status,
            unit_code=unit,
            year=year,
            version=version,
            rows_accepted=accepted,
            rows_quarantined=held,
            findings=findings,
            told=None if counts else told,
            in_place_of=(before[0][0] if counts and before and (waits or not is_known) else None),
            is_known=is_known,
            waits=waits,
        )


def _editions(project: Project, before: Project, after: Project) -> Iterator[ChangedEdition]:
    now, then = (
        {one.manifest.name: one for one in standings(project, published)}
        for published in (before, after)
    )
    for name, standing in now.items():
        other = then[name]
        if (standing.moved, standing.overtaken, standing.newer) != (
            other.moved,
            other.overtaken,
            other.newer,
        ):
            yield ChangedEdition(name, len(standing.moved), len(other.moved))


def _not_counted(
    project: Project, inputs: Sequence[Input], asked: dict[str, TakenIn]
) -> Iterator[str]:
    known = {one.path: one.modified_at for one in lying(inputs)}
    for entry in entries(project.raw):
        is_as_it_was = entry.path in known and known[entry.path] == entry.modified_at
        if not is_as_it_was and entry.path not in asked:
            yield entry.path
