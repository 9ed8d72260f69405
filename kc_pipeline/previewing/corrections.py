"""What each correction moved or would move: each by itself, and nothing guessed.

Where a correction is all that came since a snapshot, it moved all that moved. Else the warehouse of
that snapshot is built once more, with no more than that correction taken.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.comparing.snapshots import FigureChange, compare_figures
from kc_pipeline.errors import KcError
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.paths import Project
from kc_pipeline.previewing.bench import Bench, lying, read_inputs
from kc_pipeline.warehouse.other_version import open_published
from kc_pipeline.warehouse.publishing import open_warehouse

MOST = 8
"""Corrections that are built one by one; of more, what each moves is not worked out."""

_BY_ITSELF = frozenset({InputKind.DAY, InputKind.ACCEPTED_BEFORE})

_ACCEPTING = """
select 'assets/decisions/' || regexp_extract(decision, '^(.+[.]toml) ', 1) as file
from quality.decisions
group by file
having bool_and(coalesce(kind, '') = 'acceptance' and list_contains($paths, path))
"""

Moved = tuple[FigureChange, ...] | None
"""The figures that a correction moved; None where that is not to be told."""


def moved_by(
    project: Project, before: str, corrections: Sequence[str], now: datetime
) -> dict[str, Moved]:
    """What each correction moved since the snapshot ``before``, by its path.

    Raises KcError where that snapshot or what is published cannot be read.
    """
    with (
        open_published(project, before) as old,
        open_published(project) as new,
    ):
        was, now_there = read_inputs(old), read_inputs(new)
        changed = _changed(was, now_there) - _accepting(new, corrections)
        if len(corrections) == 1 and changed <= set(corrections):
            return {corrections[0]: tuple(compare_figures(old, new))}
        if len(corrections) > MOST:
            return dict.fromkeys(corrections)
        taken = {one.path: one for one in lying(now_there)}
        with tempfile.TemporaryDirectory(prefix="kc-corrections-") as folder:
            bench = Bench(project, Path(folder), old, now)
            return dict(_one_by_one(bench, [taken[path] for path in corrections]))


def would_move(project: Project, waiting: Sequence[str], now: datetime) -> dict[str, Moved]:
    """What each correction that waits would move if it were accepted, by its path.

    Raises KcError where what is published cannot be read.
    """
    if len(waiting) > MOST:
        return dict.fromkeys(waiting)
    with (
        open_published(project) as published,
        tempfile.TemporaryDirectory(prefix="kc-corrections-") as folder,
    ):
        bench = Bench(project, Path(folder), published, now)
        taken = {one.path: one for one in bench.taken}
        return {
            path: _moved(bench, published, bench.taken, taken[path].sha256, f"with-{place}")
            for place, path in enumerate(waiting)
        }


def _one_by_one(bench: Bench, corrections: Sequence[Input]) -> Iterator[tuple[str, Moved]]:
    # One that waited in that snapshot lay in raw/ then and counted nowhere: it is left out.
    contents = {one.sha256 for one in corrections}
    others = [one for one in bench.taken if one.sha256 not in contents]
    base = bench.build(others, "without")
    with open_warehouse(base.warehouse) as without:
        for place, correction in enumerate(corrections):
            (taken,) = bench.steps.take_again([correction])
            rest = [one for one in others if one.path != correction.path]
            yield (
                correction.path,
                _moved(bench, without, [*rest, taken], taken.sha256, f"with-{place}"),
            )


def _moved(
    bench: Bench,
    without: duckdb.DuckDBPyConnection,
    taken: Sequence[TakenIn],
    accepted: str,
    name: str,
) -> Moved:
    """What differs with all that is taken and that content accepted."""
    try:
        built = bench.build(taken, name, [accepted])
    except (KcError, duckdb.Error):
        return None  # it takes another file as well
    with open_warehouse(built.warehouse) as new:
        return tuple(compare_figures(without, new))


def _accepting(published: duckdb.DuckDBPyConnection, corrections: Sequence[str]) -> set[str]:
    """The decision files that do nothing but accept these."""
    rows = published.execute(_ACCEPTING, {"paths": list(corrections)}).fetchall()
    return {file for (file,) in rows}


def _changed(was: Sequence[Input], now: Sequence[Input]) -> set[str]:
    """The paths of all that differs but the day and what the ledger came to know by itself."""
    before, after = (
        {
            (one.path, one.sha256, one.withdrawn_at)
            for one in inputs
            if one.kind not in _BY_ITSELF or one.withdrawn_at
        }
        for inputs in (was, now)
    )
    return {path for path, _, _ in before ^ after}
