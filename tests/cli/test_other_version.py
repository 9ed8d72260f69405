"""Commands on a warehouse that an older version of the program published: one line, what to do."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from kc_pipeline.cli import EXIT_NOT_DONE
from kc_pipeline.paths import Project
from kc_pipeline.summary.telling import tell_current
from tests.cli.conftest import Kc, Ran

NOW = datetime(2026, 1, 1, tzinfo=UTC)

LACKED = ("core.units_by_year", "quality.waiting_corrections", "sections.budget_execution")
TOLD = f"was published by another version of the program, without {', '.join(LACKED)}; `kc run"


@pytest.fixture
def older(ran: Ran, tmp_path: Path) -> Project:
    """A published file without tables that are declared now."""
    project = Project(ran.there.home, ran.there.raw, tmp_path)
    shutil.copy(ran.there.published, project.published)
    with duckdb.connect(project.published) as connection:
        for table in LACKED:
            kind = connection.execute(
                "select table_type from information_schema.tables "
                "where table_schema || '.' || table_name = ?",
                [table],
            ).fetchone()
            assert kind is not None
            connection.execute(f"drop {'view' if kind[0] == 'VIEW' else 'table'} {table}")
    return project


def test_a_command_ends_in_one_line_on_what_is_lacking(older: Project) -> None:
    ended = Kc(older)("status")

    assert ended.exit_code == EXIT_NOT_DONE
    assert TOLD in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_morning_page_tells_the_same(older: Project) -> None:
    (told,) = tell_current(older, now=NOW, environment={})
    assert TOLD in told
