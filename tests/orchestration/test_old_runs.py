"""Nightly runs of long ago go; the newest good one and the runs of reports stay."""

from datetime import UTC, datetime, timedelta

import dagster as dg

from kc_pipeline.orchestration.old_runs import KEPT_FOR, forget_old_runs


@dg.op
def nothing() -> None:
    """A step that does nothing."""


@dg.job
def nightly_consolidation() -> None:
    """A run of this name is nightly."""
    nothing()


@dg.job
def phase_assessment() -> None:
    """A run of a report."""
    nothing()


def run(job: dg.JobDefinition, instance: dg.DagsterInstance) -> str:
    return job.execute_in_process(instance=instance).run_id


def test_old_nightly_runs_go_but_the_last_good_one() -> None:
    with dg.instance_for_test() as instance:
        nights = [run(nightly_consolidation, instance) for _ in range(3)]
        report = run(phase_assessment, instance)
        now = datetime.now(UTC)

        assert forget_old_runs(instance, now + KEPT_FOR - timedelta(minutes=5)) == ()
        gone = forget_old_runs(instance, now + KEPT_FOR + timedelta(days=1))

        assert gone == (nights[1], nights[0])
        assert {kept.run_id for kept in instance.get_runs()} == {nights[2], report}
