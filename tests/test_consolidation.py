"""Consolidating again and again: versions, files that go, and raw folders with nothing in them."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kc_pipeline.resolution.submission import Standing
from tests.small_phase import Outcome, Province, project, report
from tools.sample_phase.submission import Submission

IN_FORCE, SUPERSEDED = Standing.IN_FORCE, Standing.SUPERSEDED
REJECTED, DUPLICATE = Standing.REJECTED, Standing.DUPLICATE
NOON = datetime(2015, 1, 5, 12, tzinfo=UTC)


def sent(title: str, unit: str = "061", year: int = 2014, **told: Any) -> Submission:
    """A report known by the title of its one project."""
    return report(unit, year, project("A", title=title), **told)


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return Province(tmp_path)


def everything(outcome: Outcome) -> list[list[tuple[Any, ...]]]:
    """All that a second run over the same files must give again."""
    tables = ("core.projects", "quality.submissions", "quality.findings", "assessment.figures")
    return [outcome.rows(f"from {table}") for table in tables]


def test_the_same_bytes_under_another_name_and_in_another_year_are_one(province: Province) -> None:
    path = province.send(sent("một"))
    for name in ("2014/061 bản sao.xlsx", "2015/061.xlsx"):
        (province.raw / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(path, province.raw / name)
    outcome = province.consolidate()
    assert outcome.statuses() == {
        "2014/061 bản sao.xlsx": ["duplicate"],
        "2014/061.xlsx": ["accepted"],
        "2015/061.xlsx": ["duplicate"],
    }
    assert outcome.rows("select project_code, year from core.projects") == [("A", 2014)]
    assert outcome.rows("select count(distinct sha256), count(*) from quality.submissions") == [
        (1, 3)
    ]
    before = everything(outcome)
    assert everything(province.consolidate()) == before


def test_versions_dates_and_file_times(province: Province) -> None:
    def correct(name: str, title: str, days: int = 0, **told: Any) -> dict[str, Standing]:
        province.send(sent(title, **told), f"2014/061_{name}.xlsx", at=NOON + timedelta(days=days))
        return province.remember()

    assert correct("z", "một") == {"một": IN_FORCE}
    assert correct("y", "hai", days=1) == {"một": SUPERSEDED, "hai": IN_FORCE}
    assert correct("x", "ba", reported_on=date(2015, 1, 2))["ba"] is IN_FORCE
    assert correct("w", "bốn", days=9, reported_on=date(2015, 1, 1))["ba"] is IN_FORCE
    assert correct("v", "năm", version=2)["năm"] is IN_FORCE
    assert correct("u", "sáu", version=1, reported_on=date(2016, 1, 1)) == {
        "một": SUPERSEDED,
        "hai": SUPERSEDED,
        "ba": SUPERSEDED,
        "bốn": SUPERSEDED,
        "năm": IN_FORCE,
        "sáu": SUPERSEDED,
    }


def test_a_file_overwritten_removed_renamed_and_back_again(province: Province) -> None:
    path = province.send(sent("một", reported_on=date(2015, 1, 9)))
    kept = path.read_bytes()
    assert province.remember() == {"một": IN_FORCE}
    path.write_bytes(b"rubbish")
    assert province.remember() == {"một": IN_FORCE, "2014/061.xlsx": REJECTED}
    path.unlink()
    assert province.remember() == {"một": IN_FORCE}
    province.send(sent("của huyện khác", unit="062"), "2014/061.xlsx")
    assert province.remember() == {"một": IN_FORCE, "của huyện khác": REJECTED}
    province.send(sent("hai", reported_on=date(2015, 1, 2)))
    assert province.remember() == {"một": SUPERSEDED, "hai": IN_FORCE}
    path.rename(path.with_name("061 mới.xlsx"))
    assert province.remember() == {"một": SUPERSEDED, "hai": IN_FORCE}
    path.with_name("061 mới.xlsx").unlink()
    assert province.remember() == {"một": SUPERSEDED, "hai": IN_FORCE}
    path.write_bytes(kept)
    assert province.remember() == {"một": IN_FORCE, "hai": SUPERSEDED}


def test_another_units_file_in_its_place_replaces_nothing(province: Province) -> None:
    province.send(sent("của Ba Bể"), "2014/bao cao.xlsx")
    province.remember()
    province.send(sent("của Ngân Sơn", unit="062"), "2014/bao cao.xlsx")
    assert province.remember() == {"của Ba Bể": IN_FORCE, "của Ngân Sơn": IN_FORCE}


def test_a_fresh_warehouse_knows_only_what_lies_in_raw(province: Province) -> None:
    province.send(sent("một"))
    province.remember()
    province.send(sent("hai"))
    assert province.remember() == {"một": SUPERSEDED, "hai": IN_FORCE}
    shutil.rmtree(province.project.warehouse)
    assert province.remember() == {"hai": IN_FORCE}


def test_without_a_raw_folder_there_is_nothing(province: Province) -> None:
    outcome = province.consolidate()
    found = dict(
        outcome.rows("select figure, value from assessment.figures where phase = '2014-2018'")
    )
    assert {name: value for name, value in found.items() if value != 0} == {
        "overview.contents_in_decree": 9,
        "overview.execution_share": None,
        "overview.execution_share.national": None,
        "overview.execution_share.local": None,
        "s2.outcome.household_share": None,
    }
    assert outcome.statuses() == {}


def test_a_raw_folder_with_an_empty_year_and_rubbish(province: Province) -> None:
    (province.raw / "2013").mkdir(parents=True)
    assert province.remember() == {}
    (province.raw / "2013" / "061.xlsx").write_bytes(b"rubbish")
    (province.raw / "ghi chú.docx").write_bytes(b"")
    assert province.remember() == {"2013/061.xlsx": REJECTED, "ghi chú.docx": REJECTED}


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Reports in time and late, none at all, and corrections that are not accepted."""
    province = Province(tmp_path_factory.mktemp("received"))
    for submission in (
        sent("đúng hạn", reported_on=date(2015, 1, 15)),
        sent("muộn", unit="062", reported_on=date(2015, 1, 18)),
        sent("điều chỉnh", unit="TTKC", version=2, reported_on=date(2015, 3, 1)),
        sent("hai năm sau", year=2016, reported_on=date(2016, 12, 31)),
    ):
        province.send(submission)
    province.send(
        sent("lần đầu", unit="TTKC", reported_on=date(2015, 1, 10)), "2014/TTKC lần đầu.xlsx"
    )
    # 1 o'clock of the next day in Vietnam
    province.send(sent("không ngày", unit="060"), at=datetime(2015, 1, 15, 18, tzinfo=UTC))
    province.send(sent("của huyện khác", unit="062", version=2), "2014/061 lần 2.xlsx")
    for name in ("061 lần 3.xlsx", "063.xlsx"):
        (province.raw / "2014" / name).write_bytes(b"rubbish of " + name.encode())
    return province.consolidate()


