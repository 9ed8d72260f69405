"""The nightly consolidation, step by step: take in, settle, stage, build, assess, publish.

Each step is one method; the Dagster assets call them in order and `kc` calls Dagster. Nothing here
knows Dagster. The steps between staging and publishing work on one private database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from kc_pipeline.build_inputs import Input, declarations, program
from kc_pipeline.decisions.corrections import apply_corrections
from kc_pipeline.decisions.decision import Kind
from kc_pipeline.decisions.decision_files import read_decisions
from kc_pipeline.decisions.docket import Settlement, acceptances, exclusions, rule_on
from kc_pipeline.errors import CheckFailed, NotPublished, UnreadableSubmission
from kc_pipeline.figures.assessment import Assessor, load_assessor, stage_assessment
from kc_pipeline.intake.raw_folder import RawEntry, entries
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import Intake, TakenIn
from kc_pipeline.looking.rollback_record import forget_rollback
from kc_pipeline.object_store.raw_mirror import Mirrored, bring_raw
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.holding import load_hold_corrections
from kc_pipeline.resolution.in_force import Decided, settle
from kc_pipeline.resolution.ledger import Entry, Ledger, read_ledger, write_ledger
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.resolution.units import Units
from kc_pipeline.resolution.whose_and_when import identify
from kc_pipeline.rules.catalogue import Catalogue, load_catalogue
from kc_pipeline.schemas.models import tables
from kc_pipeline.staging.form_tables import see_that_all_are_shown
from kc_pipeline.staging.inputs import inputs, inputs_table
from kc_pipeline.staging.stage import Stager
from kc_pipeline.staging.tables import read_submissions
from kc_pipeline.warehouse.build import load_inputs, materialise, undocumented
from kc_pipeline.warehouse.checks import CheckResult, run_checks
from kc_pipeline.warehouse.connection import build_memory, building
from kc_pipeline.warehouse.constraints import keep_keys
from kc_pipeline.warehouse.dictionary import dictionary_table
from kc_pipeline.warehouse.finding_history import keep_history, read_history, stage_history
from kc_pipeline.warehouse.kept_answers import ANSWERS
from kc_pipeline.warehouse.macro import create_macros
from kc_pipeline.warehouse.published_tables import (
    PRIVATE_SCHEMAS,
    PUBLISHED_SCHEMAS,
    load_published_assets,
    load_published_macros,
)
from kc_pipeline.warehouse.publishing import Snapshot, publish
from kc_pipeline.warehouse.recording import record_publication
from kc_pipeline.warehouse.retention import load_retention
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets


@dataclass(frozen=True, slots=True)
class Built:
    """One table or view that was built: its rows and the results of its checks."""

    asset: SqlAsset
    rows: int
    checks: tuple[CheckResult, ...]


class Consolidation:
    """The steps of one consolidation of a project."""

    def __init__(self, project: Project, kept: Project | None = None) -> None:
        """Load every declaration under ``assets``; a setting that cannot be meant is refused now.

        What is kept beside the warehouse of another project, ``kept``, is read and never written.
        """
        build_memory()
        self.project = project
        ANSWERS.know(project.kept_answers)
        self._declared = (*declarations(project.home), *program())
        self.catalogue: Catalogue = load_catalogue(project.assets)
        self.units = Units.load(read_reference(project.assets, "units"))
        self.sql: SqlAssets = load_published_assets(project.assets)
        see_that_all_are_shown(self.sql, tables())
        self.macros = load_published_macros(project.assets, self.sql)
        self.assessor: Assessor = load_assessor(project.assets, self.sql)
        self._retention = load_retention(project.assets)
        self._holds_corrections = load_hold_corrections(project.assets)
        self._intake = Intake(project, tables(), kept)

    def forget_readings(self) -> None:
        """Forget what was read before, so that every submission is read anew."""
        self._intake.forget()

    def bring_raw(self) -> Mirrored | None:
        """Bring what lies at a URL into raw/; None where raw/ is a folder of its own."""
        return bring_raw(self.project)

    def take_in(self, years: Iterable[int] | None = None) -> list[TakenIn]:
        """Read what lies in raw/ (of those years, if given); unchanged files from the store."""
        found = entries(self.project.raw)
        wanted = found if years is None else [e for e in found if e.year in set(years)]
        return self._intake.take_in(wanted)

    def take_entries(self, found: Sequence[RawEntry], raw: Path | None = None) -> list[TakenIn]:
        """Read those entries of raw/, or of another folder."""
        return self._intake.take_in(found, raw)

    def take_again(self, lying: Sequence[Input]) -> list[TakenIn]:
        """What once lay in raw/, out of the archive. Raises NotPublished for what is not kept."""
        readings = self._intake.readings([one.sha256 for one in lying if one.sha256])
        return [_again(one, readings) for one in lying]

    def settle(self, taken: Sequence[TakenIn], accepted: Iterable[str] = ()) -> Settlement:
        """Say whose each submission is and which are in force, the ledger's memory included.

        ``taken`` is all that lies in raw/: what is not in it counts as removed. Officers' decisions
        are read here: cells are corrected before anything is judged, exclusions put out of force,
        corrections that wait accepted. ``accepted`` are contents taken for accepted besides.
        """
        ledger = read_ledger(self.project.ledger)
        decisions = read_decisions(self.project.decisions)
        everything = (*taken, *self._remembered(taken, ledger))
        corrections = decisions.of(Kind.CORRECTION)
        corrected = apply_corrections(everything, corrections, self._intake.corrected)
        identified = [(t, identify(t, self.units)) for t in corrected.taken]
        hashes = [t.sha256 for t in everything]
        free = acceptances(decisions, hashes).union(accepted)
        settled = settle(
            identified[: len(taken)],
            identified[len(taken) :],
            ledger,
            self.catalogue.holds_back,
            Decided(exclusions(decisions, hashes), free if self._holds_corrections else None),
        )
        former = {entry.sha256: entry.path for entry in ledger.entries}
        return rule_on(decisions, corrected, settled, former, self.catalogue)

    def _remembered(self, taken: Sequence[TakenIn], ledger: Ledger) -> list[TakenIn]:
        """The contents accepted before that lie in raw/ no more, read anew from the archive."""
        present = {t.sha256 for t in taken}
        gone = [e for e in ledger.entries if e.sha256 not in present]
        readings = self._intake.readings([e.sha256 for e in gone])
        return [
            TakenIn(
                path=entry.path,
                year=RawEntry(entry.path, Path(entry.path), entry.modified_at).year,
                modified_at=entry.modified_at,
                sha256=entry.sha256,
                reading=readings[entry.sha256],
            )
            for entry in gone
            if entry.sha256 in readings
        ]

    def stage(
        self, connection: duckdb.DuckDBPyConnection, settlement: Settlement, today: date
    ) -> str | None:
        """Fill ``staging`` and ``reference`` of a private database.

        ``today`` is the day in Viet Nam. Gives what is to be said where the history of findings was
        not where the last run left it.
        """
        Stager(self.project.assets, self.catalogue, self.units).stage(connection, settlement)
        ledger = read_ledger(self.project.ledger)
        built_from = inputs(self.project.home, settlement.submissions, ledger, today)
        dictionary = dictionary_table(self.sql, self.macros)
        load_inputs(
            connection, "staging", {"inputs": inputs_table(built_from), "dictionary": dictionary}
        )
        before = read_history(self.project.warehouse)
        stage_history(connection, before, today)
        return before.note

    def layer(self, name: str) -> tuple[SqlAsset, ...]:
        """The tables of a layer in building order.

        The layers are the published schemas, but that what reads ``assessment`` is built with it.
        """
        ordered = self.sql.in_order()
        after = {
            a.qualified_name
            for a in ordered
            if any(need.startswith("assessment.") for need in a.depends_on)
        }
        if name == "assessment":
            return tuple(a for a in ordered if a.schema == name or a.qualified_name in after)
        return tuple(a for a in ordered if a.schema == name and a.qualified_name not in after)

    def build(self, connection: duckdb.DuckDBPyConnection, layer: str) -> list[Built]:
        """Build one layer, then check it. ``assessment`` computes the declared phases first."""
        if layer == "assessment":
            stage_assessment(connection, self.assessor)
        assets = self.layer(layer)
        rows = [materialise(connection, asset) for asset in assets]
        return [
            Built(asset, count, run_checks(connection, asset))
            for asset, count in zip(assets, rows, strict=True)
        ]

    def build_whole(self, file: Path, settlement: Settlement, today: date) -> None:
        """Stage, build, check and finish one file. Raises CheckFailed for a check that blocks."""
        with building(file) as connection:
            self.stage(connection, settlement, today)
            built = [one for layer in PUBLISHED_SCHEMAS for one in self.build(connection, layer)]
            checks = [check for one in built for check in one.checks]
            faults = [f"{c.asset}.{c.name}" for c in checks if c.blocking and not c.passed]
            if faults:
                raise CheckFailed(f"blocking checks failed: {', '.join(faults)}")
            self.finish(connection)

    def finish(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Add macros and keys, drop what is private and see that all that stays is described."""
        create_macros(connection, self.macros)
        keep_keys(connection, self.sql.in_order())
        for schema in PRIVATE_SCHEMAS:
            connection.execute(f"drop schema if exists {schema} cascade")
        bare = undocumented(connection)
        if bare:
            raise CheckFailed(f"without a comment: {', '.join(bare)}")
        connection.execute("checkpoint")

    def publish(
        self,
        private_file: Path,
        submissions: Sequence[Submission],
        now: datetime,
        failed_checks: Sequence[CheckResult] = (),
    ) -> Snapshot:
        """Compare control totals with the intake, put the file in place, remember what counted.

        ``failed_checks`` did not block; they are recorded with the publication, which is whole
        once the caller has done all that follows it and says so (`make_whole`).
        """
        ANSWERS.keep(self.project.kept_answers)
        snapshot = publish(
            private_file,
            self.project.warehouse,
            controls=controls(submissions),
            now=now,
            keep=self._retention,
        )
        self.remember(submissions)
        keep_history(self.project.warehouse)
        failed = [f"{check.asset}: {check.name}" for check in failed_checks]
        record_publication(self.project, snapshot, self._declared, failed)
        forget_rollback(self.project)
        return snapshot

    def remember(self, submissions: Iterable[Submission]) -> None:
        """Enter into the ledger what was accepted, and by officers where corrections wait."""
        accepted = [
            Entry(s.taken.sha256, s.taken.path, s.taken.modified_at, s.replaced_by)
            for s in submissions
            if s.standing in {Standing.IN_FORCE, Standing.SUPERSEDED}
            and s.is_taken
            and s.taken.sha256
        ]
        ledger = read_ledger(self.project.ledger)
        write_ledger(self.project.ledger, ledger.with_accepted(accepted))


def _again(one: Input, readings: Mapping[str, Reading | UnreadableSubmission]) -> TakenIn:
    if one.modified_at is None or (one.sha256 and one.sha256 not in readings):
        raise NotPublished(f"{one.path}: its bytes are not kept")
    return TakenIn(
        path=one.path,
        year=RawEntry(one.path, Path(one.path), one.modified_at).year,
        modified_at=one.modified_at,
        sha256=one.sha256 or "",
        reading=readings[one.sha256] if one.sha256 else UnreadableSubmission("file.not_taken"),
    )


def controls(submissions: Sequence[Submission]) -> dict[str, int]:
    """What the published file must say, counted from the intake itself."""
    opened = read_submissions(submissions)
    formless = [s for s in submissions if s.reading is None or not s.reading.form]
    data_rows = sum(len(s.reading.rows) for s in opened if s.reading)
    return {
        "select count(*) from quality.submissions": len(submissions),
        "select coalesce(sum(rows_accepted + rows_quarantined), 0)::bigint "
        "from quality.submissions": data_rows,
        "select count(*) from quality.submissions where form is null": len(formless),
    }
