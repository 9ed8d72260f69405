"""``kc snapshots`` and ``kc rollback``."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Kc, Ran


@pytest.fixture
def kc(ran: Ran, tmp_path: Path) -> Kc:
    """A warehouse with two snapshots, the newer current."""
    (kept,) = (ran.kc.project.warehouse / "snapshots").iterdir()
    folder = tmp_path / "snapshots"
    folder.mkdir()
    shutil.copy(kept, folder / "20260101T000000Z.duckdb")
    shutil.copy2(kept, folder / kept.name)
    shutil.copy2(kept, tmp_path / "khuyen_cong.duckdb")
    return Kc(replace(ran.kc.project, warehouse=tmp_path))


def current(kc: Kc) -> list[str]:
    lines = kc("snapshots").stdout.splitlines()[1:]
    return [line.split()[0] for line in lines if line.endswith("current")]


def test_snapshots_are_listed_in_local_time_and_rolled_back_to(kc: Kc) -> None:
    lines = kc("snapshots").stdout.splitlines()
    assert lines[0].split() == ["snapshot", "published", "at", "MB", "kept", "as", "current"]
    assert lines[1].split()[:3] == ["20260101T000000Z", "01/01/2026", "07:00:00"]
    assert [" ".join(line.split()[4:10]) for line in lines[1:]] == [
        "one of the latest 3",
        "one of the latest 3 current",
    ]
    assert current(kc) == [lines[2].split()[0]]

    result = kc("rollback", "20260101T000000Z", "--by", "Hoa", "--reason", "nhầm\nbản")
    assert result.exit_code == 0, result.output
    assert (current(kc), result.stderr) == (["20260101T000000Z"], "")
    told = kc.project.status_text.read_text(encoding="utf-8").splitlines()
    assert told[0] == "Số liệu đang dùng là bản cũ, được khôi phục theo quyết định của cán bộ."
    assert told[1].startswith("Người thực hiện: Hoa khôi phục lúc ")
    assert told[2] == "Lý do: nhầm␊bản"


def test_an_unknown_snapshot_is_wrong_usage(kc: Kc) -> None:
    result = kc("rollback", "20250101T000000Z")
    assert result.exit_code == 2
    assert "kc snapshots" in result.stderr
