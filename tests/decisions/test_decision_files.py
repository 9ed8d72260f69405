"""What officers write by hand, read; what is wrong is told and never stops a run."""

from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.decisions.decision import Decision, Kind, State
from kc_pipeline.decisions.decision_files import read_decisions
from tests.decisions.written import entry

MEANT = {"path": "2016/061.xlsx", "sha256": "9C1185A5C5E9"}
CELL = {"sheet": "Biểu 01 - Đề án", "cell": "k12"}


def test_each_kind_of_decision_is_read(tmp_path: Path) -> None:
    (tmp_path / "2016.toml").write_text(
        entry("correction", **MEANT, **CELL, **{"from": "1958,8", "to": 195.88})
        + entry("waiver", **MEANT, **CELL, code="projects.spent_beyond_plan")
        + entry("exclusion", **{**MEANT, "path": "raw/2016/061.xlsx"}),
        encoding="utf-8-sig",
    )
    usual = {
        "path": "2016/061.xlsx",
        "sha256": "9c1185a5c5e9",
        "by": "Nguyễn Thị Hoa",
        "on": date(2017, 1, 22),
        "why": "theo biên bản nghiệm thu",
    }
    place = {"sheet": "Biểu 01 - Đề án", "cell": "K12"}
    read = read_decisions(tmp_path)
    assert read.unreadable == ()
    assert read.entries == (
        Decision(
            name="2016.toml correction 1",
            kind=Kind.CORRECTION,
            stands="1958,8",
            value=195.88,
            **usual,
            **place,
        ),
        Decision(
            name="2016.toml waiver 1",
            kind=Kind.WAIVER,
            code="projects.spent_beyond_plan",
            **usual,
            **place,
        ),
        Decision(name="2016.toml exclusion 1", kind=Kind.EXCLUSION, **usual),
    )


def test_without_a_folder_nothing_is_decided(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "nowhere").entries == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (entry("exclusion", path="a.xlsx"), "sha256 missing"),
        (entry("exclusion", **MEANT, cell="A1"), "unknown: cell"),
        (entry("exclusion", **{**MEANT, "sha256": "9c1185"}), "at least its first 12"),
        (entry("exclusion", **{**MEANT, "why": " "}), "why is a text, not blank"),
        (entry("exclusion", **{**MEANT, "on": "22/01/2017"}), "on is a day"),
        (entry("waiver", **MEANT, code="a.b", cell="A1"), "cell such as K12 of a sheet"),
        (
            entry("correction", **MEANT, **{**CELL, "cell": "12K"}, **{"from": "1", "to": "2"}),
            "such as K12",
        ),
        (entry("correction", **MEANT, **CELL, **{"from": "1", "to": [2]}), "to is a text"),
        (entry("correction", **MEANT, **CELL, to="2"), "from missing"),
        (entry("remark", **MEANT), "an entry is one of"),
        ('why = "alone"', "an entry is one of"),
    ],
)
def test_a_wrong_entry_is_told_and_the_others_hold(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "b.toml").write_text(entry("exclusion", **MEANT), encoding="utf-8")
    read = read_decisions(tmp_path)
    assert [decision.name for decision in read.entries] == ["b.toml exclusion 1"]
    (ruling,) = read.unreadable
    assert (ruling.state, ruling.decision) == (State.REFUSED, None)
    assert ruling.name.startswith("a.toml ")
    assert ruling.issue is not None
    assert ruling.issue.code == "decision.unreadable"
    assert fault in ruling.issue.details["fault_en"]


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[[exclusion]\n", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    assert [ruling.name for ruling in read_decisions(tmp_path).unreadable] == ["a.toml", "b.toml"]
