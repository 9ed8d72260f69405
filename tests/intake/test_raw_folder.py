"""What lies in raw/ is found: one entry a file, or a folder's CSV files, and its year."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kc_pipeline.intake.raw_folder import RawEntry, entries


def lay(raw: Path, *paths: str) -> None:
    for path in paths:
        place = raw / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")


def found(raw: Path) -> list[tuple[str, int | None]]:
    return [(entry.path, entry.year) for entry in entries(raw)]


def test_files_of_every_depth_by_path_with_the_year_of_their_folder(tmp_path: Path) -> None:
    lay(tmp_path, "2017/061_a.xlsx", "2016/Ba Bể/061.xls", "2016/060.ods", "thử.xlsx", "2016/a.txt")

    assert found(tmp_path) == [
        ("2016/060.ods", 2016),
        ("2016/Ba Bể/061.xls", 2016),
        ("2016/a.txt", 2016),
        ("2017/061_a.xlsx", 2017),
        ("thử.xlsx", None),
    ]


def test_what_programs_leave_behind_is_no_submission(tmp_path: Path) -> None:
    lay(tmp_path, "README.md", "2016/~$061.xlsx", "2016/.DS_Store", "2016/Thumbs.db", "a.xlsx.part")
    lay(tmp_path, "2016/.061.csv", "2016/061/~$a.csv")

    assert found(tmp_path) == []


def test_a_folder_of_csv_files_is_one_submission(tmp_path: Path) -> None:
    lay(tmp_path, "2016/061_2016/Biểu 01.csv", "2016/061_2016/Biểu 02.CSV")
    lay(tmp_path, "2016/061_2016/công văn.docx")

    assert found(tmp_path) == [("2016/061_2016", 2016)]


def test_a_stray_csv_file_swallows_nothing(tmp_path: Path) -> None:
    lay(tmp_path, "2016/lẻ.csv", "2016/060.xlsx", "2016/061_2016/a.csv", "2016/TTKC/x.xlsm")

    assert found(tmp_path) == [
        ("2016", 2016),
        ("2016/060.xlsx", 2016),
        ("2016/061_2016", 2016),
        ("2016/TTKC/x.xlsm", 2016),
    ]


def test_a_csv_file_at_the_top_is_a_submission_by_itself(tmp_path: Path) -> None:
    lay(tmp_path, "061.csv", "2016/060.xlsx")

    assert found(tmp_path) == [("061.csv", None), ("2016/060.xlsx", 2016)]


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("2016/061.xlsx", 2016),
        ("2016", 2016),
        ("061.xlsx", None),
        ("năm 2016/061.xlsx", None),
        ("20160/061.xlsx", None),
        ("0000/061.xlsx", None),
        ("9999/061.xlsx", None),
        ("Ba Bể/2016/061.xlsx", None),
    ],
)
def test_the_year_is_that_of_the_first_folder(path: str, year: int | None) -> None:
    assert RawEntry(path, Path(path), datetime(2017, 1, 1, tzinfo=UTC)).year == year


def test_the_time_is_that_of_the_newest_file(tmp_path: Path) -> None:
    lay(tmp_path, "061/a.csv", "061/b.csv", "061/thư.docx", "b.xlsx")
    for name, seconds in (("061/a.csv", 100), ("061/b.csv", 300), ("061/thư.docx", 900)):
        os.utime(tmp_path / name, (seconds, seconds))
    os.utime(tmp_path / "b.xlsx", (200, 200))

    assert [entry.modified_at.timestamp() for entry in entries(tmp_path)] == [300, 200]


def test_a_link_is_an_entry_and_not_followed(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    lay(raw, "2016/a.xlsx")
    lay(outside, "b.xlsx")
    (raw / "2016" / "ngoài").symlink_to(outside)

    assert found(raw) == [("2016/a.xlsx", 2016), ("2016/ngoài", 2016)]


def test_no_raw_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert entries(tmp_path / "raw") == []
