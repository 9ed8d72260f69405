"""The code location: everything Dagster shows and runs for one project."""

import warnings

import dagster as dg

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.intake.forms import load_forms
from kc_pipeline.orchestration.exporting import exports_asset
from kc_pipeline.orchestration.failed_runs import failure_sensor
from kc_pipeline.orchestration.intake import intake_assets
from kc_pipeline.orchestration.jobs import job_definitions, nightly_schedule
from kc_pipeline.orchestration.partitions import all_years, phase_partitions, year_partitions
from kc_pipeline.orchestration.private_build import private_build
from kc_pipeline.orchestration.progress import progress_logger
from kc_pipeline.orchestration.publishing import publishing_asset
from kc_pipeline.orchestration.raw_watch import raw_sensor
from kc_pipeline.orchestration.reporting import reporting_asset
from kc_pipeline.orchestration.returning import feedback_asset
from kc_pipeline.orchestration.summing_up import summary_asset, told_once
from kc_pipeline.orchestration.tables import table_assets
from kc_pipeline.orchestration.warming import warming_job
from kc_pipeline.paths import Project, locate
from kc_pipeline.schemas.models import tables


def build_definitions(project: Project) -> dg.Definitions:
    """Assets, checks, jobs and automation of a project; its declarations are read, nothing else."""
    with warnings.catch_warnings():
        # What makes one run of many years is called beta, and there is no other way.
        warnings.filterwarnings("ignore", "Parameter `backfill_policy`", dg.BetaWarning)
        return _definitions(project)


def _definitions(project: Project) -> dg.Definitions:
    consolidation = Consolidation(project)
    years = year_partitions(load_forms(project.assets / "forms", tables()))
    phases = phase_partitions(consolidation.assessor.phases)
    return dg.Definitions(
        assets=[
            *intake_assets(consolidation, years),
            *table_assets(consolidation),
            publishing_asset(consolidation),
            feedback_asset(project),
            exports_asset(project),
            summary_asset(project),
            reporting_asset(project, phases),
        ],
        resources={"private_build": private_build(project)},
        jobs=[*job_definitions(project), warming_job(project)],
        schedules=[nightly_schedule(project, all_years(years))],
        sensors=[raw_sensor(project, all_years(years)), failure_sensor(project)],
        # The steps of a run share one private database, and one process is fastest by far.
        executor=dg.in_process_executor,
        loggers={"console": dg.colored_console_logger, "progress": progress_logger},
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The definitions of the project that the environment names, made when Dagster asks."""
    project = locate()
    # Without definitions neither schedule nor sensor is there to tell why nothing runs.
    with told_once(project):
        return build_definitions(project)
