"""Runs whose process is gone are found by the build folder they left."""

from pathlib import Path

import dagster as dg

from kc_pipeline.orchestration.ended_runs import clear_ended_runs
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.private_builds import build_folder


@dg.op
def nothing() -> None:
    """Never runs."""


@dg.job
def waiting() -> None:
    """A job whose run is made and left."""
    nothing()


def left_folder(warehouse: Path, run_id: str) -> Path:
    """The folder of a process that is gone: a number no process has."""
    folder = build_folder(warehouse, run_id)
    (folder / "builder.json").write_text('{"pid": 4194999, "process_start": "1"}')
    return folder


def test_a_dead_run_is_marked_failed_and_a_living_one_is_not(tmp_path: Path) -> None:
    project = Project(home=tmp_path, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    with dg.DagsterInstance.ephemeral() as instance:
        dead, alive = (instance.create_run_for_job(waiting).run_id for _ in range(2))
        left = left_folder(project.warehouse, dead)
        kept = build_folder(project.warehouse, alive)
        left_folder(project.warehouse, "rollback-20260101T000000Z")

        clear_ended_runs(instance, project)

        states = {run.run_id: run.status for run in instance.get_runs()}
    assert states == {dead: dg.DagsterRunStatus.FAILURE, alive: dg.DagsterRunStatus.NOT_STARTED}
    assert not left.exists()
    assert kept.exists()


def test_a_run_that_ended_properly_stays_as_it_is(tmp_path: Path) -> None:
    project = Project(home=tmp_path, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    with dg.DagsterInstance.ephemeral() as instance:
        result = waiting.execute_in_process(instance=instance)
        left_folder(project.warehouse, result.run_id)
        clear_ended_runs(instance, project)
        run = instance.get_run_by_id(result.run_id)
    assert run is not None
    assert run.status is dg.DagsterRunStatus.SUCCESS
