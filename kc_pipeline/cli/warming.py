"""``kc warm``: reading ahead of a run, on several machines where there are any."""

import os

import click

from kc_pipeline.cli.failing import end_failed
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.orchestration.serving import surroundings
from kc_pipeline.paths import Project


@click.command()
@with_project
def warm(project: Project) -> None:
    """Read new submissions in parts, ahead of a run.

    With KC_CELERY_BROKER the parts are read by the workers (kc worker), else here, one after
    another. Nothing is published: kc run then finds everything read. Exit 3 when a part was not
    read.
    """
    # What executes a part makes the project anew, from its environment.
    os.environ.update(surroundings(project))
    from kc_pipeline.orchestration.warming import run_warming  # noqa: PLC0415  # loads Dagster

    outcome = run_warming(project)
    told = f"{outcome.parts_read} of {outcome.parts} parts read"
    if not outcome.success:
        end_failed(outcome.run_id, outcome.faults, told)
    say(told)
