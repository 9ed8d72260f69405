"""What the asset ``phase_report`` shows of a phase."""

from decimal import Decimal
from pathlib import Path

import dagster as dg

from kc_pipeline.definitions import build_definitions
from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.printed_number import printed_number
from kc_pipeline.figures.published_file import PublishedFigure
from kc_pipeline.figures.reconciling import reconcile
from kc_pipeline.orchestration.reporting import figures_as_markdown, reconciliation_as_markdown
from kc_pipeline.paths import Project
from tests.small_phase import HOME, Outcome

HOSTILE = Figure("x.projects", "Đề án | <b>x</b>", "projects", "t", "projects", ())


def test_a_partition_shows_figures_reconciliation_and_preview(
    sample: Outcome, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    (warehouse / "khuyen_cong.duckdb").symlink_to(sample.project.published)
    definitions = build_definitions(Project(HOME, sample.project.raw, warehouse))
    with dg.DagsterInstance.ephemeral() as instance:
        result = definitions.resolve_job_def("phase_assessment").execute_in_process(
            instance=instance, partition_key="2014-2018"
        )
    (made,) = result.asset_materializations_for_node("phase_report")
    told = {name: entry.value for name, entry in made.metadata.items()}
    assert told["figures equal"] == "57/57"
    assert "| Kinh phí khuyến công đã thực hiện | 5.397,29 | million VND |" in told["figures"]
    assert (
        "| Đề án khuyến công đã thực hiện | 65 | 65 | projects | equal |" in told["reconciliation"]
    )
    assert "## I. KẾT QUẢ CHUNG" in told["preview"]
    assert "Phụ lục I." not in told["preview"]
    assert {"docx", "html", "md", "csv"} <= set(told)


def test_tables_are_escaped_and_differences_come_first() -> None:
    values = [
        Value("p", HOSTILE, Decimal(2)),
        Value("p", Figure("y", "Y", "projects", "t", "projects", ()), Decimal(3)),
    ]
    assert figures_as_markdown(values).splitlines()[2] == (
        r"| Đề án \| \<b\>x\</b\> | 2 | projects | x.projects |"
    )
    published = [
        PublishedFigure("x.projects", printed_number("2", "x"), "projects", "here"),
        PublishedFigure("y", printed_number("4", "y"), "projects", "here"),
    ]
    told = reconciliation_as_markdown(reconcile("p", values, published), values)
    assert told.splitlines()[2:] == [
        "| Y | 4 | 3 | projects | differs |",
        r"| Đề án \| \<b\>x\</b\> | 2 | 2 | projects | equal |",
    ]
    nothing = reconciliation_as_markdown(reconcile("p", values, []), values)
    assert nothing == "Không có số liệu đã công bố để đối chiếu."
