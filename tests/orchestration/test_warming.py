"""Reading ahead in parts: the same readings as a run's, and settings that cannot be meant."""

import subprocess
import sys
from pathlib import Path

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.intake.shard import Shard, read_shard
from kc_pipeline.intake.taking_in import Intake
from kc_pipeline.orchestration.celery_settings import BROKER, LOST_AFTER, celery_settings
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.warming import SHARDS, shards_told, warming_job
from kc_pipeline.paths import Project, locate
from kc_pipeline.schemas.models import tables
from tests.small_phase import HOME, Province, project, report

REDIS = "redis://127.0.0.1:6379/0"


def machine(folder: Path, name: str) -> Project:
    told = {"KC_RAW": (folder / "raw").as_uri(), "KC_STORE": (folder / "store").as_uri()}
    return locate({**told, "KC_WAREHOUSE": str(folder / name)})


def stored(folder: Path) -> dict[str, int]:
    """What is kept in the shared store, and as which file: whoever writes makes another."""
    files = [path for path in (folder / "store").rglob("*") if path.is_file()]
    return {path.relative_to(folder / "store").as_posix(): path.stat().st_ino for path in files}


def test_parts_read_by_workers_leave_nothing_to_read_and_give_the_same_figures(
    tmp_path: Path,
) -> None:
    province = Province(tmp_path)
    for code in ("060", "061", "062", "063"):
        province.send(report(code, 2016, project(f"ĐP-{code}")))
    (tmp_path / "raw/2016/064.xlsx").write_bytes(b"rubbish")
    worker = machine(tmp_path, "worker")
    with open_instance(worker) as instance:
        done = warming_job(worker, {SHARDS: "3"}).execute_in_process(instance=instance)
    assert done.success
    kept = stored(tmp_path)
    assert len(kept) == 2 * 5
    assert list((worker.mirror).iterdir()) == []

    builder = Province(tmp_path, machine(tmp_path, "builder"))
    builder.steps.bring_raw()
    spread = builder.consolidate()
    alone = Province(tmp_path).consolidate()

    assert stored(tmp_path) == kept
    assert spread.statuses() == alone.statuses()
    assert spread.figures() == alone.figures()
    assert spread.figures() != {}
    assert spread.codes() == alone.codes()


def test_every_file_is_in_one_part_and_a_folder_stays_together(tmp_path: Path) -> None:
    raw = tmp_path / "raw" / "2016"
    for name in ("060/a.csv", "060/b.csv", "061/a.csv", "062.xlsx", "063.xlsx", "064.xlsx"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text("x")
    here = locate({}, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    lying = [entry.path for entry in entries(here.raw)]
    parts = [Shard(number, 3) for number in range(3)]
    read = [read_shard(here, tables(), part) for part in parts]
    assert sum(part.submissions for part in read) == len(lying)
    again = [read_shard(here, tables(), part) for part in parts]
    assert again == read
    assert {t.path for t in Intake(here, tables()).take_in(entries(here.raw))} == set(lying)
    for folder in ("2016/060", "2016/061"):
        held = {name for name in ("a.csv", "b.csv") for p in parts if p.holds(f"{folder}/{name}")}
        assert held == {"a.csv", "b.csv"}
        owners = {p.number for n in ("a.csv", "b.csv") for p in parts if p.holds(f"{folder}/{n}")}
        assert len(owners) == 1


def test_what_a_killed_worker_had_is_given_to_another() -> None:
    told = celery_settings({BROKER: REDIS, LOST_AFTER: "60"})
    assert (told["broker"], told["backend"]) == (REDIS, REDIS)
    assert told["config_source"]["task_acks_late"]
    assert told["config_source"]["task_reject_on_worker_lost"]
    assert told["config_source"]["broker_transport_options"] == {"visibility_timeout": 60}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({BROKER: "amqp://user:secret@host//"}, r"^KC_CELERY_BROKER is to be like redis://HOST"),
        ({BROKER: REDIS, LOST_AFTER: "a while"}, r"^KC_CELERY_LOST_AFTER is a number of seconds"),
        ({BROKER: REDIS, LOST_AFTER: "0"}, r"^KC_CELERY_LOST_AFTER is a number of seconds"),
    ],
)
def test_settings_of_celery_that_cannot_be_meant(settings: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        celery_settings(settings)


@pytest.mark.parametrize("told", ["0", "-1", "many", "1001"])
def test_numbers_of_parts_that_cannot_be_meant(told: str) -> None:
    with pytest.raises(UsageError, match="KC_SHARDS is a number from 1 to 1000"):
        shards_told({SHARDS: told})
    assert shards_told({}) == 8


def test_a_broker_without_the_package_is_told() -> None:
    code = f"""
import sys
sys.modules["dagster_celery"] = None
from kc_pipeline.orchestration.celery_settings import spread_executor
assert spread_executor({{}}).name == "in_process"
spread_executor({{"{BROKER}": "{REDIS}"}})
"""
    ended = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=HOME
    )
    assert ended.returncode == 1
    assert "dagster-celery is not installed: install requirements-scale.lock" in ended.stderr
