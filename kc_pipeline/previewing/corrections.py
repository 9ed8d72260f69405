"""What each correction moved that was taken since a snapshot: each by itself, and nothing guessed.

Where a correction is all that came, it moved all that moved. Else the warehouse of that snapshot is
built once more, with no more than that correction taken.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.comparing.snapshots import FigureChange, compare_figures
from kc_pipeline.errors import KcError
from kc_pipeline.paths import Project
from kc_pipeline.previewing.bench import Bench, lying, read_inputs
from kc_pipeline.warehouse.publishing import open_warehouse

MOST = 8
"""Corrections of one run that are built one by one; of more, what each moved is not worked out."""

_BY_ITSELF = frozenset({InputKind.DAY, InputKind.ACCEPTED_BEFORE})

Moved = tuple[FigureChange, ...] | None
"""The figures that a correction moved; None where that is not to be told."""


def moved_by(
    project: Project, before: str, corrections: Sequence[str], now: datetime
) -> dict[str, Moved]:
    """What each correction moved since the snapshot ``before``, by its path.

    Raises KcError where that snapshot or what is published cannot be read.
    """
    with (
        open_warehouse(project.warehouse, before) as old,
        open_warehouse(project.warehouse) as new,
    ):
        was, now_there = read_inputs(old), read_inputs(new)
        if _changed(was, now_there) == set(corrections) and len(corrections) == 1:
            return {corrections[0]: tuple(compare_figures(old, new))}
    if len(corrections) > MOST:
        return dict.fromkeys(corrections)
    taken = {one.path: one for one in lying(now_there)}
    with tempfile.TemporaryDirectory(prefix="kc-corrections-") as folder:
        bench = Bench(project, Path(folder), was, now)
        return dict(_one_by_one(bench, [taken[path] for path in corrections]))


def _one_by_one(bench: Bench, corrections: Sequence[Input]) -> Iterator[tuple[str, Moved]]:
    base = bench.build(bench.taken, "without")
    for place, correction in enumerate(corrections):
        (taken,) = bench.steps.take_again([correction])
        others = [one for one in bench.taken if one.path != correction.path]
        try:
            built = bench.build([*others, taken], f"with-{place}")
        except (KcError, duckdb.Error):
            yield correction.path, None  # it takes another file as well
            continue
        with (
            open_warehouse(base.warehouse) as old,
            open_warehouse(built.warehouse) as new,
        ):
            yield correction.path, tuple(compare_figures(old, new))


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
