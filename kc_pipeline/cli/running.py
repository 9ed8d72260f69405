"""The recorded Dagster run of ``kc run``, and what came of it."""

import sys

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.failing import end_failed
from kc_pipeline.cli.printing import say
from kc_pipeline.cli.run_summary import show_summary
from kc_pipeline.orchestration.running import run_consolidation
from kc_pipeline.paths import Project


def consolidate(project: Project, *, full: bool) -> None:
    """Run the consolidation and tell what came of it; ends with the exit code of ``kc run``."""
    outcome = run_consolidation(project, full=full)
    if not outcome.success:
        end_failed(outcome.run_id, outcome.faults, "Nothing was published")
    rejected = show_summary(project, outcome.findings_changed)
    for check in outcome.failed_checks:
        say(f"check failed: {check}")
    if outcome.not_sent:
        say(outcome.not_sent, err=True)
    if rejected or outcome.failed_checks:
        sys.exit(EXIT_FAULTS)
