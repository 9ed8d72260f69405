"""The dictionary tells of everything that is published and of nothing else, with its traces."""

import re
from dataclasses import replace

import pytest

from kc_pipeline.dictionary.entries import ColumnEntry, SchemaEntries, gather
from kc_pipeline.dictionary.form_columns import Heading
from kc_pipeline.dictionary.page import page
from kc_pipeline.figures.assessment import load_assessor
from kc_pipeline.warehouse.published_tables import load_published_assets, load_published_macros
from kc_pipeline.warehouse.publishing import open_warehouse
from tests.small_phase import Outcome


@pytest.fixture(scope="module")
def schemas(sample: Outcome, tmp_path_factory: pytest.TempPathFactory) -> tuple[SchemaEntries, ...]:
    sql = load_published_assets(sample.project.assets)
    macros = load_published_macros(sample.project.assets, sql)
    figures = load_assessor(sample.project.assets, sql).figures
    own = replace(sample.project, warehouse=tmp_path_factory.mktemp("lineage"))
    with open_warehouse(sample.project.warehouse) as connection:
        return gather(own, connection, sql, macros, figures)


def column(schemas: tuple[SchemaEntries, ...], table: str, name: str) -> ColumnEntry:
    entries = (entry for schema in schemas for entry in schema.entries if entry.name == table)
    return next(c for entry in entries for c in entry.columns if c.doc.name == name)


def test_everything_published_is_described_and_nothing_else(
    schemas: tuple[SchemaEntries, ...], sample: Outcome
) -> None:
    there = sample.rows("""
        select schema_name || '.' || table_name || '.' || column_name
        from duckdb_columns() where not internal
        union all
        select schema_name || '.' || function_name from duckdb_functions() where not internal
    """)
    told = [
        f"{entry.name}.{c.doc.name}"
        for schema in schemas
        for entry in schema.entries
        if entry.kind != "macro"
        for c in entry.columns
    ] + [e.name for schema in schemas for e in schema.entries if e.kind == "macro"]
    assert sorted(told) == sorted(name for (name,) in there)
    words = [
        text
        for schema in schemas
        for entry in schema.entries
        for c in (*entry.columns, *entry.parameters)
        for text in (c.doc.about, c.doc.about_vi)
    ]
    assert all(words)


def test_a_column_of_a_form_is_told_with_headings_rules_and_figures(
    schemas: tuple[SchemaEntries, ...],
) -> None:
    spent = column(schemas, "core.projects", "spent_vnd")
    assert {
        Heading("KC-2014", "Đề án", "Kinh phí / Thực hiện"),
        Heading("KC-2016", "Đề án", "Kinh phí khuyến công thực hiện"),
    } <= set(spent.headings)
    assert spent.before == (("staging.projects", "spent_vnd"),)
    assert ("sections.section_3_technology", "support_vnd") in spent.after
    assert {"s3.machinery.support", "overview.support"} <= set(spent.figures)
    assert {"money.out_of_scale", "measure.jumps"} <= {rule.code for rule in spent.rules}
    assert (spent.type, spent.is_key, spent.doc.unit) == ("bigint", False, "đồng")


def test_a_group_row_gives_a_column_without_a_heading(
    schemas: tuple[SchemaEntries, ...],
) -> None:
    funding = column(schemas, "core.projects", "funding")
    assert {(h.form, h.heading) for h in funding.headings} >= {
        ("KC-2014", "(dòng nhóm)"),
        ("KC-2016", "Nguồn kinh phí"),
    }


def test_a_measure_goes_back_to_the_form(schemas: tuple[SchemaEntries, ...]) -> None:
    women = column(schemas, "sections.section_1_vocational_training", "women")
    assert {heading.heading for heading in women.headings} == {
        "Trong đó: nữ",
        "Số học viên nữ",
    }
    assert women.before == (("core.training_classes", "women"),)


def test_the_page_has_a_place_for_each_and_every_link_leads_somewhere(
    schemas: tuple[SchemaEntries, ...],
) -> None:
    written = page(schemas)
    places = re.findall(r' id="([^"]+)"', written)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', written)) <= set(places)
    assert "http" not in written.replace("http-equiv", "")
    assert page(schemas) == written
