"""One phase, ready to be assessed: a connection on which its figures, sources and sections are.

A phase that the published file holds is read there. For any other range of years the same SQL
builds ``sections`` and ``assessment`` for just that phase, in memory, over the published ``core``
and ``quality``. Nothing published is ever written, and nothing is computed here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb

from kc_pipeline.figures.assessment import Assessor, load_assessor, stage_assessment
from kc_pipeline.figures.phases import Phase, find_phase
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.build import materialise
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.kept_answers import ANSWERS
from kc_pipeline.warehouse.other_version import database_of, told_if_older
from kc_pipeline.warehouse.published_tables import load_published_assets
from kc_pipeline.warehouse.publishing import open_warehouse, snapshots
from kc_pipeline.warehouse.quoting import identifier, literal
from kc_pipeline.warehouse.sql_asset import SqlAssets

_PUBLISHED = "published"
_VIEWED = ("core", "quality")
_PHASES = "phases"


@dataclass(frozen=True, slots=True)
class Assessment:
    """An open phase.

    On ``connection`` ``core``, ``quality``, ``sections`` and ``assessment`` are there for it; hand
    it to the methods of ``assessor``. ``snapshot_id`` is the snapshot that is read, None where the
    published file is none of those kept.
    """

    connection: duckdb.DuckDBPyConnection
    phase: Phase
    assessor: Assessor
    snapshot_id: str | None


@contextmanager
def open_assessment(
    project: Project, phase_name: str, *, snapshot: str | None = None
) -> Iterator[Assessment]:
    """Open a phase of the published warehouse, or of a snapshot.

    Raises UnknownPhase for what is neither a declared phase nor FROM-TO, WarehouseMissing where
    nothing is published, UsageError for an unknown snapshot; NotPublished where what is asked of
    it is not in the file, as another version of the program published it.
    """
    ANSWERS.know(project.kept_answers)
    sql = load_published_assets(project.assets)
    assessor = load_assessor(project.assets, sql)
    phase = find_phase(phase_name, assessor.phases)
    # The snapshot rather than its copy in place: no run can swap it between asking and opening.
    snapshot_id = snapshot or current_snapshot(project)
    with open_warehouse(project.warehouse, snapshot_id) as published:
        database, file = database_of(published)
        if _holds(published, phase):
            with told_if_older(published, database, lambda: sql, snapshot):
                yield Assessment(published, phase, assessor, snapshot_id)
            return
    with connect(":memory:") as connection:
        connection.execute(f"attach {literal(file)} as {_PUBLISHED} (read_only)")
        with told_if_older(connection, _PUBLISHED, lambda: sql, snapshot):
            _build(connection, replace(assessor, phases=(phase,)), sql)
            yield Assessment(connection, phase, assessor, snapshot_id)


def current_snapshot(project: Project) -> str | None:
    """The id of the snapshot that the published file is; None where it is none of those kept."""
    return next((kept.id for kept in snapshots(project.warehouse) if kept.is_current), None)


def _holds(connection: duckdb.DuckDBPyConnection, phase: Phase) -> bool:
    """Whether the file was built for that phase; one declared later is not in it yet."""
    found = connection.execute(
        "select 1 from core.phases where phase = ? and from_year = ? and to_year = ?",
        [phase.name, phase.from_year, phase.to_year],
    )
    return found.fetchone() is not None


def _build(connection: duckdb.DuckDBPyConnection, assessor: Assessor, sql: SqlAssets) -> None:
    """The schemas of one phase in memory: views where nothing depends on the phase, else built."""
    views = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = $name "
        "union all "
        "select schema_name, view_name from duckdb_views() where database_name = $name",
        {"name": _PUBLISHED},
    ).fetchall()
    for schema in _VIEWED:
        connection.execute(f"create schema {identifier(schema)}")
    for schema, name in views:
        if schema in _VIEWED and name != _PHASES:
            source = identifier(_PUBLISHED, schema, name)
            connection.execute(f"create view {identifier(schema, name)} as from {source}")
    connection.execute("""
        create table core.phases
            (phase varchar, from_year bigint, to_year bigint, title_vi varchar)
    """)
    connection.executemany(
        "insert into core.phases values (?, ?, ?, ?)",
        [[p.name, p.from_year, p.to_year, p.title_vi] for p in assessor.phases],
    )
    built = [a for a in sql.in_order() if a.schema not in _VIEWED]
    after = {a.qualified_name for a in built if _reads_figures(a.depends_on)}
    for asset in built:
        if asset.qualified_name not in after:
            materialise(connection, asset)
    stage_assessment(connection, assessor)
    for asset in built:
        if asset.qualified_name in after:
            materialise(connection, asset)


def _reads_figures(depends_on: frozenset[str]) -> bool:
    """Whether a table is made from the computed figures, and so after them."""
    return any(name.startswith(("assessment.", "staging.")) for name in depends_on)
