"""Backup and restore: from raw/ and the declarations alone, and from a copy of the warehouse."""

import shutil
from pathlib import Path
from typing import Any

from kc_pipeline.paths import Project
from kc_pipeline.warehouse.connection import connect
from tests.small_phase import Outcome, Province, project, report

_OF_THE_RUN = {"finding_history", "inputs"}
"""Tables that tell of the runs themselves."""


def contents(outcome: Outcome) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every published table, in order."""
    with connect(outcome.project.published, read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = current_database() order by all"
        ).fetchall()
        return {
            f"{schema}.{table}": connection.execute(
                f'from {schema}."{table}" order by all'
            ).fetchall()
            for schema, table in tables
            if table not in _OF_THE_RUN
        }


def codes(outcome: Outcome) -> set[str]:
    """The codes of the projects that count."""
    return {code for (code,) in outcome.rows("select project_code from core.projects")}


def test_all_comes_back_from_raw_and_the_declarations_and_memory_from_a_copy(
    tmp_path: Path,
) -> None:
    """One province's story: its warehouse is lost, a file goes, the warehouse is lost again."""
    province = Province(tmp_path)
    province.send(report("061", 2016, project("A"), project("B", status="unheard of")))
    province.send(report("060", 2017, project("C"), reported_on=None), "2017/060.xlsx")
    before = contents(province.consolidate())
    shutil.rmtree(province.project.warehouse)
    after = contents(province.consolidate())
    assert len(before["core.projects"]) > 0
    assert after == before

    (province.raw / "2017" / "060.xlsx").unlink()
    remembering = province.consolidate()
    before = contents(remembering)
    assert codes(remembering) == {"A", "C"}
    saved = shutil.copytree(province.project.warehouse, tmp_path / "saved")
    shutil.rmtree(province.project.warehouse)
    lying = [submission.taken.path for submission in province.settle().submissions]
    assert lying == ["2016/061.xlsx"]  # what raw/ alone would give
    own = province.project
    restored = Province(tmp_path, Project(home=own.home, raw=own.raw, warehouse=saved))
    assert contents(restored.consolidate()) == before
