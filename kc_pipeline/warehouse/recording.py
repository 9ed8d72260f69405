"""The record of a publication, drawn from the published file itself."""

from collections.abc import Sequence
from datetime import UTC, date

import duckdb

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.reading_store import PASSING
from kc_pipeline.looking.deadlines import last_deadline_passed
from kc_pipeline.looking.publication_record import (
    PublicationRecord,
    ledger_hash,
    marks_of,
    write_record,
)
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.warehouse.placing import current_file
from kc_pipeline.warehouse.publishing import Snapshot, open_warehouse


def record_publication(
    project: Project,
    snapshot: Snapshot,
    declared: Sequence[Input],
    failed_checks: Sequence[str],
) -> None:
    """Record what was just put in place, as the writer; it is not whole yet.

    ``declared`` are declarations and program as they were when they were loaded: what changed while
    the run went on is a change for the next one.
    """
    deadlines = read_reference(project.assets, "deadlines")
    with open_warehouse(project.warehouse) as connection:
        (day,) = _column(connection, f"path from quality.inputs where kind = '{InputKind.DAY}'")
        record = PublicationRecord(
            snapshot=snapshot.id,
            published_at=snapshot.published_at,
            published_sha256=hash_submission(current_file(project.warehouse)),
            ledger_sha256=ledger_hash(project),
            last_deadline=last_deadline_passed(deadlines, date.fromisoformat(day)),
            submissions=marks_of(_submissions(connection)),
            declarations=marks_of(one for one in declared if one.kind is InputKind.DECLARATION),
            program=marks_of(one for one in declared if one.kind is InputKind.PROGRAM),
            rejected=len(
                _column(connection, "path from quality.submissions where status = 'rejected'")
            ),
            failed_checks=tuple(failed_checks),
            passing=tuple(_passing(connection)),
        )
    write_record(project, record)


def _submissions(connection: duckdb.DuckDBPyConnection) -> list[Input]:
    rows = connection.execute(
        "select path, sha256, modified_at from quality.inputs where kind = $kind",
        {"kind": str(InputKind.SUBMISSION)},
    ).fetchall()
    return [
        Input(InputKind.SUBMISSION, path, sha256, modified_at.replace(tzinfo=UTC))
        for path, sha256, modified_at in rows
    ]


def _passing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The submissions that were refused for what may pass by itself."""
    return _column(
        connection,
        "distinct path from quality.findings where list_contains($codes, code) order by path",
        codes=sorted(PASSING),
    )


def _column(connection: duckdb.DuckDBPyConnection, query: str, **bound: object) -> list[str]:
    return [row[0] for row in connection.execute(f"select {query}", bound).fetchall()]
