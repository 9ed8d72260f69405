"""What a look calls changed, and what it does not."""

import json
import os
import platform
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import duckdb
import pytest

from kc_pipeline.looking.deadlines import last_deadline_passed
from kc_pipeline.looking.last_look import LastLook, Looker, read_last_look, record_look
from kc_pipeline.looking.look import Look, look
from kc_pipeline.looking.publication_record import make_whole, read_record, write_record
from kc_pipeline.looking.replaced_file import replace_json
from kc_pipeline.looking.rollback_record import record_rollback
from kc_pipeline.orchestration.jobs import nightly_schedule
from kc_pipeline.orchestration.raw_watch import raw_sensor, state_of
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.ledger import read_ledger, write_ledger
from kc_pipeline.warehouse.publishing import rollback, snapshots
from tests.small_phase import HOME, Province, project, report

TODAY = datetime(2026, 1, 1, tzinfo=UTC)
"""`Province.consolidate` runs as of this day."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, published as a whole run does, with assets of their own."""
    folder = tmp_path_factory.mktemp("look")
    shutil.copytree(HOME / "assets", folder / "home" / "assets")
    province = Province(folder)
    for unit, year in (("061", 2016), ("060", 2017)):
        path = province.send(report(unit, year, project(f"{unit}-A")))
        os.utime(path, (1_500_000_000, 1_500_000_000))
    csv = province.raw / "2017" / "062"
    csv.mkdir()
    (csv / "a.csv").write_text("x", encoding="utf-8")
    replace_json(province.project.rollback_record, {})
    province.consolidate()
    make_whole(province.project)
    assert not province.project.rollback_record.exists()
    return folder


