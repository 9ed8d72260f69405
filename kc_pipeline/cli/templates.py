"""``kc template``: the blank workbook a unit fills in."""

from pathlib import Path

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.feedback.template import write_project_template
from kc_pipeline.paths import Project


@click.command()
@click.argument("year", type=int)
@click.option("--unit", "unit_code", required=True, help="Code of the reporting unit.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.  [default: templates/YEAR/ under the warehouse folder]",
)
@with_project
def template(project: Project, year: int, unit_code: str, *, out: Path | None) -> None:
    """Write a blank workbook of the form for a unit and a year.

    It has drop-down lists, cell help and protected headings. Prints where it is.
    """
    folder = project.warehouse / "templates" / str(year)
    target = out or folder / f"{unit_code}_{year}.xlsx"
    target.parent.mkdir(parents=True, exist_ok=True)
    say(str(write_project_template(project, year=year, unit_code=unit_code, target=target)))
