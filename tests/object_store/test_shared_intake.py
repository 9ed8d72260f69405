"""Copies and readings that several machines share, at a URL."""

import shutil
from pathlib import Path

import pytest

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.intake.taking_in import Intake, TakenIn
from kc_pipeline.paths import Project, locate
from kc_pipeline.schemas.models import tables
from tests.intake.workbooks import COVER, COVER_SHEET, write

BRANDS = [["Mã đề án", "Cơ sở", "Nhãn hiệu"], ["A1", "HTX A", "Miến"]]


def machine(folder: Path, name: str) -> Project:
    told = {"KC_STORE": str(folder / "store"), "KC_WAREHOUSE": str(folder / name)}
    return locate({**told, "KC_RAW": str(folder / "raw")})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two workbooks that can be read, a folder of CSV files, and rubbish."""
    for unit in ("061", "062"):
        place = tmp_path / "raw" / "2016" / f"{unit}.xlsx"
        place.parent.mkdir(parents=True, exist_ok=True)
        cover = [COVER[0], ["Mã đơn vị", unit], COVER[2]]
        write(place, {COVER_SHEET: cover, "Biểu 04c - Thương hiệu": BRANDS})
    (tmp_path / "raw/2016/063").mkdir()
    (tmp_path / "raw/2016/063/Bìa.csv").write_text("Mã đơn vị,063\n")
    (tmp_path / "raw/2016/060.xlsx").write_bytes(b"rubbish")
    return tmp_path


def taken(project: Project, intake: Intake | None = None) -> list[TakenIn]:
    return (intake or Intake(project, tables())).take_in(entries(project.raw))


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "store").rglob("*") if path.is_file())


def told(found: list[TakenIn]) -> list[tuple[str, str, str, int]]:
    return [
        (t.path, t.sha256, t.reading.code, 0)
        if isinstance(t.reading, UnreadableSubmission)
        else (t.path, t.sha256, t.reading.form, len(t.reading.rows))
        for t in found
    ]


def test_what_one_machine_read_another_does_not(folder: Path) -> None:
    first = taken(machine(folder, "one"))
    names = {path.relative_to(folder / "store").parts[0] for path in stored(folder)}
    assert names == {"archive", "readings"}
    assert len(stored(folder)) == 2 * len(first)
    by_path = {t.path: t.sha256 for t in first}
    readings = next((folder / "store" / "readings").iterdir())
    # What is kept for one workbook now stands for the other: whoever parses would find it out.
    shutil.copy(
        readings / f"{by_path['2016/060.xlsx']}.parquet",
        readings / f"{by_path['2016/061.xlsx']}.parquet",
    )

    second = told(taken(machine(folder, "two")))

    assert second[0] == told(first)[0]
    assert second[1][2] == second[0][2]
    assert second[2:] == told(first)[2:]


def test_to_read_all_anew_writes_over_what_is_kept(folder: Path) -> None:
    first = taken(machine(folder, "one"))
    kept = {path: path.stat().st_ino for path in stored(folder)}
    taken(machine(folder, "two"))
    assert {path: path.stat().st_ino for path in stored(folder)} == kept
    again = Intake(machine(folder, "two"), tables())
    again.forget()
    assert told(taken(machine(folder, "two"), again)) == told(first)
    renewed = {path for path in stored(folder) if path.stat().st_ino != kept[path]}
    assert {path.parent.parent.name for path in renewed} == {"readings"}
    assert len(renewed) == len(first)


def test_a_damaged_reading_is_none(folder: Path) -> None:
    first = taken(machine(folder, "one"))
    damaged = next(path for path in stored(folder) if path.suffix == ".parquet")
    damaged.write_bytes(damaged.read_bytes()[:100])
    assert told(taken(machine(folder, "two"))) == told(first)


def test_a_copy_that_is_lost_here_comes_back_if_its_bytes_are_the_right_ones(folder: Path) -> None:
    first = taken(machine(folder, "one"))
    by_path = {t.path: t.sha256 for t in first}
    project = machine(folder, "two")
    for kept in (folder / "store" / "archive").iterdir():
        if kept.name.startswith(by_path["2016/062.xlsx"]):
            kept.write_bytes(b"something else")
    shutil.rmtree(folder / "store" / "readings")

    found = Intake(project, tables()).readings(list(by_path.values()))

    assert set(by_path.values()) - set(found) == {by_path["2016/062.xlsx"]}
    assert (project.archive / by_path["2016/063"] / "Bìa.csv").read_text() == "Mã đơn vị,063\n"
    assert {p.name for p in project.archive.iterdir()} == {
        f"{by_path['2016/060.xlsx']}.xlsx",
        f"{by_path['2016/061.xlsx']}.xlsx",
        by_path["2016/063"],
    }
