"""Column lineage."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.lineage import column_lineage
from kc_pipeline.warehouse.sql_asset import load_sql_assets
from tests.warehouse.sql_files import write_asset

SQL = """
with done as (select year, unit_code, spent_vnd, code from core.projects where status = 'done')
select
  done.year, units.name as unit_name, count(distinct code) as projects,
  sum(spent_vnd) / nullif(count(*), 0) as mean_vnd, count(*) as rows_read
from done left join reference.units as units on units.code = done.unit_code
group by grouping sets ((done.year, units.name), ())
union all by name
select name as unit_name, year, 2 as projects from staging.partners
"""


def test_columns_are_followed_through_ctes_and_unions(tmp_path: Path) -> None:
    names = ("year", "unit_code", "spent_vnd", "code", "status")
    columns = "\n".join(f'{name} = "x"' for name in names)
    write_asset(tmp_path, "core.projects", "from staging.projects select *", columns=columns)
    built = ("year", "unit_name", "projects", "mean_vnd", "rows_read")
    columns = "\n".join(f'{name} = "x"' for name in built)
    write_asset(tmp_path, "core.a", SQL, columns=columns)
    assets = load_sql_assets(tmp_path, ("core",))
    external = {"staging.partners": ["name", "year"], "staging.projects": names}
    assert column_lineage(assets["core.a"], assets, external) == {
        "year": {("core.projects", "year"), ("staging.partners", "year")},
        "unit_name": {("reference.units", "name"), ("staging.partners", "name")},
        "projects": {("core.projects", "code")},
        "mean_vnd": {("core.projects", "spent_vnd")},
        "rows_read": frozenset(),
    }
    assert column_lineage(assets["core.projects"], assets, external) == {
        name: {("staging.projects", name)} for name in names
    }


def test_a_column_the_sql_does_not_make_is_refused(tmp_path: Path) -> None:
    write_asset(tmp_path, "core.a", "select m from staging.x")
    assets = load_sql_assets(tmp_path, ("core",))
    with pytest.raises(DeclarationError, match=r"a\.sql: no column lineage"):
        column_lineage(assets["core.a"], assets)
