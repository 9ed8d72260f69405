"""What Dagster sees of the project: assets, checks, jobs, schedule and sensor."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from kc_pipeline.definitions import build_definitions
from kc_pipeline.paths import locate
from kc_pipeline.warehouse.published_tables import PUBLISHED_SCHEMAS
from tests.small_phase import HOME

ASSETS = HOME / "assets"


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    folder = tmp_path_factory.mktemp("definitions")
    return build_definitions(locate({}, raw=folder / "raw", warehouse=folder / "warehouse"))


def keys(definitions: dg.Definitions) -> set[tuple[str, ...]]:
    return {tuple(key.path) for key in definitions.resolve_asset_graph().get_all_asset_keys()}


def test_every_table_is_an_asset_and_there_are_seven_more(definitions: dg.Definitions) -> None:
    tables = {
        (schema, path.stem)
        for schema in PUBLISHED_SCHEMAS
        for path in (ASSETS / schema).glob("*.sql")
    }
    others = {
        "submissions",
        "staged_rows",
        "published_warehouse",
        "exports",
        "feedback",
        "morning_summary",
        "phase_report",
    }
    assert keys(definitions) == tables | {(name,) for name in others}


def test_layers_are_groups_and_each_is_one_step(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    groups = Counter(graph.get(key).group_name for key in graph.get_all_asset_keys())
    assert {*groups} == {*PUBLISHED_SCHEMAS, "intake", "publication", "reports"}
    job = definitions.resolve_job_def("nightly_consolidation")
    assert sorted(node.name for node in job.nodes) == [
        "assessment_tables",
        "core_tables",
        "exports",
        "feedback",
        "morning_summary",
        "published_warehouse",
        "quality_tables",
        "sections_tables",
        "staged_rows",
        "submissions",
    ]


def test_edges_are_those_of_the_sql(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()

    def parents(*path: str) -> set[str]:
        return {key.to_user_string() for key in graph.get(dg.AssetKey(path)).parent_keys}

    assert parents("staged_rows") == {"submissions"}
    assert parents("core", "projects") == {"core/units", "staged_rows"}
    assert parents("sections", "section_5_advice") == {
        "core/designs",
        "core/phases",
        "core/projects",
        "core/total_levels",
    }
    assert parents("phase_report") == {"published_warehouse"}
    assert parents("exports") == {"published_warehouse"}
    assert parents("feedback") == {"published_warehouse"}
    assert parents("morning_summary") == {"feedback"}
    assert "sections/section_5_advice" in parents("assessment", "figures")
    assert {"quality/findings", "assessment/reconciliation"} <= parents("published_warehouse")


def test_every_table_with_keys_is_checked_and_blocks(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    checks = [graph.get_check_spec(key) for key in graph.asset_check_keys]
    assert {c.asset_key.path[-1] for c in checks} >= {"projects", "submissions", "figures"}
    assert all(c.description for c in checks)
    assert all(c.blocking for c in checks if c.name == "keys_and_required_columns")


def test_the_jobs_are_partitioned_by_year_and_by_phase(definitions: dg.Definitions) -> None:
    nightly = definitions.resolve_job_def("nightly_consolidation").partitions_def
    assessment = definitions.resolve_job_def("phase_assessment").partitions_def
    assert nightly is not None
    assert assessment is not None
    years = nightly.get_partition_keys()
    assert years[:2] == ["2014", "2015"]
    assert years == sorted(years)
    assert "2014-2018" in assessment.get_partition_keys()


def test_the_schedule_runs_at_one_at_night_in_one_run(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("each_night")
    assert schedule.job_name == "nightly_consolidation"
    assert schedule.cron_schedule == "0 1 * * *"
    assert schedule.execution_timezone == "Asia/Ho_Chi_Minh"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    night = datetime(2026, 2, 1, 18, 0, tzinfo=UTC)
    with dg.build_schedule_context(scheduled_execution_time=night) as context:
        (request,) = schedule.evaluate_tick(context).run_requests or []
    years = definitions.resolve_job_def("nightly_consolidation").partitions_def
    assert years is not None
    assert request.tags["dagster/asset_partition_range_start"] == years.get_partition_keys()[0]
    assert request.tags["dagster/asset_partition_range_end"] == years.get_partition_keys()[-1]


def test_only_the_sensor_on_raw_waits_to_be_started(
    definitions: dg.Definitions,
) -> None:
    sensor = definitions.resolve_sensor_def("raw_changes")
    assert sensor.job_name == "nightly_consolidation"
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED
    told = definitions.resolve_sensor_def("failed_without_a_step")
    assert told.default_status is dg.DefaultSensorStatus.RUNNING


def test_the_workspace_file_names_the_code_location() -> None:
    told = (HOME / "workspace.yaml").read_text(encoding="utf-8")
    assert "module_name: kc_pipeline.definitions" in told
    assert "attribute: defs" in told


def test_only_the_shell_knows_dagster() -> None:
    package = HOME / "kc_pipeline"
    knowing = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if any(
            line.startswith(("import dagster", "from dagster"))
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    assert knowing == {"definitions.py", "orchestration"}


def test_defs_is_made_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kc_pipeline.definitions import defs  # noqa: PLC0415  # nothing is made at import

    monkeypatch.setenv("KC_WAREHOUSE", str(tmp_path / "warehouse"))
    assert defs().resolve_job_def("phase_assessment").name == "phase_assessment"
    assert not (tmp_path / "warehouse").exists()
