"""The recorded Dagster runs of ``kc run`` and ``kc assess``, and what came of them."""

import sys
from pathlib import Path

import click

from kc_pipeline.cli import EXIT_FAULTS, EXIT_NOT_DONE
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.cli.run_summary import show_summary
from kc_pipeline.errors import UsageError
from kc_pipeline.figures.phases import declared_phases, find_phase
from kc_pipeline.orchestration.reporting import ReportConfig
from kc_pipeline.orchestration.running import Outcome, run_assessment, run_consolidation
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.report import FORMATS
from kc_pipeline.warehouse.publishing import open_warehouse


def consolidate(project: Project, *, full: bool) -> None:
    """Run the consolidation and tell what came of it; ends with the exit code of ``kc run``."""
    outcome = run_consolidation(project, full=full)
    _end_if_failed(outcome, "Nothing was published")
    rejected = show_summary(project, outcome.findings_changed)
    for check in outcome.failed_checks:
        say(f"check failed: {check}")
    if outcome.not_sent:
        say(outcome.not_sent, err=True)
    if rejected or outcome.failed_checks:
        sys.exit(EXIT_FAULTS)


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
    _end_if_failed(outcome, "No report was written")
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


def _end_if_failed(outcome: Outcome, so: str) -> None:
    if outcome.success:
        return
    for fault in outcome.faults or ("the run failed without telling why",):
        for line in f"Error: {fault}".splitlines():
            say(line, err=True)
    say(f"{so} (run {outcome.run_id}).", err=True)
    sys.exit(EXIT_NOT_DONE)


def _shortest(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
