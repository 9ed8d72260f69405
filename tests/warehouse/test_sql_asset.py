"""SQL files become declared tables in an order they can be built in."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.select_statement import SelectStatement
from kc_pipeline.warehouse.sql_asset import (
    ColumnDoc,
    DeclaredCheck,
    Header,
    SqlAsset,
    load_sql_assets,
    read_sql_asset,
)
from tests.warehouse.sql_files import write_asset, write_file

FULL = """/*
title = "Support"
title_vi = "Hỗ trợ"
grain = "one row per year"
keys = ["year"]
kind = "view"
caveats = "Partners left out"

[columns]
year = "Year"
support_vnd = { about = "Spent", about_vi = "Chi", unit = "đồng", cell = "v", not_null = true }

[checks.spent_is_never_negative]
about = "No negative amount"
blocking = false
sql = "select * from sections.support, core.years where support_vnd < 0;"
*/
select year, support_vnd from staging.supports;
"""


def test_a_whole_file(tmp_path: Path) -> None:
    path = write_file(tmp_path / "sections" / "support.sql", FULL)
    asset = read_sql_asset(path)
    assert asset == SqlAsset(
        schema="sections",
        name="support",
        path=path,
        header=Header(
            title="Support",
            title_vi="Hỗ trợ",
            grain="one row per year",
            keys=("year",),
            columns=(
                ColumnDoc("year", "Year"),
                ColumnDoc("support_vnd", "Spent", "Chi", "đồng", "v", not_null=True),
            ),
            checks=(
                DeclaredCheck(
                    name="spent_is_never_negative",
                    about="No negative amount",
                    blocking=False,
                    select=SelectStatement(
                        "select * from sections.support, core.years where support_vnd < 0",
                        frozenset({"sections.support", "core.years"}),
                    ),
                ),
            ),
            kind="view",
            caveats="Partners left out",
        ),
        sql="select year, support_vnd from staging.supports",
        depends_on=frozenset({"staging.supports"}),
    )
    assert asset.qualified_name == "sections.support"
    assert asset.needs == {"staging.supports", "core.years"}


def test_order_follows_the_sql_then_schema_and_name(tmp_path: Path) -> None:
    write_asset(tmp_path, "sections.a", "select n from core.z union all select n from core.b")
    write_asset(tmp_path, "core.a", "select n from core.z")
    write_asset(tmp_path, "core.b", "select n from reference.units")
    write_asset(tmp_path, "core.z", "select n from staging.x", more='kind = "view"')
    assets = load_sql_assets(tmp_path, ("core", "sections"))
    assert [asset.qualified_name for asset in assets.in_order()] == [
        "core.b",
        "core.z",
        "core.a",
        "sections.a",
    ]
    assert [asset.name for asset in assets.layer("core")] == ["b", "z", "a"]
    assert (len(assets), list(assets), assets["core.z"].header.kind) == (
        4,
        list(assets.in_order()),
        "view",
    )


def test_a_check_waits_for_the_tables_it_reads(tmp_path: Path) -> None:
    check = '[checks.agrees]\nabout = "x"\nsql = "select n from core.a except select n from core.b"'
    write_asset(tmp_path, "core.a", "select 1 as n", columns=f'n = "x"\n{check}')
    write_asset(tmp_path, "core.b", "select 1 as n")
    assets = load_sql_assets(tmp_path, ("core",))
    assert [asset.name for asset in assets] == ["b", "a"]
    assert assets["core.a"].depends_on == frozenset()


def test_external_tables_may_be_named_one_by_one(tmp_path: Path) -> None:
    path = write_asset(tmp_path, "core.a", "select n from staging.x, staging.y")
    load_sql_assets(tmp_path, ("core",), external=("staging.x", "staging.y"))
    with pytest.raises(DeclarationError, match=rf"{path.name}: there is no table staging.y"):
        load_sql_assets(tmp_path, ("core",), external=("staging.x",))


@pytest.mark.parametrize(
    ("columns", "more", "message"),
    [
        ('n = "x"', "colour = 1", "unknown entry colour"),
        ('n = "x"', 'kind = "index"', "kind must be table or view"),
        ('n = "x"', 'keys = ["m"]', "lacks of the keys: m"),
        ('n = "x"', 'keys = ["n", "n"]', "a key is named twice: n, n"),
        ("", "", r"\[columns\] is missing"),
        ('N = "x"', "", "column N: the name must be lower case"),
        ("n = 1", "", "column n: about must be a text"),
        ('n = { unit = "đồng" }', "", "column n: about is missing"),
        ('n = { about = "x", size = 1 }', "", "column n: unknown entry size"),
        ('n = { about = "x", not_null = 1 }', "", "column n: not_null must be true or false"),
        ('n = "x"\n[checks]\nc = 1', "", "check c: a check is a table"),
        ('n = "x"\n[checks.keys_are_unique]', "", "the name is reserved"),
        ('n = "x"\n[checks.n_is_not_null]', "", "the name is reserved"),
        ('n = "x"\n[checks.c]\nabout = "x"', "", "check c: sql is missing"),
        ('n = "x"\n[checks.c]\nabout = "x"\nsql = "drop table core.a"', "", "check c: one select"),
        ('n = "x"\n[checks.c]\nabout = "x"\nlevel = 1', "", "check c: unknown entry level"),
    ],
)
def test_a_faulty_header_is_refused(tmp_path: Path, columns: str, more: str, message: str) -> None:
    write_asset(tmp_path, "core.a", "select 1 as n", columns=columns, more=more)
    with pytest.raises(DeclarationError, match=rf"core.a\.sql.*{message}"):
        load_sql_assets(tmp_path, ("core",))


def test_title_and_grain_are_asked_for(tmp_path: Path) -> None:
    header = 'title = "x"\ntitle_vi = "x"\n[columns]\nn = "x"'
    write_file(tmp_path / "core" / "a.sql", f"/*\n{header}\n*/ select 1 as n")
    with pytest.raises(DeclarationError, match=r"a\.sql: grain is missing"):
        load_sql_assets(tmp_path, ("core",))


def test_a_circle_is_refused(tmp_path: Path) -> None:
    write_asset(tmp_path, "core.a", "select n from core.b")
    write_asset(tmp_path, "core.b", "select n from core.a", more='kind = "view"')
    with pytest.raises(DeclarationError, match=r"core.[ab]\.sql: tables need each other: core\."):
        load_sql_assets(tmp_path, ("core",))


@pytest.mark.parametrize(
    ("name", "sql", "message"),
    [
        ("core.a", "select n from core.a", "reads itself"),
        ("core.a", "select n from core.gone", "there is no table core.gone"),
        ("core.a", "select n from gone", "needs its schema"),
        ("core.A", "select 1 as n", "A must be lower case"),
    ],
)
def test_a_faulty_select_is_refused(tmp_path: Path, name: str, sql: str, message: str) -> None:
    write_asset(tmp_path, name, sql)
    with pytest.raises(DeclarationError, match=rf"\.sql: .*{message}"):
        load_sql_assets(tmp_path, ("core",))


def test_a_schema_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="no such folder for the schema core"):
        load_sql_assets(tmp_path, ("core",))
