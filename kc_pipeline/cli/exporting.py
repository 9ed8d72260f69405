"""``kc export``: the published tables as files for Excel, BI tools, other engines, PostgreSQL."""

from datetime import UTC, datetime

import click

from kc_pipeline.access.exports import exporting
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.errors import UsageError
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.private_builds import writer_lock


@click.command()
@click.option(
    "--format",
    "formats",
    default=",".join(exporting.USUAL),
    show_default=True,
    help=f"What to write, with commas between: {', '.join(exporting.FORMATS)}.",
)
@with_project
def export(project: Project, formats: str) -> None:
    """Write the published tables as files for other programs.

    Into exports/ in the warehouse folder: parquet/ and hive/ for programs, csv/ for Excel,
    postgresql/ for psql, with manifest.json. From then on each publication writes them anew, until
    the folder is removed.
    """
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in exporting.FORMATS]
    if unknown or not wanted:
        raise UsageError(f"--format {formats!r}: give one or more of {exporting.FORMATS}")
    with writer_lock(project.warehouse, now=datetime.now(UTC)):
        done = exporting.export(project, wanted)
    say(
        f"{done.folder}: {len(done.files)} files of snapshot {done.snapshot}, "
        f"{len(done.changed)} of them new or changed"
    )
