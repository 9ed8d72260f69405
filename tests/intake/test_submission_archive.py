"""Copies of what was taken in, by content, whatever becomes of the file in raw/."""

import threading
from pathlib import Path

import pytest

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.submission_archive import SubmissionArchive


def archive(folder: Path) -> SubmissionArchive:
    return SubmissionArchive(folder / "archive")


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "archive").iterdir())


def test_a_file_is_kept_under_its_hash_and_ending(tmp_path: Path) -> None:
    file = tmp_path / "061 Ba Bể.XLSX"
    file.write_bytes(b"content")
    sha256 = archive(tmp_path).keep(file)
    file.write_bytes(b"other")

    assert sha256 == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"
    copy = archive(tmp_path).find(sha256)
    assert copy is not None
    assert (copy.name, copy.read_bytes()) == (f"{sha256}.xlsx", b"content")


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"content")
    hashes = {archive(tmp_path).keep(tmp_path / name) for name in ("a.xlsx", "b.xlsx")}

    assert kept(tmp_path) == [f"{sha256}.xlsx" for sha256 in hashes]


def test_a_folder_is_kept_with_its_csv_files_only(tmp_path: Path) -> None:
    folder = tmp_path / "061"
    (folder / "ảnh.csv").mkdir(parents=True)
    for name in ("Biểu 1.csv", "BIỂU 2.CSV", "công văn.docx"):
        (folder / name).write_text(name, encoding="utf-8")
    sha256 = archive(tmp_path).keep(folder)

    copy = archive(tmp_path).find(sha256)
    assert copy is not None
    assert sorted(path.name for path in copy.iterdir()) == ["BIỂU 2.CSV", "Biểu 1.csv"]
    assert hash_submission(copy) == sha256 == hash_submission(folder)
    assert kept(tmp_path) == [sha256]


def test_a_link_out_of_a_folder_is_refused_and_nothing_kept(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("x")
    (tmp_path / "061").mkdir()
    (tmp_path / "061" / "a.csv").symlink_to(tmp_path / "outside.csv")

    with pytest.raises(UnreadableSubmission, match="leads_out"):
        archive(tmp_path).keep(tmp_path / "061")
    assert kept(tmp_path) == []


def test_a_file_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSubmission, match=r"file\.not_taken: No such file"):
        archive(tmp_path).keep(tmp_path / "gone.xlsx")
    assert kept(tmp_path) == []


def test_a_file_that_grows_while_it_is_copied_is_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "061.xlsx"
    file.write_bytes(bytes(20_000_000))
    stop = threading.Event()

    def copying_in() -> None:
        with file.open("ab", buffering=0) as slow:
            while not stop.is_set():
                slow.write(b"x")

    thread = threading.Thread(target=copying_in)
    thread.start()
    try:
        with pytest.raises(UnreadableSubmission, match="not_taken: changed while it was copied"):
            archive(tmp_path).keep(file)
    finally:
        stop.set()
        thread.join()
    assert kept(tmp_path) == []
    assert archive(tmp_path).keep(file) == hash_submission(file)


def test_a_copy_that_cannot_be_written_is_no_fault_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "061.xlsx"
    file.write_bytes(b"content")
    (tmp_path / "archive").write_text("a file where a folder should be")
    with pytest.raises(FileExistsError):
        archive(tmp_path).keep(file)


def test_every_copy_by_its_hash(tmp_path: Path) -> None:
    archive = SubmissionArchive(tmp_path / "archive")
    assert archive.every() == {}
    file, folder = tmp_path / "a.XLSX", tmp_path / "b"
    file.write_bytes(b"x")
    folder.mkdir()
    (folder / "projects.csv").write_bytes(b"y")
    one, two = archive.keep(file), archive.keep(folder)
    (tmp_path / "archive" / ".1.tmp.xlsx").touch()

    assert archive.every() == {
        one: tmp_path / "archive" / f"{one}.xlsx",
        two: tmp_path / "archive" / two,
    }
