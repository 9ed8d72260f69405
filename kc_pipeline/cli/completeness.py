"""``kc status``: who reported for which year, as a matrix, and each report in force."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click
import duckdb
from rich.text import Text

from kc_pipeline.cli.for_programs import put_out, put_out_csv
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import NONE, say, show, show_table
from kc_pipeline.number_style import number
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.broken_off import broken_off
from kc_pipeline.warehouse.other_version import open_published
from kc_pipeline.warehouse.waiting_corrections import WaitingCorrection, waiting_corrections

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_LOOKS = {
    "received": "green",
    "zero_activity": "cyan",
    "late": "yellow",
    "rejected": "bold red",
    "missing": "red",
    "not_due": "dim",
}
_WORDS = {"zero_activity": "no activity", "not_due": "not due"}
_NUMBERS = ("version", "read", "accepted", "quarantined", "findings")
_SQL = """
with latest as (
    select unit_code, max_by(name_vi, coalesce(valid_from, date '0001-01-01')) as name_vi
    from core.units
    where is_reporting
    group by unit_code
),
found as (
    select submission_id, path, count(*) as findings
    from quality.findings
    where waived_by is null
    group by submission_id, path
)
select
    c.unit_code, coalesce(of_year.name_vi, latest.name_vi), c.year, c.state, c.due_on,
    c.received_at, c.days_late,
    s.submission_id, s.version, s.rows_read, s.rows_accepted, s.rows_quarantined,
    if(s.submission_id is null, null, coalesce(found.findings, 0)), s.path, null
from quality.completeness as c
left join core.units_by_year as of_year using (unit_code, year)
left join latest using (unit_code)
left join quality.submissions as s
    on s.unit_code = c.unit_code and s.year = c.year
    and s.status in ('accepted', 'accepted_with_findings')
left join found on found.submission_id = s.submission_id and found.path = s.path
order by c.unit_code, c.year
"""
_RATES = """
select year, reporting_rate, on_time_rate from quality.reporting_rates order by year nulls last
"""


class _Expected(NamedTuple):
    """A unit's report for a year: whether it came, and the submission that is in force.

    ``waiting`` are the ids of corrections that wait to be accepted, with spaces between them.
    """

    unit_code: str
    name_vi: str
    year: int
    state: str
    due_on: date | None
    received_at: datetime | None
    days_late: int | None
    submission_id: str | None
    version: int | None
    rows_read: int | None
    rows_accepted: int | None
    rows_quarantined: int | None
    findings: int | None
    path: str | None
    waiting: str | None


_Rates = Sequence[tuple[int | None, Decimal | None, Decimal | None]]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="Two tables to look at, or one line a unit and year.",
)
@with_project
def status(project: Project, form: str) -> None:
    """Show what each unit sent for each year.

    First whether it came in time, with the share of units that reported; then each report in force:
    version, rows read, accepted and quarantined, findings that are open; then corrections that
    wait to be accepted, if any. Reads the published warehouse. Tells on standard error of a run
    that was killed, until the next is done.
    """
    killed = broken_off(project.warehouse)
    if killed is not None:
        say(killed.told(), err=True)
    with open_published(project) as connection:
        waiting = waiting_corrections(connection)
        expected = _expected(connection, waiting)
        rates: _Rates = connection.execute(_RATES).fetchall()
    if form == "json":
        told = [e._asdict() for e in expected]
        put_out(json.dumps(told, ensure_ascii=False, indent=2, default=_iso))
    elif form == "csv":
        put_out_csv(_Expected._fields, expected)
    else:
        _show_matrix(expected, rates)
        show([Text()])
        _show_reports(expected)
        if waiting:
            show([Text()])
            _show_waiting(waiting)


def _expected(
    connection: duckdb.DuckDBPyConnection, waiting: Sequence[WaitingCorrection]
) -> list[_Expected]:
    expected = [_Expected(*row) for row in connection.execute(_SQL).fetchall()]
    return [
        e._replace(
            waiting=" ".join(
                w.submission_id for w in waiting if (w.unit_code, w.year) == (e.unit_code, e.year)
            )
            or None
        )
        for e in expected
    ]


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_matrix(expected: Sequence[_Expected], rates: _Rates) -> None:
    years = sorted({e.year for e in expected})
    latest_names = {e.unit_code: e.name_vi for e in expected}
    by_place = {(e.unit_code, e.year): e for e in expected}
    rows: list[Sequence[object]] = [
        (code, name, *(_state(by_place.get((code, year))) for year in years))
        for code, name in latest_names.items()
    ]
    show_table(
        ("unit", "name", *map(str, years)),
        [*rows, *_shares(rates, years)],
        title="Reports received",
    )


def _state(expected: _Expected | None) -> str | Text:
    if expected is None:
        return NONE
    word = _WORDS.get(expected.state, expected.state)
    if expected.days_late:
        late = f"{expected.days_late} days late"
        word = late if expected.state == "late" else f"{word}, {late}"
    return Text(word, style=_LOOKS[expected.state])


def _shares(rates: _Rates, years: Sequence[int]) -> Iterator[Sequence[object]]:
    by_year = {year: shares for year, *shares in rates}
    for place, name in enumerate(("reported", "in time")):
        shown = [_share(by_year[year][place]) if year in by_year else NONE for year in years]
        total = _share(by_year[None][place]) if None in by_year else NONE
        yield "", f"{name}: {total} of all", *(Text(share, style="bold") for share in shown)


def _share(value: Decimal | None) -> str:
    return NONE if value is None else f"{number(value, decimals=1)}%"


def _show_reports(expected: Sequence[_Expected]) -> None:
    show_table(
        ("unit", "year", "received", *_NUMBERS[:-1], "findings", "submission", "path"),
        [
            (
                e.unit_code,
                e.year,
                f"{e.received_at:%d/%m/%Y}" if e.received_at else NONE,
                *(e.version, e.rows_read, e.rows_accepted, e.rows_quarantined, e.findings),
                *(e.submission_id, e.path),
            )
            for e in expected
        ],
        right=set(_NUMBERS),
        title="Reports in force",
    )


def _show_waiting(waiting: Sequence[WaitingCorrection]) -> None:
    show_table(
        ("unit", "year", "version", "file of", "submission", "path", "in place of"),
        [
            (w.unit_code, w.year, w.version, _day(w), w.submission_id, w.path, w.ruling_path)
            for w in waiting
        ],
        right={"version"},
        title="Corrections that wait to be accepted",
    )
    say("kc preview PATH tells what one would change; kc accept SUBMISSION --reason TEXT takes it")


def _day(waiting: WaitingCorrection) -> str:
    return f"{waiting.modified_at.replace(tzinfo=UTC).astimezone(_ZONE):%d/%m/%Y}"
