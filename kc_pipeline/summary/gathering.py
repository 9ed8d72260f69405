"""Gathering the morning summary from the published warehouse and the snapshot before it.

Nothing is put into words here, and nothing is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import duckdb

from kc_pipeline.editions.standing import standings
from kc_pipeline.feedback.returning import copies
from kc_pipeline.looking.rollback_record import standing_rollback
from kc_pipeline.paths import Project
from kc_pipeline.previewing.corrections import moved_by
from kc_pipeline.summary.morning import (
    Correction,
    Failure,
    Morning,
    MovedFigure,
    OvertakenEdition,
    Received,
    ReportFindings,
    YearStanding,
)
from kc_pipeline.warehouse.publishing import Snapshot, open_warehouse, snapshots

_SUBMISSIONS = """
with refusals as (
    -- what is wrong with the file as a whole, else its first error
    select
        submission_id, path,
        coalesce(
            string_agg(message_vi, ' ' order by code, message_vi) filter (where sheet is null),
            min_by(message_vi, (sheet, cell, code))
        ) as reason
    from quality.findings
    where severity = 'error'
    group by submission_id, path
)
select
    s.submission_id, s.unit_code, s.year, s.path, s.version, s.status, s.rows_accepted,
    s.rows_quarantined, if(s.status = 'rejected', refusals.reason, null)
