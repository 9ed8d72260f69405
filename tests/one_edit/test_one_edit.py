"""Each thing the README calls one edit is one, and it appears everywhere it should."""

import csv
import filecmp
from decimal import Decimal
from pathlib import Path

import dagster as dg
import pytest
from openpyxl import load_workbook

from kc_pipeline.definitions import build_definitions
from kc_pipeline.feedback.template import write_project_template
from kc_pipeline.intake.own_sheets import LISTS_SHEET
from kc_pipeline.paths import Project
from kc_pipeline.report.writing import write_report
from tests.built_once import built_once
from tests.feedback.filling import fill, typed
from tests.one_edit.edits import NEW_FORM_YEAR, NEW_SHEET, NEW_YEAR, edited_assets, edits
from tests.small_phase import HOME, Outcome, Province, training
from tools.generate_docs import data_dictionary, rule_list

PHASE = f"{NEW_FORM_YEAR}-{NEW_YEAR}"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The centre's reports of two years, on the new form and on the known one."""
    return built_once(tmp_path_factory, "edited", _consolidate)


def _consolidate(province: Province) -> None:
    edited_assets(province.folder / "home" / "assets")
    (province.folder / "home" / "docs").symlink_to(HOME / "docs")
    for year, women in ((NEW_FORM_YEAR, 5), (NEW_YEAR, 7)):
        row = training(f"ĐP-{year}-01", title="Thử nghề")
        blank = template(province.project, year, province.folder / f"blank-{year}.xlsx")
        target = province.raw / str(year) / f"TTKC_{year}.xlsx"
        target.parent.mkdir(parents=True)
        classes = {"project_code": row["project_code"], "class_name": "Lớp", "trainees": 20}
        fill(
            blank,
            {
                "projects": [typed(row)],
                "training_classes": [typed({**classes, "women": women})],
            },
            target,
            assets=province.project.assets,
        )
    province.consolidate()


def template(project: Project, year: int, target: Path, unit_code: str = "TTKC") -> Path:
    return write_project_template(project, year=year, unit_code=unit_code, target=target)


@pytest.fixture(scope="module")
def definitions(edited: Outcome) -> dg.Definitions:
    return build_definitions(edited.project)


@pytest.fixture(scope="module")
def report(edited: Outcome) -> Path:
    """The folder of the new phase's report."""
    return write_report(edited.project, PHASE, ["md"]).paths[0].parent


def test_nothing_but_one_file_each_differs(edited: Outcome) -> None:
    def differing(compared: filecmp.dircmp[str], below: str = "") -> set[str]:
        found = {f"{below}{n}" for n in (*compared.diff_files, *compared.right_only)}
        return found.union(
            *(differing(sub, f"{below}{name}/") for name, sub in compared.subdirs.items())
        )

    assert differing(filecmp.dircmp(HOME / "assets", edited.project.assets)) == set(
        edits(HOME / "assets")
    )


def test_a_form_is_read_and_handed_out(edited: Outcome, tmp_path: Path) -> None:
    blank = load_workbook(template(edited.project, NEW_FORM_YEAR, tmp_path / "blank.xlsx"))
    assert [c.value for c in blank[NEW_SHEET][4]][:1] == ["Ký hiệu hồ sơ *"]
    assert edited.rows(
        "select p.sheet, s.form from core.projects as p "
        "join quality.submissions as s using (submission_id) order by p.year"
    ) == [(NEW_SHEET, "KC-2030"), ("Biểu 01 - Đề án", "KC-2016")]


def test_a_year_is_read_handed_out_expected_and_a_partition(
    edited: Outcome, definitions: dg.Definitions, tmp_path: Path
) -> None:
    assert template(edited.project, NEW_YEAR, tmp_path / "blank.xlsx").exists()
    assert edited.rows(
        f"select state from quality.completeness where year = {NEW_YEAR} and unit_code = 'TTKC'"
    ) == [("received",)]
    years = definitions.resolve_job_def("nightly_consolidation").partitions_def
    assert years is not None
    assert str(NEW_YEAR) in years.get_partition_keys()


def test_a_section_is_a_table_with_comments_an_asset_and_in_the_dictionary(
    edited: Outcome, definitions: dg.Definitions
) -> None:
    assert edited.rows("select year, women from sections.women_in_training") == [
        (NEW_FORM_YEAR, 5),
        (NEW_YEAR, 7),
    ]
    ((comment,),) = edited.rows(
        "select comment from duckdb_columns() "
        "where table_name = 'women_in_training' and column_name = 'women'"
    )
    assert comment.startswith("Women among the trainees")
    graph = definitions.resolve_asset_graph()
    parents = graph.get(dg.AssetKey(["sections", "women_in_training"])).parent_keys
    assert {key.to_user_string() for key in parents} == {"core/projects", "core/training_classes"}
    assert "### sections.women_in_training" in data_dictionary(edited.project.assets)


def test_a_rule_across_rows_finds_and_is_listed(edited: Outcome) -> None:
    assert edited.rows(
        "select path, severity, sheet, value from quality.findings "
        "where code = 'project.title_is_test' order by path"
    ) == [
        (f"{NEW_FORM_YEAR}/TTKC_{NEW_FORM_YEAR}.xlsx", "warning", NEW_SHEET, "Thử nghề"),
        (f"{NEW_YEAR}/TTKC_{NEW_YEAR}.xlsx", "warning", "Biểu 01 - Đề án", "Thử nghề"),
    ]
    assert "project.title_is_test" in rule_list(edited.project.assets)
    assert edited.rows(
        "select title_vi from quality.rules where code = 'project.title_is_test'"
    ) == [("Tên đề án là tên thử",)]


def test_a_figure_is_computed_traced_and_reported(edited: Outcome, report: Path) -> None:
    assert edited.figures(PHASE, "s1.women.by_hand") == {"s1.women.by_hand": Decimal(12)}
    assert edited.rows(
        "select sheet, cell, contribution from assessment.figure_sources "
        f"where phase = '{PHASE}' and figure = 's1.women.by_hand' order by sheet"
    ) == [("Biểu 02 - Lớp học", "H6", Decimal(5)), ("Biểu 02 - Lớp học", "H6", Decimal(7))]
    with (report / "figures.csv").open(encoding="utf-8", newline="") as file:
        told = {row["figure"]: row["value"] for row in csv.DictReader(file)}
    assert told["s1.women.by_hand"] == "12"


def test_a_phase_is_computed_a_partition_and_a_report(
    edited: Outcome, definitions: dg.Definitions, report: Path
) -> None:
    assert edited.figures(PHASE, "overview.projects") == {"overview.projects": Decimal(2)}
    phases = definitions.resolve_job_def("phase_assessment").partitions_def
    assert phases is not None
    assert PHASE in phases.get_partition_keys()
    assert "02 đề án" in (report / f"bao-cao-{PHASE}.md").read_text(encoding="utf-8")


def test_a_unit_is_in_the_warehouse_and_on_the_template(edited: Outcome, tmp_path: Path) -> None:
    assert edited.rows("select name_vi from core.units where unit_code = '99999'") == [
        ("Xã Thử Nghiệm",)
    ]
    blank = load_workbook(template(edited.project, 2022, tmp_path / "blank.xlsx", "061"))
    assert "Xã Thử Nghiệm" in {c.value for row in blank[LISTS_SHEET] for c in row}
