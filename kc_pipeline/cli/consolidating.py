"""``kc run``: a look first, which is all where nothing changed, and then the recorded run."""

import sys
from datetime import UTC, datetime

import click

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.options import with_project
from kc_pipeline.errors import KcError
from kc_pipeline.looking.last_look import Looker, record_look
from kc_pipeline.looking.look import Look, look
from kc_pipeline.notices.sending import send_waiting
from kc_pipeline.paths import Project
from kc_pipeline.summary.look_line import tell_look


@click.command()
@click.option(
    "--full",
    is_flag=True,
    help="Read, build and publish everything anew, whether or not anything changed.",
)
@with_project
def run(project: Project, *, full: bool) -> None:
    """Consolidate raw/ and publish the warehouse.

    Takes in what is new or changed, validates, rebuilds, checks and publishes; where nothing
    changed since the last time, says so and ends. Exit 1 when submissions were rejected or checks
    failed that do not block; 3 when nothing was published.
    """
    seen = _look(project)
    if seen.record is not None and seen.is_unchanged and not full:
        tell_look(project, seen.looked_at)
        click.echo(seen.told())
        for line in send_waiting(project):
            click.echo(line, err=True)
        sys.exit(EXIT_FAULTS if seen.record.rejected or seen.record.failed_checks else 0)
    # Loaded now that there is something to do: it takes longer than the look.
    from kc_pipeline.cli.running import consolidate  # noqa: PLC0415

    consolidate(project, full=full)


def _look(project: Project) -> Look:
    """The look, recorded; what keeps anybody from looking is a failure that people are told of."""
    try:
        seen = look(project, datetime.now(UTC))
        record_look(project, seen, Looker.COMMAND)
    except (KcError, OSError) as error:
        from kc_pipeline.summary.telling import tell_failed  # noqa: PLC0415  # heavy, as above

        for line in tell_failed(project, str(error), datetime.now(UTC)):
            click.echo(line, err=True)
        raise
    return seen
