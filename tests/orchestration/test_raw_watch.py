"""The sensor on raw/: when it asks for a run, and when it waits."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from kc_pipeline.orchestration.job_names import NIGHTLY
from kc_pipeline.orchestration.partitions import all_years
from kc_pipeline.orchestration.raw_watch import STILL_FOR, Watch, raw_sensor, state_of
from kc_pipeline.paths import Project
from tests.small_phase import HOME

NOW = datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
YEARS = dg.StaticPartitionsDefinition(["2014", "2015"])


def looked(*states: tuple[str, timedelta]) -> list[str]:
    watch, requested = Watch(), []
    for state, after in states:
        watch = watch.look(state, NOW + after)
        requested.append(watch.requested)
    return requested


def project(folder: Path) -> Project:
    return Project(home=HOME, raw=folder / "raw", warehouse=folder / "warehouse")


def seconds(count: int) -> timedelta:
    return timedelta(seconds=count)


def test_files_are_run_once_they_have_lain_still() -> None:
    states = [("a", seconds(0)), ("a", seconds(30)), ("a", STILL_FOR), ("a", seconds(120))]
    assert looked(*states) == ["", "", "a", "a"]


def test_files_that_still_change_wait() -> None:
    assert looked(("a", seconds(0)), ("b", seconds(59)), ("b", seconds(90))) == ["", "", ""]


def test_a_state_that_comes_back_is_run_again() -> None:
    states = [("a", 0), ("a", 60), ("b", 90), ("b", 150), ("a", 180), ("a", 240)]
    assert looked(*((state, seconds(after)) for state, after in states)) == [
        *("", "a", "a", "b", "b", "a")
    ]


def test_the_state_changes_with_name_size_and_time_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "2018").mkdir()
    states = [state_of(tmp_path)]
    file = tmp_path / "2018" / "061.xlsx"
    file.write_bytes(b"one")
    states.append(state_of(tmp_path))
    file.write_bytes(b"other")
    states.append(state_of(tmp_path))
    file.rename(file.with_name("062.xlsx"))
    states.append(state_of(tmp_path))
    assert len(set(states)) == len(states)
    assert state_of(tmp_path) == states[-1]


@pytest.mark.parametrize("cursor", [None, '{"seen": "x", "since": "", "requested": ""}'])
def test_the_sensor_remembers_what_it_saw_and_waits(tmp_path: Path, cursor: str | None) -> None:
    sensor = raw_sensor(project(tmp_path), all_years(YEARS))
    with dg.build_sensor_context(cursor=cursor) as context:
        tick = sensor.evaluate_tick(context)
    assert tick.run_requests == []
    assert tick.skip_message == "raw/: files do not lie still yet"
    assert state_of(tmp_path / "raw") in (tick.cursor or "")


def test_the_sensor_asks_for_one_run_of_all_years(tmp_path: Path) -> None:
    sensor = raw_sensor(project(tmp_path), all_years(YEARS))
    since = "2026-01-01T00:00:00+00:00"
    cursor = f'{{"seen": "{state_of(tmp_path / "raw")}", "since": "{since}", "requested": ""}}'
    with dg.build_sensor_context(cursor=cursor) as context:
        tick = sensor.evaluate_tick(context)
    (request,) = tick.run_requests or []
    assert sensor.job_name == NIGHTLY
    assert request.run_key == f"{state_of(tmp_path / 'raw')} {since}"
    assert request.tags.items() >= all_years(YEARS).items()
