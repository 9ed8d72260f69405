"""Where runs are recorded: the Dagster instance of a warehouse."""

import dagster as dg

from kc_pipeline.orchestration.home import dagster_home
from kc_pipeline.paths import Project


def open_instance(project: Project) -> dg.DagsterInstance:
    """The instance that records the runs of this warehouse."""
    return dg.DagsterInstance.from_config(str(dagster_home(project)))
