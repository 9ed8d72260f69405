"""Where runs are recorded: the Dagster instance of a warehouse."""

import dagster as dg
from dagster._core.instance.ref import InstanceRef
from filelock import FileLock

from kc_pipeline.orchestration.home import dagster_home, has_records, say_records_are_made
from kc_pipeline.orchestration.kept_connections import with_kept_connections
from kc_pipeline.paths import Project


def open_instance(project: Project) -> dg.DagsterInstance:
    """The instance that records the runs of this warehouse; to be closed."""
    make_records(project)
    return dg.DagsterInstance.from_ref(_ref(project))


def make_records(project: Project) -> None:
    """Make the tables of the records, once.

    Dagster makes them wherever they are missing. Two programs that begin together would both, and
    leave a version of the tables that neither can open.
    """
    ref = _ref(project)
    if has_records(project):
        return
    with FileLock(project.dagster / ".records.lock"):
        if has_records(project):
            return
        with dg.DagsterInstance.from_ref(ref) as instance:
            instance.get_runs_count()
            instance.get_daemon_heartbeats()
            instance.all_instigator_state()
            instance.all_asset_keys()
        say_records_are_made(project)


def _ref(project: Project) -> InstanceRef:
    return with_kept_connections(InstanceRef.from_dir(str(dagster_home(project))))
