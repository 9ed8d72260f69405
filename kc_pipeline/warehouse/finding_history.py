"""The history of findings: what was ever told of whom, since when, and whether it is mended.

Each run goes on from the state before, which is kept in two places that hold the same: the
published warehouse, replaced as a whole, and a Parquet file beside it, which a roll-back leaves
alone. The later of the two counts, so neither a killed run nor the loss of one of them loses
anything. What makes two findings the same stands in ``assets/quality/finding_history.sql``.
"""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from kc_pipeline.errors import WarehouseMissing
from kc_pipeline.warehouse.build import load_inputs
from kc_pipeline.warehouse.publishing import open_warehouse

_TABLE = "quality.finding_history"
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("finding", "unit_code")),
        ("year", pa.int64()),
        *(
            (name, pa.string())
            for name in (
                "path",
                "code",
                "severity",
                "sheet",
                "cell",
                "project_code",
                "value",
                "message_vi",
                "state",
            )
        ),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("mended_on", pa.date32()),
    ]
)
_CHANGES = """
select
    count(*) filter (where n.state = 'open' and coalesce(b.state, 'mended') = 'mended'),
    count(*) filter (where n.state = 'mended' and b.state <> 'mended'),
    count(*) filter (where n.state = 'open' and b.state in ('open', 'waived')),
    count(*) filter (where n.state = 'waived')
from quality.finding_history as n
left join staging.findings_before as b using (finding)
where n.severity <> 'notice'
"""


@dataclass(frozen=True, slots=True)
class History:
    """The findings before a run; ``note`` says that they are not where they were left."""

    findings: pa.Table
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed: errors and warnings that are new, mended, still open, and waived."""

    new: int
    mended: int
    remaining: int
    waived: int


def read_history(warehouse_dir: Path) -> History:
    """The findings after the last run; none, with a note, where they are lost."""
    kept, published = _kept(warehouse_dir), _published(warehouse_dir)
    if kept is not None and (published is None or _last_day(published) <= _last_day(kept)):
        return History(kept)
    if published is not None:
        is_first = kept is None and published.num_rows == 0
        note = f"{_file(warehouse_dir)} is missing, damaged or old: taken from the published file"
        return History(published, None if is_first else note)
    was_published = (warehouse_dir / "snapshots").is_dir()
    note = f"{_file(warehouse_dir)} is missing or damaged: the history of findings begins anew"
    return History(_SCHEMA.empty_table(), note if was_published else None)


def stage_history(connection: duckdb.DuckDBPyConnection, before: History, today: date) -> None:
    """``staging.findings_before``, and the day of this run in ``staging.this_run``."""
    day = pa.table({"ran_on": pa.array([today], pa.date32())})
    inputs = {"findings_before": before.findings, "this_run": day}
    load_inputs(connection, "staging", inputs)


def changes(connection: duckdb.DuckDBPyConnection) -> Changes:
    """What the run changed, while staging is still there."""
    (counted,) = connection.execute(_CHANGES).fetchall()
    return Changes(*counted)


def keep_history(warehouse_dir: Path) -> None:
    """Write the published history beside the warehouse, whole or not at all."""
    published = _published(warehouse_dir)
    if published is None:
        raise WarehouseMissing(f"{warehouse_dir}: nothing is published")
    file = _file(warehouse_dir)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(published, unfinished)
    unfinished.replace(file)


def _file(warehouse_dir: Path) -> Path:
    return warehouse_dir / "findings" / "history.parquet"


def _kept(warehouse_dir: Path) -> pa.Table | None:
    try:
        return pq.read_table(_file(warehouse_dir)).select(_SCHEMA.names).cast(_SCHEMA)
    except (OSError, pa.ArrowInvalid, KeyError):
        return None


def _published(warehouse_dir: Path) -> pa.Table | None:
    """The history in the published file; none in one of before there was a history."""
    columns = ", ".join(_SCHEMA.names)
    try:
        with open_warehouse(warehouse_dir) as connection:
            found = connection.sql(f"select {columns} from {_TABLE} order by finding")
            return found.to_arrow_table().cast(_SCHEMA)
    except (WarehouseMissing, duckdb.Error):
        return None


def _last_day(findings: pa.Table) -> date:
    days = [*findings["last_seen"].to_pylist(), *findings["mended_on"].to_pylist()]
    return max((day for day in days if day is not None), default=date.min)
