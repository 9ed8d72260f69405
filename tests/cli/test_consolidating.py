"""``kc run`` where nothing changed, and ``kc run --full``."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kc_pipeline.looking.last_look import Looker, read_last_look
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.publishing import snapshots
from tests.cli.conftest import Kc, Ran
from tests.small_phase import Province

_TABLES = """
select table_schema || '.' || table_name from information_schema.tables order by 1
"""
_OF_THIS_RUN = {
    # A first run has nothing to remember, and a day may pass between the two.
    "quality.inputs": "where kind not in ('accepted_before', 'day')",
}
_DAYS = {"quality.finding_history": "exclude (first_seen, last_seen, mended_on)"}


def contents(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every published table but what tells of the run that made it."""
    with connect(project.published, read_only=True) as connection:
        names = [name for (name,) in connection.execute(_TABLES).fetchall()]
        return {
            name: connection.execute(
                f"select * {_DAYS.get(name, '')} from {name} {_OF_THIS_RUN.get(name, '')} "
                "order by all"
            ).fetchall()
            for name in names
        }


def test_where_nothing_changed_that_is_all_that_is_said(ran: Ran) -> None:
    before = datetime.now(UTC)
    (kept,) = snapshots(ran.kc.project.warehouse)
    result = ran.kc("run")
    assert result.exit_code == 1, result.output
    assert re.fullmatch(
        rf"nothing changed since snapshot {kept.id} of [0-9/]+ [0-9:]+ "
        r"\(submissions rejected: 1\)\n",
        result.output,
    )
    seen = read_last_look(ran.kc.project)
    assert seen is not None
    assert (seen.by, seen.changes, seen.snapshot) == (Looker.COMMAND, (), kept.id)
    assert seen.looked_at >= before
    assert snapshots(ran.kc.project.warehouse) == (kept,)


def test_a_full_run_reads_all_anew_and_gives_the_same(ran: Ran, tmp_path: Path) -> None:
    first = ran.kc.project
    shutil.copytree(first.raw, tmp_path / "raw")
    shutil.copytree(first.warehouse, tmp_path / "warehouse")
    again = Province(tmp_path).project
    spoilt = next((again.warehouse / "intake" / "readings").rglob("*.parquet"))
    other = next(p for p in spoilt.parent.iterdir() if p.stat().st_size != spoilt.stat().st_size)
    shutil.copy(other, spoilt)

    result = Kc(again)("run", "--full")

    assert result.exit_code == 1, result.output
    assert len(snapshots(again.warehouse)) == 2
    assert contents(again) == contents(first)
    assert Kc(again)("run").output.startswith("nothing changed since snapshot ")
