"""Freezing a report: its inputs are kept, it is made from them alone, and both get a manifest.

What is frozen is never the report that lies in ``reports/`` but one made again from the kept
inputs: an edition that could not be made again does not come into being.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from kc_pipeline.build_inputs import Input, InputKind, declarations, program
from kc_pipeline.editions.manifest import (
    KEPT,
    InForce,
    Manifest,
    editions_folder,
    write_manifest,
)
from kc_pipeline.editions.rebuilding import Workshop
from kc_pipeline.editions.standing import in_force
from kc_pipeline.errors import NotPublished, UsageError
from kc_pipeline.figures.session import Assessment, open_assessment
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.paths import Project
from kc_pipeline.report.figures_file import figure_values
from kc_pipeline.report.writing import ReportFiles, write_report
from kc_pipeline.warehouse.private_builds import build_folder, discard

_READ_ONLY = 0o444
_TOLD_FIGURES = 5


@dataclass(frozen=True, slots=True)
class _Published:
    """What the published warehouse says of the phase."""

    phase: str
    inputs: tuple[Input, ...]
    in_force: tuple[InForce, ...]
    figures: Mapping[str, Decimal | None]


def freeze(
    project: Project,
    phase_name: str,
    number: int,
    formats: Sequence[str],
    *,
    snapshot: str | None = None,
    now: datetime,
) -> ReportFiles:
    """Freeze the report of a phase as that edition; gives the documents in its folder.

    Raises UsageError where the edition is there already, NotPublished where what the warehouse was
    built from is no longer at hand or no longer gives its figures.
    """
    with open_assessment(project, phase_name, snapshot=snapshot) as opened:
        published = _published(opened)
    target = editions_folder(project) / published.phase / str(number)
    if number < 1 or target.exists():
        raise UsageError(f"edition {published.phase}/{number} is there already; it stays as it is")
    bench = build_folder(project.warehouse, f"edition-{published.phase}-{number}")
    try:
        folder = bench / "edition"
        kept = SubmissionArchive(folder / KEPT)
        inputs = tuple(_with_declarations(published.inputs, project))
        _keep(inputs, project, kept)
        rebuilt = Workshop(bench).rebuild(inputs, kept.find)
        with open_assessment(rebuilt, published.phase) as again:
            _refuse_other_figures(published, figure_values(again))
        draft = Manifest(published.phase, number, now, inputs, published.in_force, {})
        files = write_report(
            rebuilt, published.phase, formats, footer=draft.footer, with_manifest=False
        )
        outputs = {path.name: _moved(path, folder) for path in files.paths}
        write_manifest(
            folder, Manifest(published.phase, number, now, inputs, published.in_force, outputs)
        )
        for file in folder.rglob("*"):
            if file.is_file():
                file.chmod(_READ_ONLY)
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(target)
    finally:
        discard(bench)
    return replace(files, paths=tuple(target / path.name for path in files.paths))


def _published(opened: Assessment) -> _Published:
    phase = opened.phase
    return _Published(
        phase=phase.name,
        inputs=tuple(_read_inputs(opened.connection)),
        in_force=in_force(opened),
        figures=figure_values(opened),
    )


def _read_inputs(connection: duckdb.DuckDBPyConnection) -> Iterator[Input]:
    found = connection.execute(
        "select kind, path, sha256, modified_at, replaced_by, withdrawn_at, withdrawn_why "
        "from quality.inputs where kind in ('submission', 'accepted_before', 'day')"
    ).fetchall()
    for kind, path, sha256, modified, replaced_by, withdrawn, why in found:
        if sha256 is None and kind != InputKind.DAY:
            raise NotPublished(
                f"{path} could not be read when the warehouse was built, so it cannot be kept; "
                "take it out of raw/ or mend it, then `kc run`"
            )
        yield Input(
            InputKind(kind), path, sha256, _utc(modified), replaced_by, _utc(withdrawn), why
        )


def _utc(time: datetime | None) -> datetime | None:
    return None if time is None else time.replace(tzinfo=UTC)


def _with_declarations(of_snapshot: Iterable[Input], project: Project) -> list[Input]:
    """The inputs in one order, with the declarations and the program as they are now."""
    found = [*of_snapshot, *declarations(project.home), *program()]
    return sorted(found, key=lambda one: (one.kind, one.path, one.sha256 or ""))


def _keep(inputs: Iterable[Input], project: Project, kept: SubmissionArchive) -> None:
    archive = SubmissionArchive(project.archive)
    for one in inputs:
        if one.kind in {InputKind.PROGRAM, InputKind.DAY}:
            continue
        if one.kind is InputKind.DECLARATION:
            source: Path | None = project.home / one.path
        else:
            source = archive.find(one.sha256 or "-")
        if source is None or kept.keep(source) != one.sha256:
            raise NotPublished(f"{one.path}: the bytes that were counted are no longer kept")


def _refuse_other_figures(published: _Published, again: Mapping[str, Decimal | None]) -> None:
    differing = sorted(dict(published.figures.items() ^ again.items()))
    if differing:
        told = ", ".join(differing[:_TOLD_FIGURES])
        raise NotPublished(
            f"made again from its inputs, {len(differing)} figures differ from the published ones "
            f"({told}): declarations or the program changed since; `kc run`, then freeze"
        )


def _moved(path: Path, folder: Path) -> str:
    """Put a document into the folder of the edition; its SHA-256."""
    shutil.copyfile(path, folder / path.name)
    return hashlib.sha256(path.read_bytes()).hexdigest()
