"""Runs recorded over connections that are kept: Dagster reads them as if it had written them."""

from pathlib import Path

import dagster as dg
from dagster._core.instance.ref import InstanceRef

from kc_pipeline.orchestration.home import POSTGRES_URL, dagster_home
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.orchestration.kept_connections import KeptStorage, with_kept_connections
from kc_pipeline.paths import Project


@dg.asset
def counted() -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(metadata={"rows": 3})


@dg.asset_check(asset=counted)
def is_right() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


def test_dagster_reads_what_several_runs_left_and_nothing_stays_open(tmp_path: Path) -> None:
    project = Project(home=tmp_path, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    with open_instance(project) as instance:
        runs = [dg.materialize([counted, is_right], instance=instance).run_id for _ in range(3)]
        written = {run: instance.all_logs(run) for run in runs}
    assert [path.name for path in project.dagster.rglob("*.db-wal")] == []
    with dg.DagsterInstance.from_config(str(project.dagster)) as plain:
        assert {run: plain.all_logs(run) for run in runs} == written
        latest = plain.get_latest_materialization_event(dg.AssetKey("counted"))
        assert latest is not None
        assert latest.run_id == runs[-1]
        with open_instance(project) as instance:  # a reader does not keep a run from recording
            further = dg.materialize([counted, is_right], instance=instance).run_id
            assert len(plain.all_logs(further)) == len(written[runs[0]])
            instance.wipe()
            again = dg.materialize([counted, is_right], instance=instance).run_id
        assert [run.run_id for run in plain.get_runs()] == [again]
        assert len(plain.all_logs(again)) == len(written[runs[0]])


def test_records_in_postgresql_are_left_to_their_own_storage(tmp_path: Path) -> None:
    project = Project(home=tmp_path, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    kept = with_kept_connections(InstanceRef.from_dir(str(dagster_home(project, {}))))
    assert kept.storage_data is not None
    assert kept.storage_data.class_name == KeptStorage.__name__
    address = {POSTGRES_URL: "postgresql+psycopg2://kc:secret@localhost/kc"}
    elsewhere = InstanceRef.from_dir(str(dagster_home(project, address)))
    assert with_kept_connections(elsewhere) is elsewhere
