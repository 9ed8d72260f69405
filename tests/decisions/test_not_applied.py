"""Decisions that are refused or stale: told loudly, and everything else goes on."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.resolution.ledger import read_ledger, write_ledger
from tests.decisions.written import cell_of, entry, on, ruled
from tests.small_phase import Province, project, report

APPLIED = ("applied", None)
STALE = ("stale", "decision.stale")


@pytest.fixture
def province(tmp_path: Path) -> Province:
    province = Province(tmp_path)
    province.decide("")
    return province


def corrected(province: Province, path: Path, /, **told: object) -> str:
    """The amount of the file's last project corrected from 10 to 11, unless told otherwise."""
    usual = {**on(province, path), **cell_of(province, path, "spent_vnd"), "from": "10", "to": "11"}
    return entry("correction", **(usual | told))


def test_what_cannot_be_meant_is_told_and_the_rest_holds(province: Province) -> None:
    path = province.send(report("061", 2016, project("A", spent_vnd=None), project("B")))
    meant = on(province, path)
    cell = cell_of(province, path, "spent_vnd")
    above = {**cell, "cell": cell["cell"][:1] + str(int(cell["cell"][1:]) - 1)}
    decide = (
        corrected(province, path),
        corrected(province, path, to="12"),
        corrected(province, path, sheet="Biểu 99"),
        corrected(province, path, cell="A1"),
        corrected(province, path, path="2011/none.xlsx", sha256="0" * 12),
        entry("waiver", **meant, **above, code="projects.spent_missing"),
        entry("waiver", **meant, **above, code="no.such_rule"),
        entry("waiver", **meant, **above, code="projects.spent_beyond_plan"),
        entry("waiver", **meant, **above, code="projects.spent_beyond_plan"),
    )
    province.decide("".join(decide))
    province.decide("no toml", "other.toml")
    outcome = province.consolidate(failing=["decisions_are_applied"])
    assert outcome.rows("select decision, state, problem, rows_touched from quality.decisions") == [
        ("decisions.toml correction 1", "applied", None, 1),
        ("decisions.toml correction 2", "refused", "decision.repeated", 0),
        ("decisions.toml correction 3", "refused", "decision.unknown_sheet", 0),
        ("decisions.toml correction 4", "refused", "decision.text_differs", 0),
        ("decisions.toml correction 5", "refused", "decision.unknown_submission", 0),
        ("decisions.toml waiver 1", "refused", "decision.not_waivable", 0),
        ("decisions.toml waiver 2", "refused", "decision.unknown_rule", 0),
        ("decisions.toml waiver 3", "stale", "decision.finding_gone", 0),
        ("decisions.toml waiver 4", "refused", "decision.repeated", 0),
        ("other.toml", "refused", "decision.unreadable", 0),
    ]
    told = {code for _, code in outcome.codes() if code.startswith("decision.")}
    assert told == {
        f"decision.{name}"
        for name in (
            "finding_gone",
            "not_waivable",
            "repeated",
            "text_differs",
            "unknown_rule",
            "unknown_sheet",
        )
    }
    assert outcome.rows("select code from quality.quarantine") == [("projects.spent_missing",)]
    name = "s3.machinery.support"
    assert outcome.figures("2014-2018", name) == {name: Decimal(11)}
    # The clerk's total is of what the clerk wrote.
    assert "total.differs" in {code for _, code in outcome.codes()}


def test_a_value_that_cannot_be_read_is_refused(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.decide(corrected(province, path, to="mười"))
    assert ruled(province) == [("refused", "decision.value_unreadable")]


def test_a_cell_of_the_cover_is_corrected(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")), "061.xlsx")
    (submission,) = province.settle().submissions
    assert submission.reading is not None
    (year,) = (fact for fact in submission.reading.cover if fact.name == "year")
    place = {"sheet": year.sheet, "cell": year.cell, "from": "2016", "to": 2017}
    province.decide(entry("correction", **on(province, path), **place))
    (submission,) = province.settle().submissions
    assert submission.identity.year == 2017
    assert ruled(province) == [APPLIED]


def test_a_file_that_cannot_be_opened_has_no_cells(province: Province) -> None:
    path = province.raw / "2016" / "061.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"rubbish")
    place = {"sheet": "Biểu 1", "cell": "A1", "from": "1", "to": "2"}
    province.decide(entry("correction", **on(province, path), **place))
    assert ruled(province) == [("refused", "decision.unopened")]


def test_it_follows_the_content_and_is_stale_once_that_is_replaced(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.decide(corrected(province, path))
    province.remember()
    renamed = path.rename(path.with_name("061 Ba Be.xlsx"))
    assert ruled(province) == [APPLIED]
    renamed.unlink()
    assert ruled(province) == [APPLIED]
    province.send(report("061", 2016, project("A", title="lần sau")))
    assert ruled(province) == [STALE]
    in_force, superseded = sorted(province.settle().submissions, key=lambda s: s.standing)
    (issue,) = (i for i in in_force.issues if i.code == "decision.stale")
    assert issue.details["current"] == on(province, path)["sha256"]
    assert "decision.stale" not in {i.code for i in superseded.issues}


def test_it_is_stale_when_another_version_takes_its_place(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.decide(corrected(province, path))
    province.send(report("061", 2016, project("A"), version=2), "2016/061 lần 2.xlsx")
    assert ruled(province) == [STALE]
    told = {s.taken.path: {i.code for i in s.issues} for s in province.settle().submissions}
    assert "decision.stale" in told["2016/061 lần 2.xlsx"]
    assert "decision.stale" not in told["2016/061.xlsx"]


def test_a_file_never_accepted_and_one_replaced_before_any_run(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.decide(entry("exclusion", **on(province, path)))
    province.send(report("061", 2016, project("B")))
    assert ruled(province) == [STALE]
    path.unlink()
    assert ruled(province) == [("refused", "decision.unknown_submission")]


def test_content_that_was_replaced_and_went_elsewhere_is_gone(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.decide(entry("exclusion", **on(province, path)))
    province.send(report("061", 2016, project("B")))
    province.remember()
    path.rename(path.with_name("061 Ba Be.xlsx"))
    assert ruled(province) == [("stale", "decision.submission_gone")]


def test_the_command_and_the_file_exclude_alike(province: Province) -> None:
    path = province.send(report("061", 2016, project("A")))
    province.remember()
    file = province.project.ledger
    (accepted,) = (ledger := read_ledger(file)).entries
    write_ledger(file, ledger.with_withdrawn(accepted.sha256, "gửi nhầm", datetime.now(UTC)))
    by_command = province.settle()
    write_ledger(file, ledger)
    province.decide(entry("exclusion", **on(province, path), why="gửi nhầm"))
    by_file = province.settle()
    standings = [[s.standing for s in settled.submissions] for settled in (by_command, by_file)]
    assert standings == [["withdrawn"], ["withdrawn"]]
    reasons = [
        issue.details["reason"]
        for settled in (by_command, by_file)
        for issue in settled.submissions[0].issues
        if issue.code == "submission.withdrawn"
    ]
    assert reasons == ["gửi nhầm", "gửi nhầm (Nguyễn Thị Hoa, 22/01/2017)"]
