"""Two snapshots of the warehouse: the rows of ``core`` that changed, and the figures they move."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from kc_pipeline.comparing.rows import Kind, compare_rows
from kc_pipeline.schemas.models import tables

_ANCHOR = "project_code"
_ADDRESS = frozenset({"submission_id", "sheet", "row_no", "establishment_id"})
"""Where a row stands, and ids that follow from others: no change of what was reported."""


@dataclass(frozen=True, slots=True)
class CoreChange:
    """One row of a core table that changed: its project, and the values on both sides."""

    kind: Kind
    table: str
    project_code: str | None
    old: Mapping[str, object]
    new: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that moved; None where a side does not have it."""

    phase: str
    figure: str
    unit: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True)
class SnapshotDiff:
    """What changed between two snapshots."""

    rows: tuple[CoreChange, ...]
    figures: tuple[FigureChange, ...]


def compare_snapshots(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection
) -> SnapshotDiff:
    """The differences between two open snapshots, read only."""
    return SnapshotDiff(tuple(_rows(old, new)), tuple(compare_figures(old, new)))


def _rows(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> Iterator[CoreChange]:
    for table in tables():
        before, after = _fetch(old, table.name), _fetch(new, table.name)
        for change in compare_rows(before, after, _ANCHOR):
            old_row = before[change.old] if change.old is not None else {}
            new_row = after[change.new] if change.new is not None else {}
            code = new_row.get(_ANCHOR) or old_row.get(_ANCHOR)
            yield CoreChange(
                kind=change.kind,
                table=table.name,
                project_code=None if code is None else str(code),
                old={c: old_row[c] for c in change.fields if c in old_row},
                new={c: new_row[c] for c in change.fields if c in new_row},
            )


def _fetch(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, object]]:
    result = connection.execute(f"select * from core.{table} order by all")
    names = [column[0] for column in result.description or ()]
    return [
        {n: v for n, v in zip(names, row, strict=True) if n not in _ADDRESS}
        for row in result.fetchall()
    ]


def compare_figures(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection
) -> Iterator[FigureChange]:
    """The figures of the declared phases that differ, by phase and name."""
    query = "select phase, figure, unit, value from assessment.figures order by phase, figure"
    before = {(p, f, u): v for p, f, u, v in old.execute(query).fetchall()}
    after = {(p, f, u): v for p, f, u, v in new.execute(query).fetchall()}
    for phase, figure, unit in sorted(before.keys() | after.keys()):
        values = before.get((phase, figure, unit)), after.get((phase, figure, unit))
        if values[0] != values[1]:
            yield FigureChange(phase, figure, unit, *values)
