"""What is told of a run that failed before any step, and of the looks before runs."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import dagster as dg
import pytest

from kc_pipeline.definitions import build_definitions, defs
from kc_pipeline.errors import DeclarationError
from kc_pipeline.orchestration.job_names import NIGHTLY, STARTED_BY
from kc_pipeline.orchestration.running import run_consolidation
from kc_pipeline.paths import Project
from tests.cli.conftest import Kc
from tests.notices.servers import declaration, hook
from tests.small_phase import HOME


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(HOME / "assets", tmp_path / "home" / "assets")
    return Project(tmp_path / "home", tmp_path / "raw", tmp_path / "warehouse")


def failed(project: Project, tags: Mapping[str, str]) -> list[str]:
    """The page's text after a run with those tags failed without a step; empty if none was told."""
    definitions = build_definitions(project)
    with dg.DagsterInstance.ephemeral() as instance:
        job = definitions.resolve_job_def(NIGHTLY)
        run = instance.create_run_for_job(job, tags=dict(tags))
        instance.report_run_failed(run, "no worker came")
        records = instance.all_logs(run.run_id)
        event = next(r.dagster_event for r in records if r.dagster_event)
        context = dg.build_run_status_sensor_context(
            sensor_name="failed_without_a_step",
            dagster_event=event,
            dagster_instance=instance,
            dagster_run=run,
        )
        sensor = definitions.resolve_sensor_def("failed_without_a_step")
        assert isinstance(sensor, dg.RunStatusSensorDefinition)
        sensor(context.for_run_failure())
    page = project.status_text
    return page.read_text(encoding="utf-8").splitlines() if page.exists() else []


def test_a_run_that_never_came_to_a_step_is_told(project: Project) -> None:
    assert failed(project, {})[:3:2] == [
        "Lần tổng hợp gần nhất không thành công.",
        "Nguyên nhân: no worker came",
    ]


def test_what_kc_run_tells_itself_is_not_told_twice(project: Project) -> None:
    assert failed(project, {STARTED_BY: "kc"}) == []


def test_a_declaration_that_is_wrong_leaves_a_page_and_sends_word(project: Project) -> None:
    (project.assets / "retention.toml").write_text("latest = -1\n", encoding="utf-8")
    with hook() as address:
        told = declaration(webhook={"url": address.url})
        (project.assets / "notices.toml").write_text(told, encoding="utf-8")
        with pytest.raises(DeclarationError):
            run_consolidation(project)
    (posted,) = address.posted
    assert posted["is_failure"]
    assert "retention.toml: latest = -1" in posted["text"]
    assert "latest = -1" in project.status_text.read_text(encoding="utf-8").splitlines()[2]


def test_where_no_page_can_be_written_word_is_sent_all_the_same(project: Project) -> None:
    project.warehouse.write_text("a file where the folder is to be", encoding="utf-8")
    with hook() as address:
        told = declaration(webhook={"url": address.url})
        (project.assets / "notices.toml").write_text(told, encoding="utf-8")
        result = Kc(project)("run")
    assert result.exit_code == 3, result.output
    (posted,) = address.posted
    assert posted["is_failure"]
    assert "the morning summary could not be written" in result.stderr


def test_definitions_that_cannot_be_loaded_are_told_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KC_HOME", str(project.home))
    monkeypatch.setenv("KC_WAREHOUSE", str(project.warehouse))
    (project.assets / "retention.toml").write_text("latest = -1\n", encoding="utf-8")
    with hook() as address:
        told = declaration(webhook={"url": address.url})
        (project.assets / "notices.toml").write_text(told, encoding="utf-8")
        for _ in range(2):
            with pytest.raises(DeclarationError):
                defs()
    assert [posted["is_failure"] for posted in address.posted] == [True]
