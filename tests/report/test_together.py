from pathlib import Path

import pytest

from kc_pipeline.report.together import write_together


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_replaced_and_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "2014-2018"
    paths = write_together(folder, {"a.md": b"1", "b.csv": b"2"})
    write_together(folder, {"a.md": b"3"})
    assert paths == (folder / "a.md", folder / "b.csv")
    assert _content(folder) == {"a.md": b"3", "b.csv": b"2"}


def test_when_one_cannot_be_written_nothing_is_changed(tmp_path: Path) -> None:
    write_together(tmp_path, {"a.md": b"1"})
    with pytest.raises(FileNotFoundError):
        write_together(tmp_path, {"a.md": b"2", "no/such.csv": b"3"})
    assert _content(tmp_path) == {"a.md": b"1"}
