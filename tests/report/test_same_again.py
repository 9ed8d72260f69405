"""The same submissions give the same figures and the same bytes, however and whenever built.

The second build has one thread instead of four, takes the submissions in the reverse order, reads
strewn rows, and is made years later.
"""

from datetime import date
from typing import Any

import pytest

from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.composing import compose
from kc_pipeline.report.figures_file import figures_csv
from kc_pipeline.report.writing import FORMATS
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.published_tables import PUBLISHED_SCHEMAS
from tests.small_phase import HOME, Outcome, Province

PHASE = "2014-2018"
OF_THE_DAY = {"quality.about", "quality.finding_history", "quality.inputs"}
"""Tables that tell the day of the run."""


@pytest.fixture(scope="module")
def again(random_phase: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The random phase built another way on another day."""
    province = Province(tmp_path_factory.mktemp("again"))
    province.raw.symlink_to(random_phase.project.raw)
    return province.consolidate(threads=1, disordered=True, today=date(2033, 7, 7))


def test_every_published_table_is_the_same(random_phase: Outcome, again: Outcome) -> None:
    """Row by row, in the same order, but for those that tell the day."""
    first, second = (_tables(outcome) for outcome in (random_phase, again))
    assert len(first) > 40
    assert {name for name in first if first[name] != second[name]} == OF_THE_DAY


def test_every_file_of_the_report_is_the_same(random_phase: Outcome, again: Outcome) -> None:
    first, second = (_files(outcome) for outcome in (random_phase, again))
    assert set(first) == {"csv", "docx", "html", "md", "xlsx"}
    assert {name for name, content in first.items() if second[name] != content} == set()


def _tables(outcome: Outcome) -> dict[str, list[tuple[Any, ...]]]:
    with connect(outcome.project.published, read_only=True) as connection:
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "union all select schema_name, view_name from duckdb_views() where not internal"
        ).fetchall()
        return {
            f"{schema}.{name}": connection.execute(f"from {schema}.{name}").fetchall()
            for schema, name in names
            if schema in PUBLISHED_SCHEMAS
        }


def _files(outcome: Outcome) -> dict[str, bytes]:
    with open_assessment(outcome.project, PHASE) as assessment:
        report = compose(assessment, HOME / "assets")
        figures = figures_csv(assessment)
    return {"csv": figures} | {name: render(report) for name, render in FORMATS.items()}
