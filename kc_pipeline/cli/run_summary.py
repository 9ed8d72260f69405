"""What a consolidation came to, read from the published warehouse."""

import duckdb

from kc_pipeline.cli.printing import say
from kc_pipeline.editions.standing import standings
from kc_pipeline.feedback.returning import copies
from kc_pipeline.figures.session import current_snapshot
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.placing import current_file, held_open
from kc_pipeline.warehouse.publishing import open_warehouse
from kc_pipeline.warehouse.waiting_corrections import waiting_corrections

_STATUSES = (
    "accepted",
    "accepted_with_findings",
    "superseded",
    "waiting",
    "duplicate",
    "rejected",
)
"""In the order in which they are told; those of `quality.submissions`, and what waits of them."""


def show_summary(project: Project, findings_changed: str | None = None) -> int:
    """Print the summary, and how findings changed if told; the number of rejected submissions."""
    with open_warehouse(project.warehouse) as connection:
        by_status = _by_status(connection)
        told = (
            f"{count} {status.replace('_', ' ')}" for status, count in by_status.items() if count
        )
        say(f"{sum(by_status.values())} submissions: {', '.join(told) or 'none'}")
        for path, reason in _rejected(connection):
            say(f"rejected {path}: {reason}")
        say(_rows(connection))
        for line in (*_waiting(connection), *_decisions(connection)):
            say(line)
        for phase, equal, published in _reconciled(connection):
            say(f"{phase}: {equal}/{published} figures equal")
    if findings_changed:
        say(f"findings: {findings_changed}")
    returned = copies(project)
    if returned:
        say(f"{len(returned)} annotated copies to send back in {project.feedback}")
    for one in standings(project):
        if one.is_stale:
            say(f"edition {one.manifest.name} is overtaken: see kc edition list")
    if project.status_page.exists():
        say(f"morning summary in {project.status_page}")
    refused = held_open(project.warehouse)
    if refused is not None:
        say(refused)
    say(f"published {current_file(project.warehouse)} (snapshot {current_snapshot(project)})")
    return by_status["rejected"]


def _by_status(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counted = dict(
        connection.execute(
            "select status, count(*) from quality.submissions group by status"
        ).fetchall()
    )
    waiting = len(waiting_corrections(connection))
    counted |= {"waiting": waiting, "superseded": counted.get("superseded", 0) - waiting}
    return {status: counted.get(status, 0) for status in _STATUSES}


def _rejected(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Each rejected submission with the errors of its file as a whole, else its first error."""
    return connection.execute("""
        select s.path, coalesce(
            string_agg(f.message_en, ' ' order by f.code) filter (where f.sheet is null),
            min_by(f.message_en, (f.sheet, f.cell, f.code)),
            ''
        )
        from quality.submissions as s
        left join quality.findings as f
            on f.submission_id = s.submission_id and f.path = s.path and f.severity = 'error'
        where s.status = 'rejected'
        group by s.path
        order by s.path
    """).fetchall()


def _rows(connection: duckdb.DuckDBPyConnection) -> str:
    counted = connection.execute("""
        select
            coalesce(sum(rows_read), 0)::bigint, coalesce(sum(rows_accepted), 0)::bigint,
            coalesce(sum(rows_quarantined), 0)::bigint, coalesce(sum(rows_not_data), 0)::bigint
        from quality.submissions
    """).fetchone()
    read, accepted, held, rest = (f"{n}" for n in counted or (0, 0, 0, 0))
    return f"{read} rows read: {accepted} accepted, {held} held back, {rest} headings and the like"


def _waiting(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        f"waits to be accepted in place of {one.ruling_path}: {one.path}; kc preview tells what it "
        f"would change, kc accept {one.submission_id} takes it"
        for one in waiting_corrections(connection)
    ]


def _decisions(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """How many decisions of officers are applied, and each that is not, with what to do."""
    rows = connection.execute(
        "select decision, state, message_en from quality.decisions order by decision"
    ).fetchall()
    if not rows:
        return []
    applied = sum(state == "applied" for _, state, _ in rows)
    return [
        f"{len(rows)} decisions of officers: {applied} applied",
        *(f"{state} {name}: {told}" for name, state, told in rows if state != "applied"),
    ]


def _reconciled(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    return connection.execute("""
        select phase, count(*) filter (where starts_with(verdict, 'equal')), count(*)
        from assessment.reconciliation
        where published is not null
        group by phase
        order by phase
    """).fetchall()
