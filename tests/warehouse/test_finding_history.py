"""What was told, since when, and what became of it: over versions, lost files and roll-backs."""

from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.warehouse.build import materialise
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.finding_history import (
    Changes,
    History,
    changes,
    keep_history,
    read_history,
    stage_history,
)
from tests.small_phase import Province, project, report

NIGHTS = [date(2017, 1, day) for day in range(1, 10)]
MISSING = "projects.spent_missing"


class Nights:
    """Night after night over one raw folder, without publishing."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.before = read_history(province.project.warehouse)
        self.changes = Changes(0, 0, 0, 0)

    def run(self, today: date) -> None:
        steps = self.province.steps
        with connect(":memory:") as connection:
            steps.stage(connection, self.province.settle(), today)
            stage_history(connection, self.before, today)
            materialise(connection, steps.sql["quality.finding_history"])
            self.changes = changes(connection)
            table = connection.sql("from quality.finding_history").to_arrow_table()
        self.before = History(table)

    def told(self, code: str) -> list[tuple[object, ...]]:
        rows = self.before.findings.to_pylist()
        names = ("project_code", "state", "first_seen", "last_seen", "mended_on")
        found = [tuple(r[name] for name in names) for r in rows if r["code"] == code]
        return sorted(found, key=str)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(Province(tmp_path))


def sent(nights: Nights, lacking: str, *, name: str | None = None, version: int = 1) -> Path:
    """A report of projects A to C, of which those named tell no amount spent."""
    rows = [project(c, **({"spent_vnd": None} if c in lacking else {})) for c in "ABC"]
    rows = [project("0"), *rows] if version > 1 else rows
    return nights.province.send(report("061", 2016, *rows, version=version), name)


def test_findings_are_new_remain_are_mended_and_come_back(nights: Nights) -> None:
    sent(nights, "AB")
    nights.run(NIGHTS[0])
    first = nights.changes
    assert first.new > 0
    assert (first.mended, first.remaining) == (0, 0)
    nights.run(NIGHTS[1])
    assert nights.changes == Changes(0, 0, first.new, 0)
    assert nights.told(MISSING) == [
        ("A", "open", NIGHTS[0], NIGHTS[1], None),
        ("B", "open", NIGHTS[0], NIGHTS[1], None),
    ]
    # A version in another file, its rows moved, mends one of them.
    sent(nights, "B", name="2016/061 lần 2.xlsx", version=2)
    nights.run(NIGHTS[2])
    assert nights.told(MISSING) == [
        ("A", "mended", NIGHTS[0], NIGHTS[1], NIGHTS[2]),
        ("B", "open", NIGHTS[0], NIGHTS[2], None),
    ]
    sent(nights, "A", name="2016/061 lần 3.xlsx", version=3)
    nights.run(NIGHTS[3])
    assert nights.told(MISSING) == [
        ("A", "open", NIGHTS[0], NIGHTS[3], None),
        ("B", "mended", NIGHTS[0], NIGHTS[2], NIGHTS[3]),
    ]


def test_a_refused_file_has_a_history_of_its_own(nights: Nights) -> None:
    rubbish = nights.province.raw / "2016" / "061.xlsx"
    rubbish.parent.mkdir(parents=True)
    rubbish.write_bytes(b"rubbish")
    nights.run(NIGHTS[0])
    assert nights.told("file.mislabelled") == [(None, "open", NIGHTS[0], NIGHTS[0], None)]
    rubbish.unlink()
    nights.run(NIGHTS[1])
    assert nights.told("file.mislabelled") == [(None, "mended", NIGHTS[0], NIGHTS[0], NIGHTS[1])]
    nights.run(NIGHTS[2])
    assert nights.changes == Changes(0, 0, 0, 0)


def test_it_is_kept_twice_and_begins_anew_only_where_both_are_lost(tmp_path: Path) -> None:
    province = Province(tmp_path)
    warehouse = province.project.warehouse
    assert read_history(warehouse).note is None
    province.send(report("061", 2016, project("A", spent_vnd=None)))
    outcome = province.consolidate()
    file = warehouse / "findings" / "history.parquet"
    kept = read_history(warehouse)
    assert kept.note is None
    assert kept.findings.num_rows == len(outcome.rows("from quality.finding_history"))
    for damage in (b"damaged", None):
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(damage)
        found = read_history(warehouse)
        assert found.findings == kept.findings
        assert "taken from the published file" in str(found.note)
    keep_history(warehouse)
    outcome.project.published.unlink()
    assert read_history(warehouse) == kept
    file.unlink()
    lost = read_history(warehouse)
    assert lost.findings.num_rows == 0
    assert "begins anew" in str(lost.note)