@pytest.fixture
def here(published: Path, tmp_path: Path) -> Project:
    """The same, to be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(published, folder)
    return Province(folder).project


def changes(of: Project, now: datetime = TODAY) -> tuple[str, ...]:
    return look(of, now).changes


def deadline_passed() -> date | None:
    """As of now: schedule and sensor go by the clock."""
    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    return last_deadline_passed(read_reference(HOME / "assets", "deadlines"), today)


def test_a_run_that_was_killed_has_left_something_to_do(here: Project) -> None:
    told = {"pid": 4194999, "process_start": "1", "host": platform.node()}
    sign = here.warehouse / ".writer.json"
    sign.write_text(json.dumps({**told, "started": TODAY.isoformat()}))
    assert changes(here) == ("the last run was broken off",)


def test_nothing_changed(here: Project) -> None:
    (kept,) = snapshots(here.warehouse)
    seen = look(here, TODAY)
    assert seen.changes == ()
    when = kept.published_at + timedelta(hours=7)
    assert seen.told() == (
        f"nothing changed since snapshot {kept.id} of {when:%d/%m/%Y %H:%M:%S} "
        "(submissions rejected: 1)"
    )
    assert changes(here) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda raw: (raw / "2016/061.xlsx").unlink(), "raw/ gone: 2016/061.xlsx"),
        (lambda raw: (raw / "2018").mkdir(), None),
        (lambda raw: (raw / "2016/b.xls").write_bytes(b"x"), "raw/ new: 2016/b.xls"),
        (lambda raw: (raw / "2016/~$061.xlsx").write_bytes(b"x"), None),
        (lambda raw: os.utime(raw / "2017/060.xlsx"), "raw/ changed: 2017/060.xlsx"),
        (lambda raw: (raw / "2017/060.xlsx").chmod(0o600), None),
        (lambda raw: (raw / "2017/062/b.csv").write_bytes(b"x"), "raw/ changed: 2017/062"),
        (lambda raw: (raw / "2017/062/note.txt").write_bytes(b"x"), None),
    ],
)
def test_what_lies_in_raw(here: Project, change: Callable[[Path], object], told: str) -> None:
    csv = here.raw / "2017" / "062" / "a.csv"
    before = csv.stat().st_mtime_ns
    change(here.raw)
    os.utime(csv, ns=(before, before))
    assert changes(here) == ((told,) if told else ())


def test_a_file_rewritten_with_its_size_and_time_is_seen(here: Project) -> None:
    file = here.raw / "2017" / "060.xlsx"
    later = TODAY + timedelta(days=36500)  # by then all that was kept has long settled
    assert "raw/" not in " ".join(changes(here, later))
    before = file.stat()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    time.sleep(0.02)  # the clock of the file system ticks
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "raw/ changed: 2017/060.xlsx" in changes(here, later)


def test_a_link_that_leads_out_is_not_followed(here: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.xlsx"
    outside.write_bytes(b"one")
    (here.raw / "2016" / "out.xlsx").symlink_to(outside)
    assert changes(here, TODAY + timedelta(days=36500))[0] == "raw/ new: 2016/out.xlsx"
    kept = json.loads(here.seen_hashes.read_text(encoding="utf-8"))
    assert sorted(kept) == ["2016/061.xlsx", "2017/060.xlsx", "2017/062"]


@pytest.mark.parametrize("name", ["decisions/2026.toml", "core/projects.sql"])
def test_declarations(here: Project, name: str) -> None:
    with (here.assets / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    kind = "new" if name.startswith("decisions") else "changed"
    assert changes(here) == (f"declarations {kind}: assets/{name}",)


def test_another_program(here: Project) -> None:
    record = read_record(here)
    assert record is not None
    write_record(here, replace(record, program={"kc_pipeline": "older"}))
    assert changes(here) == ("program new: requirements.lock", "program changed: kc_pipeline")


def test_a_withdrawal(here: Project) -> None:
    ledger = read_ledger(here.ledger)
    write_ledger(here.ledger, ledger.with_withdrawn(ledger.entries[0].sha256, "test", TODAY))
    assert changes(here) == ("the ledger of accepted submissions",)


def test_a_day_matters_when_a_deadline_passes(here: Project) -> None:
    last_in_time = datetime(2026, 1, 15, 16, 59, tzinfo=UTC)
    assert changes(here, last_in_time) == ()
    assert changes(here, last_in_time + timedelta(minutes=2)) == ("a deadline has passed",)
    assert changes(here, TODAY - timedelta(days=365)) == ("a deadline has passed",)


def test_the_published_file(here: Project) -> None:
    (first,) = snapshots(here.warehouse)
    second = first.path.with_name("20200101T000000Z.duckdb")
    with duckdb.connect(str(shutil.copy2(first.path, second))) as connection:
        connection.execute("create table core.mine as select 1 as n")
    rollback(here.warehouse, second.stem)
    replaced = ("the published file is not the one that was published last",)
    assert changes(here) == replaced
    rollback(here.warehouse, first.id)
    assert changes(here) == ()
    with here.published.open("r+b") as file:
        file.truncate(1000)
    assert changes(here) == replaced
    here.published.unlink()
    assert changes(here) == ("there is no published file",)


def test_somebody_writing(here: Project) -> None:
    here.published.with_name(f"{here.published.name}.wal").write_bytes(b"x")
    assert changes(here) == ("somebody wrote to the published file",)


def test_a_run_that_was_not_carried_through_is_made_again(here: Project) -> None:
    record = read_record(here)
    assert record is not None
    for left in (replace(record, is_whole=False), None):
        if left is None:
            here.publication_record.write_text('{"snapshot": ', encoding="utf-8")
        else:
            write_record(here, left)
        seen = look(here, TODAY)
        assert seen.told() == "changed: there is no publication that was carried through"
        assert seen.record is None


def test_what_may_pass_by_itself_is_tried_again(here: Project) -> None:
    record = read_record(here)
    assert record is not None
    write_record(here, replace(record, passing=("2016/061.xlsx",)))
    assert changes(here) == ("2016/061.xlsx could not be read the last time",)


def test_the_last_look_is_remembered(here: Project) -> None:
    assert read_last_look(here) is None
    seen = look(here, TODAY)
    assert seen.record is not None
    record_look(here, seen, Looker.COMMAND)
    assert read_last_look(here) == LastLook(TODAY, Looker.COMMAND, (), seen.record.snapshot)
    record_look(here, Look(TODAY, ("a", "b"), None), Looker.SENSOR)
    assert read_last_look(here) == LastLook(TODAY, Looker.SENSOR, ("a", "b"), None)
    here.last_look.write_text('{"by": "nobody"}', encoding="utf-8")
    assert read_last_look(here) is None


def test_the_schedule_skips_with_its_reason(here: Project) -> None:
    schedule = nightly_schedule(here, {})
    night = datetime(2026, 2, 1, 18, 0, tzinfo=UTC)
    with (
        dg.instance_for_test() as instance,
        dg.build_schedule_context(instance, scheduled_execution_time=night) as context,
    ):
        record = read_record(here)
        assert record is not None
        write_record(here, replace(record, last_deadline=deadline_passed()))
        tick = schedule.evaluate_tick(context)
        assert tick.run_requests == []
        assert (tick.skip_message or "").startswith("nothing changed since snapshot ")
        (here.raw / "2016" / "061.xlsx").unlink()
        assert len(schedule.evaluate_tick(context).run_requests or []) == 1
    last = read_last_look(here)
    assert last is not None
    assert (last.by, last.changes) == (Looker.SCHEDULE, ("raw/ gone: 2016/061.xlsx",))


def test_the_sensor_skips_a_state_that_is_published(here: Project) -> None:
    record = read_record(here)
    assert record is not None
    write_record(here, replace(record, last_deadline=deadline_passed()))
    state = state_of(here.raw)
    cursor = f'{{"seen": "{state}", "since": "2020-01-01T00:00:00+00:00", "requested": ""}}'
    with (
        dg.DagsterInstance.ephemeral() as instance,
        dg.build_sensor_context(instance, cursor=cursor) as context,
    ):
        tick = raw_sensor(here, {}).evaluate_tick(context)
    assert tick.run_requests == []
    assert (tick.skip_message or "").startswith("nothing changed since snapshot ")
    assert f'"requested": "{state}"' in (tick.cursor or "")


def test_what_was_put_back_on_purpose_stays_until_something_new_arrives(here: Project) -> None:
    (first,) = snapshots(here.warehouse)
    second = first.path.with_name("20200101T000000Z.duckdb")
    with duckdb.connect(str(shutil.copy2(first.path, second))) as connection:
        connection.execute("create table core.mine as select 1 as n")
    rollback(here.warehouse, second.stem)
    record_rollback(here, second.stem, by="Hoa", reason="nhầm bản", now=TODAY)
    seen = look(here, TODAY + timedelta(days=365))
    assert seen.told() == (
        f"nothing new since snapshot {first.id}; snapshot 20200101T000000Z stays, put back by Hoa "
        "on 01/01/2026 07:00:00; kc run --full publishes anew"
    )
    (here.raw / "2016" / "new.xls").write_bytes(b"x")
    assert changes(here) == ("raw/ new: 2016/new.xls",)
    (here.raw / "2016" / "new.xls").unlink()
    rollback(here.warehouse, first.id)
    record_rollback(here, first.id, by="Hoa", reason="", now=TODAY)
    assert (look(here, TODAY).rollback, changes(here)) == (None, ())
    assert not here.rollback_record.exists()
