"""``kc assess``: the recorded Dagster run that writes a report, and what came of it."""

from pathlib import Path

import click

from kc_pipeline.cli.failing import end_failed
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.errors import UsageError
from kc_pipeline.figures.phases import declared_phases, find_phase
from kc_pipeline.orchestration.assessing import run_assessment
from kc_pipeline.orchestration.reporting import ReportConfig
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.report.writing import FORMATS
from kc_pipeline.warehouse.publishing import open_warehouse


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    show_default=True,
    help="The files to write, with commas between.",
)
@click.option("--as-of", metavar="SNAPSHOT", help="Assess a kept snapshot (see kc snapshots).")
@click.option(
    "--edition",
    type=click.IntRange(min=1),
    help="Freeze the report under this number, with all it is made from (see kc edition).",
)
@with_project
def assess(
    project: Project, phase: str, formats: str, as_of: str | None, edition: int | None
) -> None:
    """Write the assessment of a phase.

    FROM-TO is any range of years, 2014-2018 for example. Reads the published warehouse and writes
    into reports/FROM-TO in the warehouse folder; an edition into editions/FROM-TO/NUMBER. Numbers
    typed by hand into paragraphs of assets/report/FROM-TO are compared with the figures, and what
    came of it is told on standard error.
    """
    declared = declared_phases(read_reference(project.assets, "phases"))
    found = find_phase(phase, declared)
    wanted = _formats(formats)
    with open_warehouse(project.warehouse, as_of):
        pass
    is_declared = found in declared
    config = ReportConfig(
        formats=wanted,
        as_of=as_of,
        phase=None if is_declared else found.name,
        edition=edition,
    )
    outcome = run_assessment(project, config, found.name if is_declared else None)
    if not outcome.success:
        end_failed(outcome.run_id, outcome.faults, "No report was written")
    for path in outcome.paths:
        say(_shortest(path))
    for remark in outcome.remarks:
        say(remark, err=True)
    equal = outcome.figures_equal
    nothing_to_compare = equal is None or equal.endswith("/0")
    told = (
        "no published figures to compare with" if nothing_to_compare else f"{equal} figures equal"
    )
    say(f"{found.name}: {told}")


def _formats(told: str) -> list[str]:
    wanted = list(dict.fromkeys(part.strip().lower() for part in told.split(",") if part.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise UsageError(f"--format {told!r}: give one or more of {', '.join(FORMATS)}")
    return wanted


def _shortest(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
