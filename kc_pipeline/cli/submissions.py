"""``kc status`` and ``kc withdraw``: what came in from whom, and taking one out of force."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import click
import duckdb

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import NONE, show_table
from kc_pipeline.errors import UsageError
from kc_pipeline.intake.opening import hash_submission
from kc_pipeline.paths import Project
from kc_pipeline.resolution.ledger import Entry, Ledger, read_ledger, write_ledger
from kc_pipeline.warehouse.private_builds import writer_lock
from kc_pipeline.warehouse.publishing import open_warehouse


class _Expected(NamedTuple):
    """A unit's report for a year: when it came, and the submission that is in force."""

    unit_code: str
    name_vi: str
    year: int
    received_at: datetime | None
    days_late: int | None
    due_on: date | None
    version: int | None
    rows_read: int | None
    rows_accepted: int | None
    rows_quarantined: int | None
    findings: int | None
    path: str | None
    rejected: int


@click.command()
@with_project
def status(project: Project) -> None:
    """Show what each unit sent for each year.

    First whether it came in time, then each report in force: version, rows read, accepted and
    quarantined, findings. Reads the published warehouse.
    """
    with open_warehouse(project.warehouse) as connection:
        expected = _expected(connection)
    years = sorted({e.year for e in expected})
    units = dict.fromkeys((e.unit_code, e.name_vi) for e in expected)
    by_place = {(e.unit_code, e.year): e for e in expected}
    show_table(
        ("unit", "name", *map(str, years)),
        [
            (code, name, *(_state(by_place.get((code, year))) for year in years))
            for code, name in units
        ],
        title="Reports received",
    )
    click.echo()
    show_table(
        (
            "unit",
            "year",
            "received",
            "version",
            "read",
            "accepted",
            "quarantined",
            "findings",
            "path",
        ),
        [
            (
                e.unit_code,
                e.year,
                f"{e.received_at:%d/%m/%Y}" if e.received_at else NONE,
                *(e.version, e.rows_read, e.rows_accepted, e.rows_quarantined, e.findings, e.path),
            )
            for e in expected
        ],
        right={"version", "read", "accepted", "quarantined", "findings"},
        title="Reports in force",
    )


def _state(expected: _Expected | None) -> str:
    if expected is None:
        return NONE
    if expected.received_at is None:
        return "rejected" if expected.rejected else "missing"
    return f"{expected.days_late} days late" if expected.days_late else "received"


def _expected(connection: duckdb.DuckDBPyConnection) -> list[_Expected]:
    rows = connection.execute("""
        with named as (
            select unit_code, arg_max(name_vi, coalesce(valid_from, date '0001-01-01')) as name_vi
            from core.units
            where level in ('huyen', 'trung_tam')
            group by unit_code
        ),
        found as (
            select submission_id, path, count(*) as findings
            from quality.findings
            where waived_by is null
            group by submission_id, path
        ),
        rejected as (
            select unit_code, year, count(*) as rejected
            from quality.submissions
            where status = 'rejected'
            group by unit_code, year
        )
        select
            c.unit_code, named.name_vi, c.year, c.received_at, c.days_late, c.due_on, s.version,
            s.rows_read, s.rows_accepted, s.rows_quarantined,
            if(s.submission_id is null, null, coalesce(found.findings, 0)), s.path,
            coalesce(rejected.rejected, 0)
        from quality.completeness as c
        left join named using (unit_code)
        left join quality.submissions as s
            on s.unit_code = c.unit_code and s.year = c.year
            and s.status in ('accepted', 'accepted_with_findings')
        left join found on found.submission_id = s.submission_id and found.path = s.path
        left join rejected on rejected.unit_code = c.unit_code and rejected.year = c.year
        order by c.unit_code, c.year
    """).fetchall()
    return [_Expected(*row) for row in rows]


@click.command()
@click.argument("path")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the findings.")
@with_project
def withdraw(project: Project, path: str, reason: str) -> None:
    """Take a submission out of force on purpose.

    PATH is relative to raw/. Meant is the content that lies there now, or that was last accepted
    from there. It is recorded; kc run applies it, and an older version is in force again.
    """
    with writer_lock(project.warehouse, now=datetime.now(UTC)):
        ledger = read_ledger(project.ledger)
        entry = _meant(project, ledger, path)
        if entry.withdrawn_at is not None:
            raise UsageError(f"{path}: withdrawn already, {entry.withdrawn_why}")
        write_ledger(project.ledger, ledger.with_withdrawn(entry.sha256, reason, datetime.now(UTC)))
    click.echo(f"{entry.path} (sha256 {entry.sha256[:12]}) is withdrawn; kc run applies it")


def _meant(project: Project, ledger: Ledger, path: str) -> Entry:
    """The accepted content that the path holds, or last held. Raises UsageError for none."""
    location = _location(project.raw, path)
    held = location.exists() and ledger.entry(hash_submission(location))
    if held:
        return held
    relative = location.relative_to(project.raw).as_posix()
    accepted = [entry for entry in ledger.entries if entry.path == relative]
    if not accepted:
        raise UsageError(f"{relative}: nothing was ever accepted from there; kc status lists paths")
    return _last(accepted)


def _location(raw: Path, path: str) -> Path:
    """The place in raw/ that a path relative to it, or to here, means."""
    for location in (raw / path, Path(path).absolute()):
        if location.is_relative_to(raw):
            return location
    raise UsageError(f"{path} is not in {raw}")


def _last(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda entry: entry.modified_at)
