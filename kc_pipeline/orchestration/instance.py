"""Where runs are recorded: the Dagster instance of a warehouse."""

import dagster as dg
from dagster._core.instance.ref import InstanceRef

from kc_pipeline.orchestration.home import dagster_home
from kc_pipeline.orchestration.kept_connections import with_kept_connections
from kc_pipeline.paths import Project


def open_instance(project: Project) -> dg.DagsterInstance:
    """The instance that records the runs of this warehouse; to be closed."""
    ref = InstanceRef.from_dir(str(dagster_home(project)))
    return dg.DagsterInstance.from_ref(with_kept_connections(ref))