from quality.submissions as s
left join refusals using (submission_id, path)
order by s.year, s.unit_code, s.path, s.version, s.submission_id
"""
_NAMES = """
select unit_code, arg_max(name_vi, coalesce(valid_from, date '0001-01-01'))
from core.units
where is_reporting
group by unit_code
"""
_COMPLETENESS = """
select year, unit_code, due_on, state, coalesce(days_late, 0) > 0
from quality.completeness
order by year, unit_code
"""
_FINDINGS = """
select finding, unit_code, year, path, state
from quality.finding_history
where severity <> 'notice'
order by year, unit_code, path, finding
"""
_FIGURES = """
select phase, figure, label_vi, unit, value from assessment.figures order by phase, figure
"""
_IN_FORCE = frozenset({"accepted", "accepted_with_findings"})
_DECISIONS = """
select decision, coalesce(message_vi, '') from quality.decisions
where state <> 'applied' order by decision
"""


@dataclass(frozen=True, slots=True)
class _State:
    """What one published state says, by what makes two things the same."""

    names: dict[str, str]
    submissions: dict[tuple[str, str], Received]
    completeness: dict[tuple[int, str], tuple[date | None, str, bool]]
    findings: dict[str, tuple[str | None, int | None, str, str]]
    figures: dict[tuple[str, str], tuple[str, str, Decimal | None]]
    decisions: dict[str, str]


def gather(
    project: Project, failure: Failure | None = None, *, corrections_at: datetime | None = None
) -> Morning:
    """The summary of what is published now, beside the last snapshot before it.

    What each correction moved is worked out where the time is told as of which that is to be done.
    Raises WarehouseMissing where nothing is published.
    """
    with open_warehouse(project.warehouse) as connection:
        now = _state(connection)
    current, before = _snapshots(project)
    then = _state_of(project, before) if before else None
    old = then or now
    return Morning(
        published_at=current.published_at,
        compared_with=before.published_at if before and then else None,
        failure=failure,
        arrived=tuple(
            r for key, r in now.submissions.items() if then is None or key not in then.submissions
        ),
        gone=tuple(r.path for key, r in old.submissions.items() if key not in now.submissions),
        refused=tuple(r for r in now.submissions.values() if r.status == "rejected"),
        years=tuple(_years(now)),
        newly_missing=tuple(_newly_missing(old, now)),
        findings=tuple(_findings(then, now)),
        moved=tuple(_moved(old, now)),
        decisions=tuple(now.decisions.items()),
        new_decisions=tuple(d for d in now.decisions if d not in old.decisions),
        editions=tuple(_editions(project)),
        copies=tuple(p.relative_to(project.warehouse).as_posix() for p in copies(project)),
        rollback=standing_rollback(project),
        corrections=(
            tuple(_corrections(project, before, then, now, corrections_at))
            if before and then and corrections_at
            else ()
        ),
    )


def _corrections(
    project: Project, before: Snapshot, then: _State, now: _State, at: datetime
) -> Iterator[Correction]:
    """The arrived that count where another counted before, with what each moved."""
    counted = {(r.unit, r.year): r.path for r in then.submissions.values() if r.status in _IN_FORCE}
    taken = [
        r
        for key, r in now.submissions.items()
        if key not in then.submissions and r.status in _IN_FORCE and (r.unit, r.year) in counted
    ]
    if not taken:
        return
    moved = moved_by(project, before.id, [r.path for r in taken], at)
    labels = {key: label for state in (then, now) for key, (label, *_) in state.figures.items()}
    for received in taken:
        changes = moved[received.path]
        yield Correction(
            received,
            counted[received.unit, received.year],
            None
            if changes is None
            else tuple(
                MovedFigure(c.phase, labels[c.phase, c.figure], c.unit, c.old, c.new)
                for c in changes
            ),
        )


def _snapshots(project: Project) -> tuple[Snapshot, Snapshot | None]:
    """The snapshot that is published, and the one before it."""
    kept = snapshots(project.warehouse)
    place = max((n for n, s in enumerate(kept) if s.is_current), default=len(kept) - 1)
    return kept[place], kept[place - 1] if place else None


def _state_of(project: Project, snapshot: Snapshot) -> _State | None:
    """The state of a snapshot; None for one of a version that had other tables."""
    try:
        with open_warehouse(project.warehouse, snapshot.id) as connection:
            return _state(connection)
    except duckdb.Error:
        return None


def _state(connection: duckdb.DuckDBPyConnection) -> _State:
    names: dict[str, str] = dict(connection.execute(_NAMES).fetchall())
    submissions = {
        (submission_id, path): Received(names.get(code, code), year, path, *told)
        for submission_id, code, year, path, *told in connection.execute(_SUBMISSIONS).fetchall()
    }
    completeness = connection.execute(_COMPLETENESS).fetchall()
    findings = connection.execute(_FINDINGS).fetchall()
    figures = connection.execute(_FIGURES).fetchall()
    return _State(
        names=names,
        submissions=submissions,
        completeness={(year, code): (*told,) for year, code, *told in completeness},
        findings={name: (*told,) for name, *told in findings},
        figures={(phase, figure): (*told,) for phase, figure, *told in figures},
        decisions=dict(connection.execute(_DECISIONS).fetchall()),
    )


def _years(state: _State) -> Iterator[YearStanding]:
    for year in sorted({year for year, _ in state.completeness}, reverse=True):
        of_year = [
            (state.names.get(code, code), *told)
            for (one, code), told in state.completeness.items()
            if one == year
        ]
        late = tuple(name for name, _, _, is_late in of_year if is_late)
        came = _in_state(of_year, "received", "late", "zero_activity")
        yield YearStanding(
            year=year,
            due_on=next((due for _, due, _, _ in of_year if due), None),
            expected=len(of_year),
            in_time=len(came) - len(late),
            late=late,
            rejected=_in_state(of_year, "rejected"),
            missing=_in_state(of_year, "missing"),
            not_due=_in_state(of_year, "not_due"),
        )


def _in_state(units: Iterable[tuple[str, date | None, str, bool]], *states: str) -> tuple[str, ...]:
    return tuple(name for name, _, state, _ in units if state in states)


def _newly_missing(old: _State, now: _State) -> Iterator[str]:
    for (year, code), (_, state, _) in now.completeness.items():
        _, before, _ = old.completeness.get((year, code), (None, "", False))
        if state == "missing" != before:
            yield f"{now.names.get(code, code)}, năm {year}"


def _findings(then: _State | None, now: _State) -> Iterator[ReportFindings]:
    """By report, in the order of the history: only reports with something to tell."""
    counted: dict[tuple[str | None, int | None, str], list[int]] = {}
    for finding, (code, year, path, state) in now.findings.items():
        before = then.findings[finding][-1] if then and finding in then.findings else "mended"
        is_new = state == "open" and before == "mended"
        is_mended = state == "mended" and before != "mended"
        counts = counted.setdefault((code, year, path), [0, 0, 0])
        counts[0] += is_new
        counts[1] += is_mended
        counts[2] += state == "open" and not is_new
    for (code, year, path), counts in counted.items():
        if any(counts):
            unit = now.names.get(code, code) if code else None
            yield ReportFindings(unit, year, path, *counts)


def _moved(old: _State, now: _State) -> Iterator[MovedFigure]:
    for key in dict.fromkeys((*now.figures, *old.figures)):
        before, after = old.figures.get(key), now.figures.get(key)
        if before and after and before[2] == after[2]:
            continue
        told = after or before
        if told is None:
            raise AssertionError("every key is of one of the two")
        values = (before[2] if before else None, after[2] if after else None)
        yield MovedFigure(key[0], told[0], told[1], *values)


def _editions(project: Project) -> Iterator[OvertakenEdition]:
    for one in standings(project):
        if one.is_stale:
            differing = len({(s.unit_code, s.year) for s in (*one.overtaken, *one.newer)})
            yield OvertakenEdition(one.manifest.name, differing, len(one.moved))
