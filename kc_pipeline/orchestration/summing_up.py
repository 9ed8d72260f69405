"""The morning summary within a run: an asset at the end of one that published, else a hook.

Both write in the run's own process, wherever it was launched. A summary that cannot be made is told
as a warning and fails nothing.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import dagster as dg

from kc_pipeline.errors import KcError
from kc_pipeline.orchestration.faults import faults_of
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.orchestration.returning import FEEDBACK
from kc_pipeline.paths import Project
from kc_pipeline.summary.telling import tell, tell_failed
from kc_pipeline.summary.writing import write_summary
from kc_pipeline.terminal_text import on_one_line
from kc_pipeline.warehouse.broken_off import forget_broken_off

MORNING_SUMMARY = dg.AssetKey("morning_summary")
NOT_SENT = "not sent"
_UNTOLD = "the run failed without telling why"
_log = logging.getLogger(__name__)


def summary_asset(project: Project) -> dg.AssetsDefinition:
    """``morning_summary``."""

    @dg.asset(
        key=MORNING_SUMMARY,
        deps=[FEEDBACK],
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="publication",
        kinds={"html"},
        description=(
            "status.html and status.txt in the warehouse folder: what came in, what was refused, "
            "what is missing, which figures moved, and what to do. In Vietnamese."
        ),
    )
    def morning_summary(
        context: dg.AssetExecutionContext,
        # Reading needs no build, but to be the only run: the lock is held to the end.
        private_build: dg.ResourceParam[PrivateBuild],  # noqa: ARG001
    ) -> dg.MaterializeResult[None]:
        context.log.info("Writing the morning summary")
        try:
            morning = write_summary(project, corrections_at=datetime.now(UTC))
        except Exception as error:  # noqa: BLE001  # the warehouse is published all the same
            context.log.warning("The morning summary could not be written: %s", error)
            return dg.MaterializeResult(metadata={"written": False})
        forget_broken_off(project.warehouse)
        unsent = tell(project, morning, datetime.now(UTC))
        for line in unsent:
            context.log.warning(line)
        return dg.MaterializeResult(
            metadata={
                "written": True,
                "page": dg.MetadataValue.path(project.status_page),
                "news": morning.has_news,
                "arrived": len(morning.arrived),
                "figures moved": len(morning.moved),
                NOT_SENT: "; ".join(unsent),
            }
        )

    return morning_summary


def failure_hook(project: Project) -> dg.HookDefinition:
    """Says on the page why a step failed for good; steps that are tried again are not told."""

    @dg.failure_hook(name="tell_failure")
    def told(context: dg.HookContext) -> None:
        records = context.instance.all_logs(context.run_id)
        faults = faults_of([r.dagster_event for r in records if r.dagster_event is not None])
        tell_failure(project, faults)

    return told


def tell_failure(project: Project, faults: Iterable[str]) -> None:
    """Tell people of a run that published nothing, in whose faults the cause is told."""
    try:
        unsent = tell_failed(project, "; ".join(faults) or _UNTOLD, datetime.now(UTC))
    except Exception as error:  # noqa: BLE001  # the failure itself is what is to be told
        unsent = (f"The failure could not be told: {error}",)
    for line in unsent:
        _log.warning(line)


@contextmanager
def failure_told(project: Project) -> Iterator[None]:
    """Tell people of what goes wrong before there is a run to fail, then let it go on its way."""
    try:
        yield
    except Exception as error:
        tell_failure(project, [str(error)])
        raise


@contextmanager
def told_once(project: Project) -> Iterator[None]:
    """As `failure_told`, but for what is tried every minute: a cause the page tells is not new."""
    try:
        yield
    except KcError as error:
        cause = on_one_line(" ".join(str(error).split()))
        page = project.status_text
        if not page.is_file() or cause not in page.read_text(encoding="utf-8"):
            tell_failure(project, [cause])
        raise
