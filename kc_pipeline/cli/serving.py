"""``kc ui``, ``kc daemon``, ``kc worker``: a service's programs, with this project's settings."""

from collections.abc import Sequence

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.orchestration.home import has_records
from kc_pipeline.orchestration.serving import (
    LOOPBACK,
    PORT,
    become,
    daemon_command,
    surroundings,
    webserver_command,
    worker_command,
)
from kc_pipeline.paths import Project


@click.command()
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="Where to listen. The pages know no login: whoever reaches them can start runs.",
)
@click.option("--port", default=PORT, show_default=True, help="The port to listen on.")
@click.option("--path-prefix", default="", help="The path under which a proxy hands them on.")
@with_project
def ui(project: Project, host: str, port: int, path_prefix: str) -> None:
    """Serve assets, checks and runs to the browser.

    Goes on until it is stopped. What is started in the browser waits for kc daemon to take it.
    """
    _serve(project, webserver_command(host, port, path_prefix))


@click.command()
@with_project
def daemon(project: Project) -> None:
    """Start the nightly run and those of the browser.

    Goes on until it is stopped; a run that it has begun is a process of its own.
    """
    _serve(project, daemon_command())


@click.command()
@click.option("--name", default="worker", show_default=True, help="A name for it on its machine.")
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Parts read at the same time; one uses up to four cores by itself.",
)
@with_project
def worker(project: Project, name: str, processes: int) -> None:
    """Read the parts that kc warm hands out.

    Takes them from the broker that KC_CELERY_BROKER names, and goes on until it is stopped.
    """
    become(worker_command(name, processes), surroundings(project))


def _serve(project: Project, command: Sequence[str]) -> None:
    """Become one of Dagster's programs; the other may be starting at this moment."""
    environment = surroundings(project)
    if not has_records(project):
        # Loaded once in the life of a warehouse.
        from kc_pipeline.orchestration.instance import make_records  # noqa: PLC0415

        make_records(project)
    become(command, environment)