def test_completeness_tells_who_is_late_and_who_is_missing(received: Outcome) -> None:
    found = received.rows(
        "select year, unit_code, due_on, received_at::date, days_late from quality.completeness "
        "where unit_code in ('060', '061', '062', '063', 'TTKC') order by year, unit_code"
    )
    due = [date(2015, 1, 15), date(2016, 1, 15), date(2017, 1, 15)]
    assert found == [
        (2014, "060", due[0], date(2015, 1, 15), 1),
        (2014, "061", due[0], date(2015, 1, 15), 0),
        (2014, "062", due[0], date(2015, 1, 18), 3),
        (2014, "063", due[0], None, None),
        (2014, "TTKC", due[0], date(2015, 1, 10), 0),
        *((2015, unit, due[1], None, None) for unit in ("060", "061", "062", "063", "TTKC")),
        (2016, "060", due[2], None, None),
        (2016, "061", due[2], date(2016, 12, 31), 0),
        *((2016, unit, due[2], None, None) for unit in ("062", "063", "TTKC")),
    ]


def test_a_correction_that_is_not_accepted_leaves_the_first_in_force(received: Outcome) -> None:
    statuses = received.statuses()
    assert {path: told for path, told in statuses.items() if path.startswith("2014/061")} == {
        "2014/061 lần 2.xlsx": ["rejected"],
        "2014/061 lần 3.xlsx": ["rejected"],
        "2014/061.xlsx": ["accepted_with_findings"],  # others report its project too
    }
    assert statuses["2014/TTKC lần đầu.xlsx"] == ["superseded"]
    assert [code for path, code in received.codes() if path == "2014/061 lần 3.xlsx"] == [
        "file.mislabelled",
        "submission.correction_not_accepted",
    ]
    assert received.rows("select code, raw->>'title' from quality.quarantine") == [
        ("submission.unit_contradiction", "của huyện khác")
    ]
    assert received.rows(
        "select form, rows_accepted, rows_quarantined, "
        "rows_read - rows_quarantined - rows_not_data "
        "from quality.submissions where status = 'rejected' order by path"
    ) == [("KC-2014", 0, 1, 0), (None, 0, 0, 0), (None, 0, 0, 0)]
