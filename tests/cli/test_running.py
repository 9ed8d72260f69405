"""``kc run`` and ``kc assess`` as recorded runs, with the exit codes of the contract."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from kc_pipeline.orchestration.instance import open_instance
from tests.cli.conftest import Kc, Ran
from tests.small_phase import HOME


def test_a_corrupt_file_is_rejected_and_the_rest_is_published(ran: Ran) -> None:
    lines = ran.stdout.splitlines()
    assert ran.exit_code == 1, ran.stdout
    assert lines[0] == "4 submissions: 2 accepted, 1 accepted with findings, 1 rejected"
    assert lines[1].startswith("rejected 2017/063.xlsx: ")
    assert "1 held back" in lines[2]
    assert lines[3] == "2014-2018: 2/57 figures equal" or "/57 figures equal" in lines[3]
    new, mended, remain = re.findall(r"\d+", lines[-4])
    assert lines[-4].startswith("findings: ")
    assert int(new) > 1
    assert (mended, remain) == ("0", "0")
    folder = ran.there.feedback
    assert lines[-3] == f"2 annotated copies to send back in {folder}"
    copies = {path.name for path in (folder / "2017").glob("*.xlsx")}
    assert copies == {"062 - góp ý.xlsx", "063 - góp ý.xlsx"}
    assert lines[-2] == f"morning summary in {ran.there.status_page}"
    assert lines[-1].startswith(f"published {ran.there.published} (snapshot ")
    with duckdb.connect(str(ran.kc.project.published), read_only=True) as warehouse:
        codes = warehouse.execute("select project_code from core.projects order by 1").fetchall()
    assert codes == [("A",), ("B",), ("C",), ("E",)]


def test_the_run_is_recorded_with_what_it_made(ran: Ran) -> None:
    with open_instance(ran.kc.project) as instance:
        (run,) = instance.get_runs(dg.RunsFilter(job_name="nightly_consolidation"))
        made = instance.get_latest_materialization_event(dg.AssetKey("published_warehouse"))
        year = instance.fetch_materializations(
            dg.AssetRecordsFilter(dg.AssetKey("submissions"), asset_partitions=["2017"]), limit=1
        )
        projects = instance.get_latest_materialization_event(dg.AssetKey(["core", "projects"]))
    assert run.status is dg.DagsterRunStatus.SUCCESS
    assert made is not None
    assert made.asset_materialization is not None
    assert made.asset_materialization.metadata["submissions rejected"].value == 1
    (of_2017,) = year.records
    assert of_2017.asset_materialization is not None
    assert of_2017.asset_materialization.metadata["files"].value == 3
    assert of_2017.asset_materialization.metadata["could not be opened"].value == 1
    assert projects is not None
    assert projects.asset_materialization is not None
    metadata = projects.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == 4
    columns = metadata["dagster/column_schema"].value
    assert isinstance(columns, dg.TableSchema)
    assert columns.columns[0].name == "submission_id"
    assert "dagster/column_lineage" in metadata


def test_nothing_is_left_of_the_build(ran: Ran) -> None:
    assert list((ran.kc.project.warehouse / "build").iterdir()) == []


@pytest.fixture
def with_failing_check(ran: Ran, tmp_path: Path) -> Kc:
    """The same folders, with a table whose blocking check never passes."""
    shutil.copytree(HOME / "assets", tmp_path / "assets")
    contents = tmp_path / "assets" / "core" / "contents.sql"
    declared = contents.read_text(encoding="utf-8")
    failing = '\n[checks.nothing_is_right]\nabout = "None"\nsql = "select * from core.contents"\n*/'
    contents.write_text(declared.replace("\n*/", failing, 1), encoding="utf-8")
    return Kc(replace(ran.kc.project, home=tmp_path))


def test_a_failed_blocking_check_leaves_the_old_warehouse(ran: Ran, with_failing_check: Kc) -> None:
    before = ran.kc.project.published.read_bytes()
    result = with_failing_check("run")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "core.contents: nothing_is_right (9 rows at fault)" in result.stderr
    told = ran.kc.project.status_text.read_text(encoding="utf-8").splitlines()
    assert told[2].startswith("Nguyên nhân: core.contents: nothing_is_right (9 rows at fault)")
    assert ran.kc.project.published.read_bytes() == before
    assert list((ran.kc.project.warehouse / "build").iterdir()) == []


def test_an_assessment_is_written_for_declared_phases_and_others(ran: Ran) -> None:
    result = ran.kc("assess", "2016-2017", "--format", "md")
    folder = ran.kc.project.reports / "2016-2017"
    assert result.exit_code == 0, result.output
    assert str(folder / "bao-cao-2016-2017.md") in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == "2016-2017: no published figures to compare with"
    result = ran.kc("assess", "2014-2018", "--format", "md")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].endswith("/57 figures equal")


def test_numbers_typed_into_a_paragraph_are_told_on_standard_error(
    ran: Ran, tmp_path: Path
) -> None:
    shutil.copytree(HOME / "assets", tmp_path / "assets")
    paragraph = tmp_path / "assets" / "report" / "2014-2018" / "han-che.md"
    paragraph.write_text("Có 07 đề án phải điều chỉnh.", encoding="utf-8")
    kc = Kc(replace(ran.kc.project, home=tmp_path))
    result = kc("assess", "2014-2018", "--format", "md")
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        "assets/report/2014-2018/han-che.md, dòng 1: “07 đề án” không khớp với số liệu tổng hợp; "
        "câu văn có vẻ nói về “Đề án phải điều chỉnh”: 0 đề án; nên viết theo tên để số được tự "
        'điền: {{ figure("overview.projects_adjusted") }} đề án\n'
    )
    written = (ran.kc.project.reports / "2014-2018" / "bao-cao-2014-2018.md").read_text("utf-8")
    assert "Số liệu viết tay trong các đoạn nhận định" in written


@pytest.mark.parametrize(
    "words",
    [
        ("someday",),
        ("2018-2014",),
        ("2014-2018", "--format", "pptx"),
        ("2014-2018", "--format", ""),
    ],
)
def test_what_cannot_be_assessed_is_wrong_usage(ran: Ran, words: tuple[str, ...]) -> None:
    assert ran.kc("assess", *words).exit_code == 2


def test_an_unknown_snapshot_is_wrong_usage(ran: Ran) -> None:
    assert ran.kc("assess", "2014-2018", "--as-of", "20200101T000000Z").exit_code == 2


def test_without_a_warehouse_there_is_nothing_to_assess(ran: Ran, tmp_path: Path) -> None:
    result = ran.kc("assess", "2014-2018", "--warehouse", str(tmp_path))
    assert result.exit_code == 3
    assert "kc run" in result.stderr
