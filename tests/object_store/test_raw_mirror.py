"""Submissions at a URL, mirrored: what is new, changed, gone, half there or cannot be named so."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest

from kc_pipeline.errors import NotPublished
from kc_pipeline.object_store.raw_mirror import Mirrored, bring_raw, fetch_settled, submissions_at
from kc_pipeline.object_store.remote_folder import RemoteFolder
from kc_pipeline.paths import Project, locate

NOON = datetime(2017, 5, 1, 12, tzinfo=UTC).timestamp()


def project(folder: Path, url: str | None = None) -> Project:
    there = folder / "there"
    there.mkdir(exist_ok=True)
    return locate({"KC_RAW": url or there.as_uri(), "KC_WAREHOUSE": str(folder / "warehouse")})


def lay(folder: Path, name: str, content: str, at: float = NOON) -> None:
    place = folder / "there" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content)
    os.utime(place, (at, at))


def held(project: Project) -> dict[str, str]:
    files = sorted(path for path in project.raw.rglob("*") if path.is_file())
    return {path.relative_to(project.raw).as_posix(): path.read_text() for path in files}


def test_new_changed_and_gone_files_and_their_times(tmp_path: Path) -> None:
    there = project(tmp_path)
    for name in ("2016/061.xlsx", "2016/062/đề án.csv", "2017/063.xlsx"):
        lay(tmp_path, name, name)
    lay(tmp_path, "2016/~$061.xlsx", "left by Excel")
    assert bring_raw(there) == Mirrored(
        ("2016/061.xlsx", "2016/062/đề án.csv", "2017/063.xlsx"), (), ()
    )
    assert (there.raw / "2016/061.xlsx").stat().st_mtime == NOON
    inode = (there.raw / "2016/061.xlsx").stat().st_ino

    assert bring_raw(there) == Mirrored((), (), ())
    lay(tmp_path, "2017/063.xlsx", "of the same length"[:13], NOON + 1)
    shutil.rmtree(tmp_path / "there/2016/062")
    assert bring_raw(there) == Mirrored(("2017/063.xlsx",), ("2016/062/đề án.csv",), ())
    assert held(there) == {"2016/061.xlsx": "2016/061.xlsx", "2017/063.xlsx": "of the same l"}
    assert (there.raw / "2016/061.xlsx").stat().st_ino == inode
    assert not (there.raw / "2016/062").exists()


def test_a_file_that_becomes_a_folder_and_back(tmp_path: Path) -> None:
    there = project(tmp_path)
    for name in ("2016/062", "2016/062/a.csv", "2016/062"):
        shutil.rmtree(tmp_path / "there", ignore_errors=True)
        lay(tmp_path, name, "x")
        bring_raw(there)
        assert held(there) == {name: "x"}


def test_what_the_mirror_lost_is_brought_again(tmp_path: Path) -> None:
    there = project(tmp_path)
    lay(tmp_path, "2016/061.xlsx", "one")
    lay(tmp_path, "2016/062.xlsx", "two")
    bring_raw(there)
    (there.raw / "2016/061.xlsx").unlink()
    (there.raw / "2016/stray.xlsx").write_text("laid here by hand")
    assert bring_raw(there) == Mirrored(("2016/061.xlsx",), ("2016/stray.xlsx",), ())


def test_a_file_that_grows_meanwhile_is_left_for_the_next_time(tmp_path: Path) -> None:
    there = project(tmp_path)
    lay(tmp_path, "2016/061.xlsx", "whole")
    lay(tmp_path, "2016/062.xlsx", "hal")
    remote = RemoteFolder(there.raw_url or "")
    listed = remote.listed()
    lay(tmp_path, "2016/062.xlsx", "half")
    settled = dict(fetch_settled(remote, listed, tmp_path / "arriving"))
    assert {name: place.read_text() for name, place in settled.items()} == {
        "2016/061.xlsx": "whole"
    }
    (tmp_path / "there/2016/062.xlsx").unlink()
    assert list(dict(fetch_settled(remote, listed, tmp_path / "arriving"))) == ["2016/061.xlsx"]


def test_names_that_no_folder_can_hold_are_told_and_lead_nowhere(tmp_path: Path) -> None:
    files = fsspec.filesystem("memory")
    names = ["a.xlsx", "../b.xlsx", "2016\\e.xlsx", "x//f.xlsx"]
    for name in names:
        files.pipe_file("/odd/a.xlsx", b"a")
        files.store[f"/odd/{name}"] = files.store["/odd/a.xlsx"]
    there = project(tmp_path, "memory://odd")
    mirrored = bring_raw(there)
    assert mirrored is not None
    assert mirrored.brought == ("a.xlsx",)
    assert set(mirrored.waiting) == set(names[2:])
    assert held(there) == {"a.xlsx": "a"}
    files.store["/odd/2016/c.xlsx/d.csv"] = files.store["/odd/2016/c.xlsx"] = files.store[
        "/odd/a.xlsx"
    ]
    found, unfit = submissions_at(RemoteFolder("memory://odd"))
    assert list(found) == ["2016/c.xlsx/d.csv", "a.xlsx"]
    assert set(unfit) == {*names[2:], "2016/c.xlsx"}


def test_a_place_that_is_empty_all_at_once_lets_nothing_go(tmp_path: Path) -> None:
    there = project(tmp_path)
    assert bring_raw(there) == Mirrored((), (), ())
    lay(tmp_path, "2016/061.xlsx", "one")
    bring_raw(there)
    shutil.rmtree(tmp_path / "there")
    with pytest.raises(NotPublished, match=r"see whether KC_RAW is right"):
        bring_raw(there)
    assert held(there) == {"2016/061.xlsx": "one"}


def test_nothing_is_mirrored_where_submissions_lie_in_a_folder(tmp_path: Path) -> None:
    assert bring_raw(locate({}, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")) is None
    assert not (tmp_path / "warehouse").exists()


def test_what_is_no_submission_is_not_listed(tmp_path: Path) -> None:
    there = project(tmp_path)
    for name in ("2016/061.xlsx.part", ".hidden/a.xlsx", "README.md", "2016/061.xlsx"):
        lay(tmp_path, name, "x")
    found, unfit = submissions_at(RemoteFolder(there.raw_url or ""))
    assert (list(found), unfit) == (["2016/061.xlsx"], ())
