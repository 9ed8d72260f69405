"""A published file says by itself what is in it, and its keys hold."""

from kc_pipeline.paths import locate
from kc_pipeline.warehouse.macro import load_macros
from kc_pipeline.warehouse.published_tables import (
    PUBLISHED_SCHEMAS,
    load_published_assets,
    load_published_macros,
)
from kc_pipeline.warehouse.section_macros import section_macros
from kc_pipeline.warehouse.sql_asset import load_sql_assets
from kc_pipeline.warehouse.vocabulary import load_vocabulary
from tests.small_phase import Outcome

ASSETS = locate().assets


def test_everything_has_a_comment_in_both_languages(random_phase: Outcome) -> None:
    assert random_phase.rows("""
        select count(*) from (
            select comment from duckdb_tables()
            union all select comment from duckdb_views() where not internal
            union all select comment from duckdb_columns() where not internal
            union all select comment from duckdb_functions() where not internal
        ) where coalesce(comment, '') not like '% – %'
    """) == [(0,)]


def test_the_dictionary_has_everything_that_is_there(random_phase: Outcome) -> None:
    there = random_phase.rows("""
        select schema_name, table_name, column_name from duckdb_columns() where not internal
        union all select schema_name, table_name, null from duckdb_tables()
        union all select schema_name, view_name, null from duckdb_views() where not internal
        union all select schema_name, function_name, null from duckdb_functions()
        where not internal
        union all select distinct schema_name, null, null from duckdb_tables()
    """)
    told = random_phase.rows("""
        select schema_name, object_name, column_name from quality.dictionary
        where (kind = 'column' and object_name not in (
            select object_name from quality.dictionary where kind = 'macro'
        )) or kind not in ('column', 'parameter')
    """)
    assert sorted(there, key=str) == sorted(told, key=str)


def test_keys_and_required_columns_are_constraints(random_phase: Outcome) -> None:
    kept = random_phase.rows("""
        select schema_name || '.' || table_name, constraint_column_names
        from duckdb_constraints() where constraint_type = 'PRIMARY KEY' order by 1
    """)
    assert ("core.projects", ["project_code"]) in kept
    assert ("assessment.figures", ["phase", "figure"]) in kept
    assert not [table for table, _ in kept if table.startswith("sections.section_3")]
    assert "assessment.figure_sources" not in dict(kept)  # the index would outweigh the file
    required = random_phase.rows("""
        select count(*) from duckdb_columns() where not internal and not is_nullable
    """)
    declared = random_phase.rows("""
        select count(*) from quality.dictionary as c
        join quality.dictionary as t using (schema_name, object_name)
        where c.kind = 'column' and c.is_required and t.kind = 'table'
    """)
    assert required == declared


def test_what_refers_to_a_table_is_there(random_phase: Outcome) -> None:
    found = load_published_assets(ASSETS)
    keys = {table.qualified_name: table.header.keys[-1] for table in found if table.header.keys}
    keys["core.units"] = "unit_code"
    referring = random_phase.rows("""
        select schema_name || '.' || object_name, column_name, refers_to from quality.dictionary
        where refers_to is not null and is_key is not null
    """)
    assert len(referring) > 90
    lost = " union all ".join(
        f"select distinct '{table}', '{column}', {column}::varchar from {table} "
        f"where {column}::varchar <> 'none' and {column} not in "
        f"(select {keys[target]} from {target} where {keys[target]} is not null)"
        for table, column, target in referring
    )
    assert random_phase.rows(lost) == []


def test_every_code_has_a_name(random_phase: Outcome) -> None:
    assert random_phase.rows("select count(*) from core.projects_told") == random_phase.rows(
        "select count(*) from core.projects"
    )
    nameless = """
        select * from core.projects_told
        where unit_vi is null or (area_code is not null and area_vi is null)
            or (commune_code is not null and commune_vi is null)
    """
    assert random_phase.rows(nameless) == []
    assert random_phase.rows("""
        select core.label_vi('funding', 'national'), core.label_vi('content_no', 3),
            core.label_vi('activity', 'fair'), core.label_vi('funding', 'nowhere')
    """) == [("KCQG", "Mô hình trình diễn, máy móc, công nghệ", "Hội chợ, triển lãm", None)]


def test_what_the_row_of_all_totals_holds_is_told_in_the_same_words() -> None:
    assets = load_published_assets(ASSETS)
    told = {
        table.name: (
            "delivery" in table.header.keys,
            "own and partner projects together" in (table.header.caveats or ""),
            "the province's total, own projects alone" in (table.header.caveats or ""),
        )
        for table in assets.layer("sections")
        if "null in a dimension is its total" in table.header.grain
    }
    assert len(told) > 10
    assert {name: each for name, each in told.items() if each[1:] != (each[0], not each[0])} == {}


def test_a_code_and_a_year_are_one_unit(random_phase: Outcome) -> None:
    assert random_phase.rows("""
        select year, name_vi from core.units_by_year where unit_code = '058' and year < 2017
    """) == [(2014, "Thị xã Bắc Kạn"), (2015, "Thành phố Bắc Kạn"), (2016, "Thành phố Bắc Kạn")]
    joined = "select count(*) from core.projects left join core.units_by_year using "
    assert random_phase.rows(f"{joined} (unit_code, year)") == random_phase.rows(
        "select count(*) from core.projects"
    )
    assert (
        random_phase.rows("""
        select * from quality.completeness anti join core.units_by_year using (unit_code, year)
    """)
        == []
    )


def test_technology_support_by_place_is_that_of_the_section(sample: Outcome) -> None:
    asked = sample.rows("""
        select activity, projects, establishments, support_vnd
        from sections.technology_place_support_of(2014, 2018) where area_code is null
    """)
    assert asked == sample.rows("""
        select activity, projects, beneficiaries, establishment_support_vnd
        from sections.section_3_technology
        where phase = '2014-2018' and delivery = 'own' and year is null and unit_code is null
            and funding is null
        order by activity
    """)


def test_every_declaration_is_described_in_vietnamese() -> None:
    assets = load_published_assets(ASSETS)
    columns = [(t.qualified_name, c) for t in assets for c in t.header.columns]
    macros = load_published_macros(ASSETS, assets)
    columns += [(m.qualified_name, c) for m in macros for c in (*m.columns, *m.parameters)]
    assert [(table, c.name) for table, c in columns if not c.about_vi] == []


def test_no_word_of_the_vocabulary_is_left_over() -> None:
    assets = load_sql_assets(ASSETS, PUBLISHED_SCHEMAS)
    macros = (*load_macros(ASSETS), *section_macros(assets))
    columns = [c for table in assets for c in table.header.columns]
    columns += [c for macro in macros for c in (*macro.columns, *macro.parameters)]
    used = {column.name for column in columns if not column.about_vi}
    assert set(load_vocabulary(ASSETS)) == used
