"""The Dagster home under the warehouse."""

from pathlib import Path

from kc_pipeline.orchestration.instance import dagster_home, open_instance
from kc_pipeline.paths import Project


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


def test_settings_that_a_person_wrote_stay(tmp_path: Path) -> None:
    settings = dagster_home(project_in(tmp_path)) / "dagster.yaml"
    settings.write_text("telemetry:\n  enabled: false\n")
    assert dagster_home(project_in(tmp_path)) == settings.parent
    assert settings.read_text() == "telemetry:\n  enabled: false\n"
