"""A warehouse that grew run by run holds what one made from nothing holds."""

import random
import shutil
from pathlib import Path
from typing import Any

from kc_pipeline.warehouse.connection import connect
from tests.small_phase import Outcome, Province

_TELLING_OF_EARLIER = {
    "quality.inputs": "kind <> 'accepted_before'",
    "quality.finding_history": "state <> 'mended'",
}
"""What is not of an earlier run in the tables that also tell of those before, by table."""


def _told(outcome: Outcome) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, in their order."""
    with connect(outcome.project.published, read_only=True) as connection:
        found = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        return {
            table: connection.execute(
                f"from {table} where {_TELLING_OF_EARLIER.get(table, 'true')}"
            ).fetchall()
            for (table,) in found
        }


def test_runs_one_after_the_other_come_to_the_same(random_phase: Outcome, tmp_path: Path) -> None:
    province = Province(tmp_path)
    sent = sorted(path for path in random_phase.project.raw.rglob("*") if path.is_file())
    random.Random(45).shuffle(sent)  # noqa: S311  # no secret
    half = len(sent) // 2
    for part in (sent[:half], sent[half:]):
        for path in part:
            place = province.raw / path.relative_to(random_phase.project.raw)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)
        grown = Province(tmp_path).consolidate()
    grown_told, told = _told(grown), _told(random_phase)
    assert [*grown_told] == [*told]
    assert [table for table in told if grown_told[table] != told[table]] == []
