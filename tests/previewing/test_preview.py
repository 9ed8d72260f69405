"""What a preview tells is what then happens, and it leaves no trace."""

import io
import json
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kc_pipeline.cli.previewing import show_preview
from kc_pipeline.comparing.sections import compare_sections
from kc_pipeline.comparing.snapshots import compare_snapshots
from kc_pipeline.editions.freezing import freeze
from kc_pipeline.errors import UsageError, WarehouseMissing
from kc_pipeline.looking.publication_record import make_whole
from kc_pipeline.previewing.preview import ChangedEdition, Preview, preview
from kc_pipeline.resolution.ledger import read_ledger, write_ledger
from kc_pipeline.warehouse.publishing import open_warehouse, snapshots
from tests.cli.conftest import Kc
from tests.small_phase import MILLION, Province, project, report

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OLD = datetime(2025, 1, 1, tzinfo=UTC)
CORRECTION, NEW, REFUSED, COPY = (
    "2016/061 bổ sung.xlsx",
    "2017/Huyện <Pác Nặm>.xlsx",
    "2017/063.xlsx",
    "2017/062 bản sao.xlsx",
)


@dataclass(frozen=True)
class Previewed:
    """A province, the files that wait elsewhere, their preview, and how it is printed."""

    province: Province
    files: tuple[Path, ...]
    found: Preview
    printed: str


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder below one, with its size and time."""
    return {
        str(path): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in [folder, *folder.rglob("*")]
    }


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Previewed:
    """A correction, a new report, a file that is none and a copy, taken together."""
    folder = tmp_path_factory.mktemp("preview")
    province = Province(folder)
    province.send(report("061", 2016, project("A", spent_vnd=40 * MILLION)), at=OLD)
    sent = province.send(report("062", 2017, project("B")), at=OLD)
    province.consolidate()
    make_whole(province.project)  # so that the published file itself is what would change
    freeze(province.project, "2014-2018", 1, ["md"], now=NOW)
    desk = Province(folder / "desk")
    corrected = report("061", 2016, project("A", spent_vnd=45 * MILLION), project("A2"))
    files = [
        desk.send(replace(corrected, version=2), Path(CORRECTION).name, at=NOW),
        desk.send(report("060", 2017, project("C")), Path(NEW).name, at=NOW),
    ]
    for name in (REFUSED, COPY):
        (province.raw / name).write_bytes(b"no workbook")
    shutil.copy(sent, province.raw / COPY)
    files += [province.raw / REFUSED, province.raw / COPY]
    before = traces(province.project.warehouse), traces(province.raw)
    found = preview(province.project, files, NOW)
    assert (traces(province.project.warehouse), traces(province.raw)) == before
    with redirect_stdout(io.StringIO()) as printed:
        show_preview(found)
    return Previewed(province, tuple(files), found, printed.getvalue())


def test_each_file_has_its_fate(previewed: Previewed) -> None:
    told = {file.path: (file.status, file.in_place_of) for file in previewed.found.files}
    assert told == {
        CORRECTION: ("accepted", "2016/061.xlsx"),
        NEW: ("accepted", None),
        REFUSED: ("rejected", None),
        COPY: ("duplicate", None),
    }
    assert [bool(file.told) for file in previewed.found.files] == [False, False, True, True]
    assert not previewed.found.changes_nothing
    assert previewed.found.not_counted == ()


def test_editions_that_would_be_overtaken_are_told(previewed: Previewed) -> None:
    moved = [f for f in previewed.found.diff.figures if f.phase == "2014-2018"]
    assert previewed.found.editions == (ChangedEdition("2014-2018/1", 0, len(moved)),)


def test_it_is_printed_for_people(previewed: Previewed) -> None:
    lines = previewed.printed.splitlines()
    assert lines[0] == (
        f"{CORRECTION} (061 2016, version 2): accepted, in place of 2016/061.xlsx; 2 rows accepted"
    )
    assert lines[3].startswith(f"{COPY} (062 2017): duplicate: ")
    (support,) = (
        line.split() for line in lines if line.startswith("2014-2018  s3.machinery.support ")
    )
    assert support[2:5] == ["50", "75", "+25"]
    assert lines[-1].endswith("and 1 editions would change")


@pytest.fixture(scope="module")
def happened(previewed: Previewed) -> Previewed:
    """The same, the files taken."""
    for file, path in zip(previewed.files[:2], (CORRECTION, NEW), strict=True):
        shutil.copy2(file, previewed.province.raw / path)
    previewed.province.consolidate()
    return previewed


def test_what_is_told_is_what_then_happens(happened: Previewed) -> None:
    province, found = happened.province, happened.found
    old, new = snapshots(province.project.warehouse)
    with (
        open_warehouse(province.project.warehouse, old.id) as before,
        open_warehouse(province.project.warehouse, new.id) as after,
    ):
        assert compare_snapshots(before, after) == found.diff
        changes = tuple(compare_sections(before, after, province.steps.sql))
        assert changes == found.sections
        statuses = dict(after.execute("select path, status from quality.submissions").fetchall())
    assert found.diff.figures
    assert changes
    assert {file.path: file.status for file in found.files}.items() <= statuses.items()


def test_what_cannot_be_previewed(previewed: Previewed, tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing):
        preview(Province(tmp_path).project, list(previewed.files), NOW)
    passed_over = tmp_path / "~$061.xlsx"
    passed_over.write_bytes(b"")
    with pytest.raises(UsageError):
        preview(previewed.province.project, [passed_over], NOW)


def test_what_waits_besides_is_not_told_as_the_doing_of_a_file(happened: Previewed) -> None:
    """The last test of the module: it takes a correction out of force."""
    own, desk = happened.province.project, Province(happened.province.folder / "desk")
    ledger = read_ledger(own.ledger)
    (correction,) = (entry for entry in ledger.entries if entry.path == CORRECTION)
    write_ledger(own.ledger, ledger.with_withdrawn(correction.sha256, "test", NOW))
    late = desk.send(report("064", 2017, project("D")))
    known, refused = own.raw / "2017" / "062.xlsx", own.raw / REFUSED
    before = traces(own.warehouse), traces(own.raw)
    told = Kc(own)("preview", "--format", "json", str(late), str(known), str(refused))
    assert told.exit_code == 1, told.output
    assert (traces(own.warehouse), traces(own.raw)) == before
    found = json.loads(told.stdout)
    assert [(f["path"], f["status"], f["is_published"]) for f in found["files"]] == [
        ("2017/064.xlsx", "accepted", False),
        ("2017/062.xlsx", "accepted", True),
        (REFUSED, "rejected", True),
    ]
    assert {
        "phase": "2014-2018",
        "figure": "s3.machinery.support",
        "unit": "million VND",
        "old": "60",
        "new": "70",
        "change": "10",
    } in found["figures"]
