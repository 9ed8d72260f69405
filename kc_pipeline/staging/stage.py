"""Staging from submissions to judged rows: load, type, validate, rank, resolve.

When it is done, the private database holds everything the SQL under ``assets/`` builds from: typed
rows with ``row_error``, places, establishments, findings. Which rows count follows from views
declared in ``assets/staging``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from kc_pipeline.decisions.docket import Settlement
from kc_pipeline.decisions.waivers import Waivers
from kc_pipeline.reference import reference_columns, reference_tables
from kc_pipeline.resolution.submission import Submission
from kc_pipeline.resolution.units import Units
from kc_pipeline.rules.catalogue import Catalogue
from kc_pipeline.rules.cross_rules import RESOLVED, hold_back, load_cross_rules, run_in_stages
from kc_pipeline.rules.places import Cells, RowIssue, RowPlace
from kc_pipeline.rules.validation import frame_from_arrow, validate
from kc_pipeline.schemas.models import MODELS, tables
from kc_pipeline.staging import tables as arrow
from kc_pipeline.staging.decided import stage_decisions
from kc_pipeline.staging.form_tables import make_form_table
from kc_pipeline.staging.resolved import (
    stage_establishments,
    stage_lead_units,
    stage_places,
    stage_text_keys,
)
from kc_pipeline.staging.rows import rows_and_cells
from kc_pipeline.staging.staged_cells import StagedCells
from kc_pipeline.staging.told import stage_findings
from kc_pipeline.staging.version_changes import version_changes_table
from kc_pipeline.warehouse.build import load_in_parts, load_inputs, materialise
from kc_pipeline.warehouse.connection import use_threads_for
from kc_pipeline.warehouse.sql_asset import load_sql_assets

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Stager:
    """What staging needs besides the submissions."""

    assets: Path
    catalogue: Catalogue
    units: Units

    def stage(self, connection: Connection, settlement: Settlement) -> None:
        """Fill the schemas ``reference`` and ``staging`` of a private database."""
        submissions, waivers = settlement.submissions, settlement.waivers
        judge = _Judge(self.catalogue, waivers)
        reference = reference_tables(self.assets)
        load_inputs(connection, "reference", _reference(self.assets, reference))
        load_inputs(connection, "staging", _inputs(submissions))
        load_in_parts(connection, "staging", rows_and_cells(submissions))
        use_threads_for(connection, _cells(connection))
        for table in tables():
            make_form_table(connection, table)
        noticed = [(s.submission_id, issue) for s in submissions for issue in s.issues]
        hold_back(connection, _rejected_rows(connection, submissions, judge))
        cells = StagedCells(
            connection, [s.submission_id for s in arrow.read_submissions(submissions)]
        )
        judged = self._validate(connection, submissions, cells, judge)
        stage_lead_units(connection, self.units)
        stage_text_keys(connection)
        for view in load_sql_assets(
            self.assets, ("staging",), external=_staged(connection)
        ).in_order():
            materialise(connection, view)
        rules = load_cross_rules(self.assets)
        holding = [r for r in rules if r.stage < RESOLVED]
        judged += run_in_stages(connection, holding, cells, judge.is_waived)
        judged += stage_places(connection, self.units, cells)
        judged += stage_establishments(connection, reference, cells)
        asking = [r for r in rules if r.stage >= RESOLVED]
        judged += run_in_stages(connection, asking, cells, judge.is_waived)
        noticed += [(j.row.submission_id, j.issue) for j in judged]
        met = tuple(waivers.rulings(noticed))
        noticed += [(r.submission_id, r.issue) for r in met if r.issue and r.submission_id]
        stage_findings(connection, submissions, noticed, self.catalogue, waivers)
        stage_decisions(connection, (*settlement.rulings, *met), self.catalogue)

    def _validate(
        self,
        connection: Connection,
        submissions: Sequence[Submission],
        cells: Cells,
        judge: "_Judge",
    ) -> list[RowIssue]:
        """Every pandera model over its table's rows; rows with an error are held back."""
        errors = frozenset(
            (s.submission_id, issue.sheet or "", issue.cell or "")
            for s in submissions
            for issue in s.issues
            if self.catalogue.holds_back(issue)
        )
        absent = _absent_columns(submissions)
        judged: list[RowIssue] = []
        for model in MODELS:
            name = model.table().name
            rows = connection.sql(f"select * from staging.{name} order by row_id").to_arrow_table()
            if (
                not rows.num_rows
            ):  # most reports leave most tables blank; judging none takes as long
                continue
            places = {
                row["row_id"]: RowPlace(row["submission_id"], row["sheet"], row["row_no"])
                for row in rows.select(["row_id", "submission_id", "sheet", "row_no"]).to_pylist()
            }
            frame = frame_from_arrow(rows, model)
            judged += validate(model, frame, places, cells, errors, not_there=absent)
        hold_back(connection, [j.row for j in judged if judge.holds_back(j)])
        return judged


