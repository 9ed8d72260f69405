import shutil
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from kc_pipeline.cli import EXIT_USAGE, main
from kc_pipeline.editions.causes import Cause, compare_editions
from kc_pipeline.editions.freezing import freeze
from kc_pipeline.editions.manifest import KEPT, edition_folder, edition_folders, read_manifest
from kc_pipeline.editions.rebuilding import Workshop
from kc_pipeline.editions.standing import standings
from kc_pipeline.editions.verifying import verify
from kc_pipeline.errors import NotPublished, UsageError
from kc_pipeline.paths import Project
from tests.small_phase import HOME, MILLION, Province, project, report

NOW = datetime(2019, 2, 5, tzinfo=UTC)
PHASE = "2014-2018"


def machines(code: str, *establishments: str) -> list[dict[str, object]]:
    return [
        {"project_code": code, "establishment": name, "support_vnd": 5 * MILLION}
        for name in establishments
    ]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """Between two editions a report is corrected, another comes, and two names become one."""
    folder = tmp_path_factory.mktemp("editions")
    shutil.copytree(HOME / "assets", folder / "home" / "assets")
    own = Project(home=folder / "home", raw=folder / "raw", warehouse=folder / "warehouse")
    first = Province(folder, own)
    first.send(
        report(
            "061",
            2016,
            project("DP-1", spent_vnd=10 * MILLION),
            technology_supports=machines("DP-1", "Cơ sở Bình Minh", "Tổ hợp Rạng Đông"),
        )
    )
    first.send(report("062", 2017, project("DP-2", spent_vnd=20 * MILLION)))
    first.consolidate()
    freeze(own, PHASE, 1, ["md"], now=NOW)
    first.send(
        report("062", 2017, project("DP-2", spent_vnd=26 * MILLION), version=2), "2017/2.xlsx"
    )
    first.send(report("063", 2018, project("DP-3", spent_vnd=7 * MILLION)))
    aliases = own.assets / "reference" / "establishment_aliases.csv"
    with aliases.open("a", encoding="utf-8") as file:
        file.write("061,Tổ hợp Rạng Đông,Cơ sở Bình Minh,một cơ sở đổi tên\n")
    second = Province(folder, own)
    second.consolidate()
    freeze(own, PHASE, 2, ["docx", "html", "md"], now=NOW)
    return second


def test_an_edition_comes_out_byte_for_byte_from_its_folder_alone(
    province: Province, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "copied"
    shutil.copytree(edition_folder(province.project, f"{PHASE}/2"), elsewhere)

    found = verify(elsewhere, Workshop(tmp_path / "bench"))

    assert found.holds
    assert found.is_same_program
    assert sorted(found.same) == [
        "bao-cao-2014-2018.docx",
        "bao-cao-2014-2018.html",
        "bao-cao-2014-2018.md",
        "figures.csv",
    ]


def test_damage_is_told(province: Province, tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    shutil.copytree(edition_folder(province.project, f"{PHASE}/1"), folder)
    report_file, kept = folder / "bao-cao-2014-2018.md", next((folder / KEPT).glob("*.xlsx"))
    for file in (report_file, kept):
        file.chmod(0o644)
        file.write_bytes(file.read_bytes() + b" ")

    found = verify(folder, Workshop(tmp_path / "bench"))

    assert not found.holds
    assert found.damaged[0] == "bao-cao-2014-2018.md"
    assert found.damaged[1] in {"inputs/2016/061.xlsx", "inputs/2017/062.xlsx"}
    assert found.same == found.differing == ()


def test_a_changed_manifest_is_refused(province: Province, tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    shutil.copytree(edition_folder(province.project, f"{PHASE}/1"), folder)
    manifest = folder / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2016/061", "2016/060"))

    with pytest.raises(UsageError, match="was changed"):
        read_manifest(folder)


def test_what_moved_a_figure_adds_up_to_its_change(province: Province, tmp_path: Path) -> None:
    folders = [edition_folder(province.project, f"{PHASE}/{number}") for number in (1, 2)]

    diff = compare_editions(*folders, Workshop(tmp_path))

    assert diff.changed_inputs == (
        "raw/2017/2.xlsx",
        "raw/2018/063.xlsx",
        "assets/reference/establishment_aliases.csv",
    )
    changed = {figure.figure: figure for figure in diff.figures}
    support = changed["s3.machinery.support"]
    assert (support.old, support.new) == (Decimal(30), Decimal(43))
    assert support.causes == (
        Cause(("raw/2017/2.xlsx",), Decimal(30), Decimal(36)),
        Cause(("raw/2018/063.xlsx",), Decimal(36), Decimal(43)),
    )
    names = changed["s3.machinery.beneficiaries"]
    assert names.causes == (
        Cause(("assets/reference/establishment_aliases.csv",), Decimal(2), Decimal(1)),
    )
    for figure in diff.figures:
        assert figure.causes[0].before == figure.old
        assert figure.causes[-1].after == figure.new


def test_a_later_correction_makes_an_edition_stale(province: Province) -> None:
    first, second = standings(province.project)

    assert [one.path for one in first.overtaken] == ["2017/062.xlsx"]
    assert [one.path for one in first.newer] == ["2017/2.xlsx", "2018/063.xlsx"]
    assert "s3.machinery.support" in first.moved
    assert first.is_stale
    assert not second.is_stale


def test_an_edition_is_never_overwritten(province: Province) -> None:
    with pytest.raises(UsageError, match="edition 2014-2018/1 is there already"):
        freeze(province.project, PHASE, 1, ["md"], now=NOW)


def test_nothing_is_frozen_that_declarations_of_now_would_not_give(province: Province) -> None:
    aliases = province.project.assets / "reference" / "establishment_aliases.csv"
    kept = aliases.read_bytes()
    try:
        aliases.write_bytes(kept.splitlines(keepends=True)[0])
        with pytest.raises(NotPublished, match=r"figures differ .*s3\.machinery\.beneficiaries"):
            freeze(province.project, PHASE, 3, ["md"], now=NOW)
    finally:
        aliases.write_bytes(kept)
    assert [folder.name for folder in edition_folders(province.project)] == ["1", "2"]


def test_the_digest_stands_at_the_foot_of_the_report(province: Province) -> None:
    folder = edition_folder(province.project, f"{PHASE}/1")
    manifest = read_manifest(folder)

    last_line = (folder / "bao-cao-2014-2018.md").read_text(encoding="utf-8").splitlines()[-1]

    assert last_line == f"*Ấn bản số 1, mã nhận dạng {manifest.digest[:16]}*"


def test_the_list_names_what_overtook_an_edition(province: Province) -> None:
    listed = CliRunner().invoke(
        main,
        ["edition", "list", "--warehouse", str(province.project.warehouse)],
        env={"KC_HOME": str(province.project.home)},
    )

    lines = listed.output.splitlines()
    assert listed.exit_code == 0
    assert "stale: overtaken: 2017/062.xlsx; not in it: 2017/2.xlsx; not in it: 2018" in lines[1]
    assert lines[2].split()[0] == "2014-2018/2"
    assert lines[2].endswith("current")


def test_an_unknown_edition_is_wrong_usage(province: Province) -> None:
    told = ["edition", "verify", "2014-2018/9", "--warehouse", str(province.project.warehouse)]
    asked = CliRunner().invoke(main, told)

    assert asked.exit_code == EXIT_USAGE
    assert "there is no edition 2014-2018/9; `kc edition list` lists them" in asked.output
