"""The exports: what other engines read in them is what the warehouse says."""

import csv
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

import polars as pl
import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

from kc_pipeline.access.exports.exporting import FORMATS, Exported, asked_for, export, renew
from kc_pipeline.cli import main
from kc_pipeline.errors import WarehouseMissing
from kc_pipeline.paths import PUBLISHED_FILE, Project
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.publishing import rollback
from tests.small_phase import HOME, Outcome
from tests.warehouse.published_numbers import NOW, publish_numbers


def test_the_manifest_names_every_file_and_describes_every_table(exported: Outcome) -> None:
    folder = exported.project.exports
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["snapshot"] == next((exported.project.warehouse / "snapshots").iterdir()).stem
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    del files["manifest.json"]
    assert {
        name: {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for name, p in files.items()
    } == manifest["files"]
    told = {t["table"]: t for t in manifest["tables"]}
    tables = exported.rows("select schema_name || '.' || table_name from duckdb_tables()")
    assert {name for (name,) in tables} <= set(told)
    assert all(t["meaning"] and all(c["meaning"] for c in t["columns"]) for t in told.values())
    projects = told["core.projects"]
    assert projects["rows"] == exported.rows("select count(*) from core.projects")[0][0]
    assert (projects["partitioned_by"], projects["ordered_by"][:2]) == (
        "year",
        ["year", "unit_code"],
    )
    assert {"name": "spent_vnd", "type": "BIGINT"}.items() <= next(
        c.items() for c in projects["columns"] if c["name"] == "spent_vnd"
    )


def test_another_engine_reads_the_same_rows_whole_and_in_hive_folders(exported: Outcome) -> None:
    folder = exported.project.exports
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for table in manifest["tables"]:
        name, order = table["table"], ", ".join(f'"{c}" nulls first' for c in table["ordered_by"])
        names = [column["name"] for column in table["columns"]]
        written = ", ".join(
            f'"{c["name"]}"::varchar' if c["type"] == "JSON" else f'"{c["name"]}"'
            for c in table["columns"]
        )
        rows = exported.rows(f"select {written} from {name} order by {order}")
        assert pl.read_parquet(folder / f"parquet/{name}.parquet").rows() == rows, name
        if not table["partitioned_by"] or not rows:
            continue
        # An engine reads folders in the order of their names, the one of no value last.
        hive = pl.scan_parquet(folder / "hive" / name, hive_partitioning=True).select(names)
        by = pl.col(table["partitioned_by"])
        assert hive.sort(by, nulls_last=False, maintain_order=True).collect().rows() == rows, name
    by_arrow = ds.dataset(folder / "hive/core.projects", partitioning="hive").to_table()
    assert by_arrow.num_rows == exported.rows("select count(*) from core.projects")[0][0]


def test_another_engine_comes_to_the_same_section(exported: Outcome) -> None:
    hive = exported.project.exports / "hive"
    chosen = pl.scan_parquet(hive / "core.projects").filter(
        pl.col("year").is_between(2014, 2018),
        pl.col("is_counted"),
        pl.col("delivery") == "own",
        pl.col("activity") == "machinery",
    )
    supports = pl.scan_parquet(hive / "core.technology_supports").select(
        "project_code", "establishment_id"
    )
    computed = (
        chosen.join(supports, on="project_code", how="left")
        .group_by("unit_code")
        .agg(
            pl.col("project_code").n_unique().cast(pl.Int64).alias("projects"),
            pl.col("establishment_id")
            .drop_nulls()
            .n_unique()
            .cast(pl.Int64)
            .alias("beneficiaries"),
        )
        .join(chosen.group_by("unit_code").agg(pl.col("spent_vnd").sum()), on="unit_code")
        .sort("unit_code")
        .collect()
    )
    assert computed.select("unit_code", "projects", "spent_vnd", "beneficiaries").rows() == (
        exported.rows("""
            select unit_code, projects, support_vnd, beneficiaries
            from sections.section_3_technology
            where phase = '2014-2018' and activity = 'machinery' and delivery = 'own'
              and year is null and funding is null and unit_code is not null
            order by unit_code
        """)
    )


def test_written_again_the_bytes_are_the_same(exported: Outcome) -> None:
    again = export(exported.project, FORMATS)
    assert again.changed == ()
    assert len(again.files) > len(exported.rows("from duckdb_tables()"))


@pytest.fixture
def hostile(tmp_path: Path) -> Project:
    """A published file with one table of what is hard to write."""
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    with connect(warehouse / PUBLISHED_FILE) as connection:
        connection.execute("create schema core")
        connection.execute("""
            create table core.hard as
            select *, json_object('a', noted) as extra from (values
                (2016, ' =1+1', 1234.500000::decimal(24, 6), 0.5::double, date '2016-02-29'),
                (2014, e'a;"b"\\nc\\td\\\\e', 100::decimal(24, 6), null, null),
                (null, 'Chợ Đồn', null, 12::double, null),
                (2014, '', -3::decimal(24, 6), 1e20::double, null)
            ) as t(year, noted, amount, share, told_on)
        """)
        connection.execute("create view core.seen as select year, noted from core.hard")
        connection.execute("comment on table core.hard is 'What''s hard'")
        connection.execute("comment on column core.hard.noted is 'Ghi chú'")
    return Project(home=HOME, raw=tmp_path / "raw", warehouse=warehouse)


def test_csv_is_as_excel_in_viet_nam_opens_it(hostile: Project) -> None:
    export(hostile, ["csv"])
    bytes_ = (hostile.exports / "csv/core.hard.csv").read_bytes()
    assert bytes_.startswith(b"\xef\xbb\xbfyear;noted;amount;share;told_on;extra\n")
    _, *rows = csv.reader(bytes_.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert [row[:5] for row in rows] == [
        ["", "Chợ Đồn", "", "12", ""],
        ["2014", "", "-3", "1e+20", ""],
        ["2014", 'a;"b"\nc\td\\e', "100", "", ""],
        ["2016", "' =1+1", "1234,5", "0,5", "2016-02-29"],
    ]


def test_sql_for_postgresql_holds_every_value(hostile: Project) -> None:
    export(hostile, ["postgresql"])
    told = (hostile.exports / "postgresql/khuyen_cong.sql").read_text(encoding="utf-8")
    created, _, rest = told.partition('copy "core"."hard" from stdin;\n')
    assert (
        'create table "core"."hard" (\n    "year" integer,\n    "noted" text,\n'
        '    "amount" numeric(24,6),\n    "share" double precision,\n    "told_on" date,\n'
        '    "extra" json\n);\n'
        """comment on table "core"."hard" is 'What''s hard';\n"""
        """comment on column "core"."hard"."noted" is 'Ghi chú';\n"""
    ) in created
    rows = [line.split("\t")[:5] for line in rest.partition("\\.\n")[0].splitlines()]
    assert rows == [
        ["\\N", "Chợ Đồn", "\\N", "12.0", "\\N"],
        ["2014", "", "-3.000000", "1e+20", "\\N"],
        ["2014", 'a;"b"\\nc\\td\\\\e', "100.000000", "\\N", "\\N"],
        ["2016", " =1+1", "1234.500000", "0.5", "2016-02-29"],
    ]
    assert told.endswith("\\.\ncommit;\n")


def test_parquet_carries_meanings_and_a_folder_for_what_has_no_year(hostile: Project) -> None:
    export(hostile, ["parquet"])
    about = pl.read_parquet_metadata(hostile.exports / "parquet/core.hard.parquet")
    assert (about["table"], about["meaning"]) == ("core.hard", "What's hard")
    assert json.loads(about["columns"])["noted"] == "Ghi chú"
    hive = pl.scan_parquet(hostile.exports / "hive/core.hard").collect()
    amounts = hive.select("year", "amount").rows()
    assert amounts == [
        (2014, Decimal(-3)),
        (2014, Decimal(100)),
        (2016, Decimal("1234.5")),
        (None, None),
    ]
    folders = sorted(path.name for path in (hostile.exports / "hive/core.hard").iterdir())
    assert folders == ["year=2014", "year=2016", "year=__HIVE_DEFAULT_PARTITION__"]


def test_what_is_not_asked_for_any_more_goes_and_what_is_not_ours_stays(hostile: Project) -> None:
    export(hostile, ["parquet", "csv"])
    own = hostile.exports / "csv" / "của tôi.xlsx"
    own.write_bytes(b"")
    (hostile.exports / ".unfinished" / "csv").mkdir(parents=True)
    export(hostile, ["postgresql"])
    left = {p.relative_to(hostile.exports).as_posix() for p in hostile.exports.rglob("*.*")}
    assert left == {"csv/của tôi.xlsx", "manifest.json", "postgresql/khuyen_cong.sql"}


def test_only_what_was_asked_for_once_is_written_anew(tmp_path: Path) -> None:
    project = Project(home=HOME, raw=tmp_path / "raw", warehouse=tmp_path)
    with pytest.raises(WarehouseMissing):
        export(project)
    first = publish_numbers(tmp_path, 1, NOW)
    assert renew(project) is None
    assert list(tmp_path.glob("exports/*")) == []
    result = _kc(project, "export", "--format", "CSV")
    assert result == (
        0,
        f"{project.exports}: 2 files of snapshot {first.id}, 2 of them new or changed\n",
    )
    newer = publish_numbers(tmp_path, 2, NOW)
    files = ("csv/core.a.csv", "csv/core.v.csv")
    assert renew(project) == Exported(project.exports, newer.id, files, files)
    assert asked_for(project) == ("csv",)
    assert _kc(project, "rollback", first.id)[0] == 0
    manifest = json.loads((project.exports / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["snapshot"] == first.id
    assert (project.exports / "csv/core.v.csv").read_text("utf-8-sig") == "n\n" + "1\n" * 1000


def test_readers_see_whole_files_while_they_are_replaced(tmp_path: Path) -> None:
    project = Project(home=HOME, raw=tmp_path / "raw", warehouse=tmp_path)
    kept = [publish_numbers(tmp_path, n, NOW).id for n in (1, 2)]
    export(project, ["parquet"])
    stop = Event()
    seen: set[tuple[int, ...]] = set()

    def read() -> int:
        count = 0
        while not stop.is_set():
            frame = pl.read_parquet(project.exports / "parquet/core.a.parquet")
            seen.add((frame.height, *frame["n"].unique()))
            count += 1
        return count

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        for snapshot in kept * 4:
            rollback(tmp_path, snapshot)
            renew(project)
        stop.set()
        frames = reading.result()
    assert seen == {(1000, 1), (1000, 2)}
    assert frames > len(kept)


def test_an_unknown_format_is_wrong_usage(tmp_path: Path) -> None:
    project = Project(home=HOME, raw=tmp_path / "raw", warehouse=tmp_path)
    assert _kc(project, "export", "--format", "xls")[0] == 2
    assert _kc(project, "export", "--format", ",")[0] == 2
    assert _kc(project, "export")[0] == 3


def _kc(project: Project, *words: str) -> tuple[int, Any]:
    result = CliRunner().invoke(main, [*words, "--warehouse", str(project.warehouse)])
    return result.exit_code, result.stdout
