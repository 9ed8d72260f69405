"""Runs of long ago: each leaves some megabytes of events that nobody looks at any more.

Forgotten are nightly runs alone. What the assets look like now is told by the newest of them, which
stays; the runs of reports and of single assets are few, and are all there is of their partitions.
"""

from datetime import datetime, timedelta

import dagster as dg

from kc_pipeline.orchestration.job_names import NIGHTLY

KEPT_FOR = timedelta(days=90)
_AT_A_TIME = 100


def forget_old_runs(instance: dg.DagsterInstance, now: datetime) -> tuple[str, ...]:
    """Delete nightly runs that ended longer ago than ``KEPT_FOR``; their ids, oldest last.

    At most a hundred at a time. The last that succeeded stays however old it is.
    """
    last = instance.get_runs(
        dg.RunsFilter(job_name=NIGHTLY, statuses=[dg.DagsterRunStatus.SUCCESS]), limit=1
    )
    spared = {run.run_id for run in last}
    old = dg.RunsFilter(
        job_name=NIGHTLY,
        statuses=[
            dg.DagsterRunStatus.SUCCESS,
            dg.DagsterRunStatus.FAILURE,
            dg.DagsterRunStatus.CANCELED,
        ],
        created_before=now - KEPT_FOR,
    )
    gone = [
        run.run_id for run in instance.get_runs(old, limit=_AT_A_TIME) if run.run_id not in spared
    ]
    for run_id in gone:
        instance.delete_run(run_id)
    return tuple(gone)
