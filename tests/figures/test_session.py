"""A phase of a warehouse that another version of the program has published."""

import shutil
from pathlib import Path

import duckdb
import pytest

from kc_pipeline.errors import NotPublished
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.paths import Project
from tests.small_phase import HOME, Outcome


@pytest.fixture
def older(sample: Outcome, tmp_path: Path) -> Project:
    """A warehouse without a table and without a column that are declared now."""
    project = Project(HOME, sample.project.raw, tmp_path)
    shutil.copy(sample.project.published, project.published)
    with duckdb.connect(project.published) as connection:
        connection.execute("drop table quality.held_rows")
        connection.execute("alter table core.designs drop column product")
    return project


@pytest.mark.parametrize("phase", ["2014-2018", "2015-2017"])
def test_what_it_lacks_is_told_with_what_to_do(older: Project, phase: str) -> None:
    told = r"without core\.designs, quality\.held_rows; `kc run --full` publishes"
    with pytest.raises(NotPublished, match=told), open_assessment(older, phase) as opened:
        opened.connection.execute("from quality.held_rows")


def test_a_snapshot_is_told_as_the_snapshot_it_is(older: Project) -> None:
    at = older.warehouse / "snapshots" / "20200101T000000Z.duckdb"
    at.parent.mkdir()
    shutil.copy(older.published, at)
    told = r"snapshot 20200101T000000Z was published by another version of the program, without"
    with (
        pytest.raises(NotPublished, match=told),
        open_assessment(older, "2014-2018", snapshot="20200101T000000Z") as opened,
    ):
        opened.connection.execute("from quality.held_rows")


def test_what_is_asked_wrongly_is_an_error_as_it_is(sample: Outcome) -> None:
    with (
        pytest.raises(duckdb.CatalogException),
        open_assessment(sample.project, "2014-2018") as opened,
    ):
        opened.connection.execute("from quality.no_such_table")
