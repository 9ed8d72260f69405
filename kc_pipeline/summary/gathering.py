"""Gathering the morning summary from the published warehouse and the snapshot before it.

Nothing is put into words here, and nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import duckdb

from kc_pipeline.editions.standing import standings
from kc_pipeline.feedback.returning import copies
from kc_pipeline.looking.rollback_record import standing_rollback
from kc_pipeline.paths import Project
from kc_pipeline.previewing.corrections import Moved, moved_by, would_move
from kc_pipeline.summary.morning import (
    Correction,
    Failure,
    Morning,
    MovedFigure,
    OvertakenEdition,
    ReportFindings,
    YearStanding,
)
from kc_pipeline.summary.published_state import State, read_state
from kc_pipeline.warehouse.broken_off import broken_off
from kc_pipeline.warehouse.other_version import open_published
from kc_pipeline.warehouse.publishing import Snapshot, open_warehouse, snapshots

_IN_FORCE = frozenset({"accepted", "accepted_with_findings"})


def gather(
    project: Project, failure: Failure | None = None, *, corrections_at: datetime | None = None
) -> Morning:
    """The summary of what is published now, beside the last snapshot before it.

    What each correction moves is worked out where the time is told as of which that is to be done.
    Raises WarehouseMissing where nothing is published.
    """
    with open_published(project) as connection:
        now = read_state(connection)
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
        waiting=tuple(_waiting(project, now, corrections_at)),
        broken_off=broken_off(project.warehouse),
    )


def _corrections(
    project: Project, before: Snapshot, then: State, now: State, at: datetime
) -> Iterator[Correction]:
    """What counts, arrived or accepted since, where another counted before: what each moved."""
    counted = {(r.unit, r.year): r.path for r in then.submissions.values() if r.status in _IN_FORCE}
    taken = [
        r
        for key, r in now.submissions.items()
        if (key not in then.submissions or key in then.instead_of)
        and r.status in _IN_FORCE
        and (r.unit, r.year) in counted
    ]
    if not taken:
        return
    moved = moved_by(project, before.id, [r.path for r in taken], at)
    labels = {key: label for state in (then, now) for key, (label, *_) in state.figures.items()}
    for received in taken:
        instead_of = counted[received.unit, received.year]
        yield Correction(received, instead_of, _told(moved[received.path], labels))


def _waiting(project: Project, now: State, at: datetime | None) -> Iterator[Correction]:
    """What waits to be accepted, with what each would move."""
    if not now.instead_of:
        return
    paths = [path for _, path in now.instead_of]
    moved = would_move(project, paths, at) if at else dict.fromkeys(paths)
    labels = {key: label for key, (label, *_) in now.figures.items()}
    for key, instead_of in now.instead_of.items():
        yield Correction(now.submissions[key], instead_of, _told(moved[key[1]], labels))


def _told(changes: Moved, labels: Mapping[tuple[str, str], str]) -> tuple[MovedFigure, ...] | None:
    if changes is None:
        return None
    return tuple(
        MovedFigure(c.phase, labels[c.phase, c.figure], c.unit, c.old, c.new) for c in changes
    )


def _snapshots(project: Project) -> tuple[Snapshot, Snapshot | None]:
    """The snapshot that is published, and the one before it."""
    kept = snapshots(project.warehouse)
    place = max((n for n, s in enumerate(kept) if s.is_current), default=len(kept) - 1)
    return kept[place], kept[place - 1] if place else None


def _state_of(project: Project, snapshot: Snapshot) -> State | None:
    """The state of a snapshot; None for one of a version that had other tables."""
    try:
        with open_warehouse(project.warehouse, snapshot.id) as connection:
            return read_state(connection)
    except duckdb.Error:
        return None


def _years(state: State) -> Iterator[YearStanding]:
    for year in sorted({year for year, _ in state.completeness}, reverse=True):
        of_year = [
            (state.name(code, year), *told)
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


def _newly_missing(old: State, now: State) -> Iterator[str]:
    for (year, code), (_, state, _) in now.completeness.items():
        _, before, _ = old.completeness.get((year, code), (None, "", False))
        if state == "missing" != before:
            yield f"{now.name(code, year)}, năm {year}"


def _findings(then: State | None, now: State) -> Iterator[ReportFindings]:
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
            unit = now.name(code, year) if code else None
            yield ReportFindings(unit, year, path, *counts)


def _moved(old: State, now: State) -> Iterator[MovedFigure]:
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