@dataclass(frozen=True, slots=True)
class _Judge:
    """Which issues hold a row back: errors, but for those an officer waived."""

    catalogue: Catalogue
    waivers: Waivers

    def is_waived(self, found: RowIssue) -> bool:
        return self.waivers.of(found.row.submission_id, found.issue) is not None

    def holds_back(self, found: RowIssue) -> bool:
        return self.catalogue.holds_back(found.issue) and not self.is_waived(found)


def _inputs(submissions: Sequence[Submission]) -> Mapping[str, pa.Table]:
    return {
        "submissions": arrow.submissions_table(submissions),
        "cover_facts": arrow.cover_facts_table(submissions),
        "sheets": arrow.sheets_table(submissions),
        "seen_rows": arrow.seen_rows_table(submissions),
        "columns": arrow.columns_table(submissions),
        "version_changes": version_changes_table(submissions),
    }


def _reference(
    assets: Path, tables_of_rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Mapping[str, pa.Table]:
    columns = reference_columns(assets)
    return {
        name: arrow.reference_table(rows, columns[name]) for name, rows in tables_of_rows.items()
    }


def _absent_columns(submissions: Iterable[Submission]) -> frozenset[tuple[str, str, str]]:
    """Submission, sheet and column, for every column that a rejected sheet does not have."""
    columns = {table.name: [column.name for column in table.columns] for table in tables()}
    return frozenset(
        (s.submission_id, sheet.name, column)
        for s in arrow.read_submissions(submissions)
        for sheet in (s.reading.sheets if s.reading else ())
        if sheet.rejected
        for column in columns[sheet.table]
        if column not in sheet.columns
    )


def _rejected_rows(
    connection: Connection, submissions: Iterable[Submission], judge: _Judge
) -> list[RowPlace]:
    """The rows held back before any validation: of rejected files and sheets, or by the reader."""
    rejected = connection.execute("""
        select r.submission_id, r.sheet, r.row_no
        from staging.rows as r
        join staging.submissions as s using (submission_id)
        where s.rejected or (r.submission_id, r.sheet) in (
            select (submission_id, sheet) from staging.sheets where rejected is not null
        )
        order by r.row_id
    """).fetchall()
    noticed = [
        RowIssue(RowPlace(s.submission_id, issue.sheet, issue.row_no), issue)
        for s in arrow.read_submissions(submissions)
        for issue in s.issues
        if issue.sheet and issue.row_no is not None
    ]
    held = [found.row for found in noticed if judge.holds_back(found)]
    return [*(RowPlace(*row) for row in rejected), *held]


def _cells(connection: Connection) -> int:
    counted = connection.execute("select count(*) from staging.cells").fetchone()
    return int(counted[0]) if counted else 0


def _staged(connection: Connection) -> tuple[str, ...]:
    names = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where schema_name in ('staging', 'reference')"
    ).fetchall()
    return tuple(name for (name,) in names)
