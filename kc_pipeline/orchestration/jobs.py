"""The two jobs, and the schedule that runs the first of them each night."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import dagster as dg

from kc_pipeline.looking.last_look import Looker, record_look
from kc_pipeline.looking.look import look
from kc_pipeline.notices.sending import send_waiting
from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.exporting import EXPORTS
from kc_pipeline.orchestration.job_names import NIGHTLY
from kc_pipeline.orchestration.reporting import assessment_job
from kc_pipeline.orchestration.returning import FEEDBACK
from kc_pipeline.orchestration.still_current import tell_still_current
from kc_pipeline.orchestration.summing_up import MORNING_SUMMARY, failure_hook, failure_told
from kc_pipeline.paths import Project
from kc_pipeline.summary.look_line import tell_look


def job_definitions(project: Project) -> Sequence["dg.UnresolvedAssetJobDefinition"]:
    """Both jobs; each is partitioned as its first asset is."""
    nightly = dg.define_asset_job(
        NIGHTLY,
        selection=dg.AssetSelection.assets(PUBLISHED_WAREHOUSE).upstream()
        | dg.AssetSelection.assets(EXPORTS, FEEDBACK, MORNING_SUMMARY),
        hooks={failure_hook(project)},
        description=(
            "Takes in what is new or changed in raw/, validates, rebuilds, checks and publishes, "
            "then writes the exports that are asked for, the annotated copies and the morning "
            "summary. "
            "Any choice of years does: what is published always holds all of them."
        ),
    )
    return [nightly, assessment_job()]


def nightly_schedule(project: Project, run_tags: Mapping[str, str]) -> dg.ScheduleDefinition:
    """Each night at one o'clock in Viet Nam, running unless somebody stops it."""

    @dg.schedule(
        name="each_night",
        job_name=NIGHTLY,
        cron_schedule="0 1 * * *",
        execution_timezone="Asia/Ho_Chi_Minh",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Consolidates raw/ at 01:00, Asia/Ho_Chi_Minh, if anything changed.",
    )
    def each_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        with failure_told(project):
            seen = look(project, datetime.now(UTC))
            record_look(project, seen, Looker.SCHEDULE)
        if seen.is_unchanged:
            for line in send_waiting(project):
                context.log.warning(line)
            tell_still_current(context.instance, seen.told())
            tell_look(project, seen.looked_at)
            return dg.SkipReason(seen.told())
        # The key keeps a tick that is evaluated twice from running twice.
        return dg.RunRequest(
            run_key=context.scheduled_execution_time.isoformat(), tags=dict(run_tags)
        )

    return each_night
