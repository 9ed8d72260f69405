"""The Dagster home under the warehouse: its settings, and where the records are kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import yaml
from dagster_postgres import DagsterPostgresStorage

from kc_pipeline.errors import UsageError
from kc_pipeline.orchestration.home import POSTGRES_URL, dagster_home, has_records
from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.paths import Project

URL = {POSTGRES_URL: "postgresql+psycopg2://kc:secret@localhost/kc"}


def project_in(folder: Path) -> Project:
    return Project(home=folder, raw=folder / "raw", warehouse=folder / "warehouse")


def test_the_home_is_set_up_once_without_telemetry_and_with_one_run_at_a_time(
    tmp_path: Path,
) -> None:
    with open_instance(project_in(tmp_path)) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        assert instance.get_concurrency_config().run_queue_config is not None
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
        assert instance.root_directory == str(tmp_path / "warehouse" / "dagster")


def test_many_that_begin_together_make_the_records_once(tmp_path: Path) -> None:
    project, begin = project_in(tmp_path), Barrier(4)

    def opened(_: int) -> int:
        begin.wait(60)
        with open_instance(project) as instance:
            return instance.get_runs_count() + len(instance.get_daemon_heartbeats())

    assert not has_records(project)
    with ThreadPoolExecutor(4) as programs:
        assert list(programs.map(opened, range(4))) == [0] * 4
    assert has_records(project, {})
    assert not has_records(project, URL)


def test_settings_that_a_person_wrote_stay(tmp_path: Path) -> None:
    settings = dagster_home(project_in(tmp_path)) / "dagster.yaml"
    settings.write_text("telemetry:\n  enabled: false\n")
    assert dagster_home(project_in(tmp_path)) == settings.parent
    assert settings.read_text() == "telemetry:\n  enabled: false\n"


def test_one_setting_puts_the_records_into_postgresql_and_its_password_in_no_file(
    tmp_path: Path,
) -> None:
    project = project_in(tmp_path)
    dagster_home(project, {})
    settings = dagster_home(project, URL) / "dagster.yaml"
    told = settings.read_text()
    assert "secret" not in told
    storage = yaml.safe_load(told)["storage"]
    assert storage == {"postgres": {"postgres_url": {"env": POSTGRES_URL}}}
    assert set(storage["postgres"]) <= set(DagsterPostgresStorage.config_type())
    assert dagster_home(project, URL) / "dagster.yaml" == settings
    assert settings.read_text() == told


def test_settings_and_environment_that_disagree_are_told(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    settings = dagster_home(project, URL) / "dagster.yaml"
    with pytest.raises(UsageError, match=f"in PostgreSQL: set {POSTGRES_URL}"):
        dagster_home(project, {})
    settings.write_text("telemetry:\n  enabled: false\n")
    with pytest.raises(UsageError, match="was edited and knows no"):
        dagster_home(project, URL)


def test_an_address_for_another_driver_is_refused_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is to be like") as told:
        dagster_home(project_in(tmp_path), {POSTGRES_URL: "postgresql://kc:secret@localhost/kc"})
    assert "secret" not in str(told.value)
