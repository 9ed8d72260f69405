"""The macros of sections give what the tables hold, and what kc figures computes, in any reader."""

from typing import Any

from kc_pipeline.figures.session import open_assessment
from tests.small_phase import Outcome

TABLES = "select table_name from duckdb_tables() where schema_name = 'sections' order by 1"


def test_every_section_can_be_asked_for_any_range_of_years(random_phase: Outcome) -> None:
    macros = random_phase.rows("""
        select function_name from duckdb_functions()
        where not internal and schema_name = 'sections' order by 1
    """)
    expected = [f"{table}_of" for (table,) in random_phase.rows(TABLES)]
    own = ["place_support_of", "supported_establishments_of", "technology_place_support_of"]
    assert sorted([*expected, *own]) == [name for (name,) in macros]


def test_a_declared_phase_is_what_the_tables_hold(random_phase: Outcome) -> None:
    for (table,) in random_phase.rows(TABLES):
        held = random_phase.rows(f"from sections.{table} where phase = '2016-2020'")
        asked = random_phase.rows(f"from sections.{table}_of(2016, 2020)")
        assert sorted(held, key=str) == sorted(asked, key=str), table


def test_another_phase_is_what_is_computed_for_it(random_phase: Outcome) -> None:
    with open_assessment(random_phase.project, "2015-2017") as assessment:
        computed: dict[str, list[tuple[Any, ...]]] = {
            table: assessment.connection.execute(f"from sections.{table}").fetchall()
            for (table,) in random_phase.rows(TABLES)
        }
    for table, rows in computed.items():
        asked = random_phase.rows(f"from sections.{table}_of(2015, 2017)")
        assert sorted(rows, key=str) == sorted(asked, key=str), table
    assert computed["section_3_technology"]


def test_support_by_place_adds_up_to_that_by_district(random_phase: Outcome) -> None:
    held = random_phase.rows("""
        select district_code, year, funding, projects, support_vnd, counterpart_vnd
        from sections.district_support where phase = '2014-2018'
    """)
    asked = random_phase.rows("""
        select * exclude (area_name_vi) from sections.place_support_of(2014, 2018, null)
    """)
    assert sorted(held, key=str) == sorted(asked, key=str)
