"""What lies in raw/ is archived, read in processes of its own, and read once only."""

import os
import shutil
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.corrected_cells import CellCorrection, CorrectedReading
from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.intake.taking_in import Intake, TakenIn
from kc_pipeline.looking.seen_hashes import SeenHashes
from kc_pipeline.paths import Project
from kc_pipeline.schemas.models import tables
from tests.intake.workbooks import ASSETS, COVER, COVER_SHEET, write

BRANDS = [["Mã đề án", "Cơ sở", "Nhãn hiệu"], ["A1", "HTX A", "Miến"]]


def project(folder: Path) -> Project:
    return Project(home=ASSETS.parent, raw=folder / "raw", warehouse=folder / "warehouse")


def sent(folder: Path, path: str, unit: str = "061") -> Path:
    place = folder / "raw" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    cover = [COVER[0], ["Mã đơn vị", unit], COVER[2]]
    return write(place, {COVER_SHEET: cover, "Biểu 04c - Thương hiệu": BRANDS})


def taken(folder: Path) -> list[TakenIn]:
    return Intake(project(folder), tables()).take_in(entries(folder / "raw"))


def told(found: list[TakenIn]) -> list[tuple[str, int | None, str]]:
    return [
        (t.path, t.year, t.reading.code if isinstance(t.reading, UnreadableSubmission) else "read")
        for t in found
    ]


def test_good_and_bad_files_side_by_side(tmp_path: Path) -> None:
    good = sent(tmp_path, "2016/061.xlsx")
    shutil.copy(good, good.with_name("061 bản sao.xlsx"))
    (tmp_path / "raw/2016/060.xlsx").write_bytes(b"rubbish")
    (tmp_path / "raw/2016/062.xlsx").write_bytes(b"")
    (tmp_path / "raw/2016/063.xlsx").write_bytes(good.read_bytes()[:2000])
    outside = tmp_path / "outside.xlsx"
    shutil.copy(good, outside)
    (tmp_path / "raw/2016/064.xlsx").symlink_to(outside)

    found = taken(tmp_path)

    assert told(found) == [
        ("2016/060.xlsx", 2016, "file.mislabelled"),
        ("2016/061 bản sao.xlsx", 2016, "read"),
        ("2016/061.xlsx", 2016, "read"),
        ("2016/062.xlsx", 2016, "file.empty"),
        ("2016/063.xlsx", 2016, "file.truncated"),
        ("2016/064.xlsx", 2016, "file.leads_out"),
    ]
    assert found[1].sha256 == found[2].sha256
    assert found[1].reading == found[2].reading
    assert found[5].sha256 == ""


def test_what_was_read_once_is_kept(tmp_path: Path) -> None:
    sent(tmp_path, "2016/061.xlsx")
    first = taken(tmp_path)
    stored = next((tmp_path / "warehouse/intake").rglob("*.parquet"))
    os.utime(stored, (1, 1))

    assert taken(tmp_path) == first
    assert stored.stat().st_mtime == 1
    Intake(project(tmp_path), tables()).forget()
    assert taken(tmp_path) == first
    assert stored.stat().st_mtime > 1


def test_readings_of_the_archive_outlive_the_file(tmp_path: Path) -> None:
    file = sent(tmp_path, "2016/061.xlsx")
    (first,) = taken(tmp_path)
    file.unlink()
    shutil.rmtree(tmp_path / "warehouse/intake")

    intake = Intake(project(tmp_path), tables())
    assert intake.readings([first.sha256, "unknown"]) == {first.sha256: first.reading}


def test_a_folder_of_csv_files_in_old_encodings(tmp_path: Path) -> None:
    folder = tmp_path / "raw/2016/061_2016"
    folder.mkdir(parents=True)
    cover = "Mã đơn vị;061\r\nNăm báo cáo;2016\r\n"
    brands = "Mã đề án\tCơ sở\tNhãn hiệu\tNgày cấp\nA1\tHTX A\tMiến dong\t42385\n"
    designs = "Mã đề án,Cơ sở,Loại sản phẩm,Số mẫu\nA1,HTX B,bao bì,2\n"
    (folder / "Thông tin chung.csv").write_bytes(cover.encode("utf-8-sig"))
    (folder / "Biểu 04c - Thương hiệu.csv").write_bytes(brands.encode("utf-16"))
    (folder / "Biểu 05 - Thiết kế mẫu mã.csv").write_text(designs, encoding="utf-8")

    (found,) = taken(tmp_path)

    assert not isinstance(found.reading, UnreadableSubmission)
    assert [(f.name, f.value) for f in found.reading.cover] == [
        ("unit_code", "061"),
        ("year", "2016"),
    ]
    assert [[c.value for c in row.cells] for row in found.reading.rows] == [
        ["A1", "HTX A", "Miến dong", "2016-01-16"],
        ["A1", "HTX B", "bao bì", "2"],
    ]


def test_what_nobody_touched_since_the_last_look_is_not_copied_again(tmp_path: Path) -> None:
    file = sent(tmp_path, "2016/061.xlsx")
    first = taken(tmp_path)
    of = project(tmp_path)
    later = int((file.stat().st_ctime + 10) * 1_000_000_000)
    SeenHashes(of.seen_hashes, of.raw).of(entries(of.raw), later)
    (kept,) = of.archive.iterdir()
    kept.write_bytes(b"not looked at")

    assert taken(tmp_path) == first

    kept.unlink()
    assert taken(tmp_path) == first
    assert kept.read_bytes() == file.read_bytes()

    file.write_bytes(b"rubbish")
    assert told(taken(tmp_path)) == [("2016/061.xlsx", 2016, "file.mislabelled")]


def test_all_is_copied_and_read_anew_when_it_is_to_be_forgotten(tmp_path: Path) -> None:
    file = sent(tmp_path, "2016/061.xlsx")
    intake = Intake(project(tmp_path), tables())
    first = intake.take_in(entries(tmp_path / "raw"))
    of = project(tmp_path)
    later = int((file.stat().st_ctime + 10) * 1_000_000_000)
    SeenHashes(of.seen_hashes, of.raw).of(entries(of.raw), later)
    of.seen_hashes.write_text(of.seen_hashes.read_text().replace(first[0].sha256, "0" * 64))

    intake.forget()

    assert intake.take_in(entries(tmp_path / "raw")) == first
    assert not list(of.warehouse.glob(f"intake/readings/*/{'0' * 64}*"))


def test_what_was_read_with_cells_corrected_is_read_once_only(tmp_path: Path) -> None:
    sent(tmp_path, "2016/061.xlsx")
    (found,) = taken(tmp_path)
    intake = Intake(project(tmp_path), tables())
    fitting = CellCorrection("Biểu 04c - Thương hiệu", "C2", "Miến", "Chè")
    misfit = CellCorrection("Biểu 04c - Thương hiệu", "C2", "Gạo", "Chè")
    kept = {
        one: intake.corrected({found.sha256: (one,)})[found.sha256] for one in (fitting, misfit)
    }
    (archived,) = (tmp_path / "warehouse" / "archive").iterdir()
    archived.write_bytes(b"cannot be read again")

    assert intake.corrected({found.sha256: (fitting,)}) == {found.sha256: kept[fitting]}
    again = intake.corrected({found.sha256: (misfit,)})[found.sha256]
    assert isinstance(kept[misfit], CorrectedReading)
    assert isinstance(again, UnreadableSubmission)
