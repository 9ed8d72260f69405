"""Reading which corrections wait to be accepted in a published file."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

_TABLE = "quality.waiting_corrections"


@dataclass(frozen=True, slots=True)
class WaitingCorrection:
    """One row of ``quality.waiting_corrections``; times in UTC, without a zone."""

    submission_id: str
    unit_code: str
    year: int
    version: int
    path: str
    sha256: str
    modified_at: datetime
    ruling_path: str
    accept_command: str


def waiting_corrections(published: duckdb.DuckDBPyConnection) -> tuple[WaitingCorrection, ...]:
    """What waits, by year, unit and path; nothing in a file that an older program published."""
    known = published.execute(
        "select count(*) from duckdb_tables() where schema_name || '.' || table_name = $table",
        {"table": _TABLE},
    ).fetchone()
    if known is None or not known[0]:
        return ()
    names = ", ".join(WaitingCorrection.__slots__)
    rows = published.execute(f"select {names} from {_TABLE} order by year, unit_code, path")
    return tuple(WaitingCorrection(*row) for row in rows.fetchall())
