"""Backup and restore: from raw/ and the declarations alone, and from a copy of the warehouse."""

import shutil
from pathlib import Path
from typing import Any

from kc_pipeline.paths import Project
from tests.small_phase import Outcome, Province, project, report

_OF_THE_RUN = {"finding_history", "inputs"}
"""Tables that tell of the runs themselves."""


def province_with_a_correction(folder: Path) -> Province:
    province = Province(folder)
    province.send(report("061", 2016, project("A"), project("B", status="unheard of")))
    province.send(report("060", 2017, project("C"), reported_on=None), "2017/060.xlsx")
    return province


def contents(outcome: Outcome) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every published table, in order."""
    tables = outcome.rows(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = current_database() order by all"
    )
    return {
        f"{schema}.{table}": outcome.rows(f'from {schema}."{table}" order by all')
        for schema, table in tables
        if table not in _OF_THE_RUN
    }


def test_all_comes_back_from_raw_and_the_declarations(tmp_path: Path) -> None:
    province = province_with_a_correction(tmp_path)
    before = contents(province.consolidate())
    shutil.rmtree(province.project.warehouse)
    after = contents(province.consolidate())
    assert len(before["core.projects"]) > 0
    assert after == before


def test_memory_comes_back_from_a_copy_of_the_warehouse(tmp_path: Path) -> None:
    province = province_with_a_correction(tmp_path)
    province.consolidate()
    (province.raw / "2017" / "060.xlsx").unlink()
    before = contents(province.consolidate())
    saved = shutil.copytree(province.project.warehouse, tmp_path / "saved")
    shutil.rmtree(province.project.warehouse)

    forgetful = contents(province.consolidate())
    own = province.project
    restored = Project(home=own.home, raw=own.raw, warehouse=saved)
    after = contents(Province(tmp_path, restored).consolidate())

    codes = {row[0] for row in Outcome(restored).rows("select project_code from core.projects")}
    assert "C" in codes
    assert after == before
    assert forgetful != before
