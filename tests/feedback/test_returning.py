"""The copies to send back after each run: made, left alone, made anew, removed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kc_pipeline.feedback.returning import Returned, copies, return_copies
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.connection import connect
from tests.small_phase import Province, project, report

FIRST = "2016/061 - góp ý.xlsx"
OTHER = "2016/062 Ngân Sơn - góp ý.xlsx"
RUBBISH = "2016/063 - góp ý.xlsx"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two reports with something to mend, one without, and a file that is no workbook."""
    province = Province(tmp_path_factory.mktemp("returning"))
    province.send(report("061", 2016, project("A", spent_vnd=None), project("B")))
    province.send(report("062", 2016, project("C", status="unheard of")), "2016/Ngân Sơn.xlsx")
    province.send(report("060", 2016, project("D", accepted_on=None, status="in_progress")))
    (province.raw / "2016" / "063.xlsx").write_bytes(b"rubbish")
    return province.consolidate().project


@pytest.fixture
def own(published: Project, tmp_path: Path) -> Project:
    """A warehouse of one's own, to change."""
    shutil.copytree(published.warehouse, tmp_path / "warehouse")
    return replace(published, warehouse=tmp_path / "warehouse")


def change(own: Project, *statements: str) -> None:
    """Change the findings that are published."""
    with connect(own.published) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("checkpoint")


def bytes_of(own: Project) -> dict[str, bytes]:
    return {p.relative_to(own.feedback).as_posix(): p.read_bytes() for p in copies(own)}


def test_each_submission_with_something_to_mend_has_its_copy(own: Project) -> None:
    assert return_copies(own) == Returned((FIRST, OTHER, RUBBISH), (), (), ())
    sheet = load_workbook(own.feedback / FIRST)["Góp ý"]
    assert sheet["A2"].value == "Tệp: 061.xlsx"
    assert load_workbook(own.feedback / RUBBISH).sheetnames == ["Góp ý"]


def test_what_has_not_changed_is_left_alone_and_bytes_are_fixed(own: Project) -> None:
    return_copies(own)
    before = bytes_of(own)
    times = [path.stat().st_mtime_ns for path in copies(own)]
    assert return_copies(own) == Returned((), (FIRST, OTHER, RUBBISH), (), ())
    assert [path.stat().st_mtime_ns for path in copies(own)] == times
    shutil.rmtree(own.feedback)
    return_copies(own)
    assert bytes_of(own) == before


def test_it_is_made_anew_when_findings_change_and_goes_with_the_last(own: Project) -> None:
    return_copies(own)
    change(own, "update quality.findings set message_vi = 'Khác.' where path = '2016/061.xlsx'")
    (own.feedback / OTHER).unlink()
    assert return_copies(own) == Returned((FIRST, OTHER), (RUBBISH,), (), ())
    change(own, "delete from quality.findings where path = '2016/061.xlsx'")
    kept = own.feedback / "2016" / "của cán bộ.txt"
    kept.write_text("not ours")
    assert return_copies(own).removed == (FIRST,)
    change(own, "delete from quality.findings")
    assert return_copies(own) == Returned((), (), (OTHER, RUBBISH), ())
    assert list((own.feedback / "2016").iterdir()) == [kept]


def test_what_is_accepted_or_for_the_officer_is_not_sent_back(own: Project) -> None:
    change(
        own,
        "update quality.findings set waived_by = 'x' where path = '2016/061.xlsx'",
        "update quality.findings set code = 'decision.stale' where path = '2016/Ngân Sơn.xlsx'",
    )
    assert return_copies(own).written == (RUBBISH,)


def test_what_cannot_be_written_is_told_and_tried_again(own: Project) -> None:
    in_the_way = own.feedback / FIRST
    in_the_way.mkdir(parents=True)
    (in_the_way / "x").write_text("")
    returned = return_copies(own)
    assert returned.written == (OTHER, RUBBISH)
    (told,) = returned.failed
    assert told.startswith(FIRST)
    shutil.rmtree(in_the_way)
    assert return_copies(own).written == (FIRST,)
