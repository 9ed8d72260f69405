"""``kc reconcile``: published figures against recomputed ones."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import exactly, say, show_table
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.published_file import PublishedFigure
from kc_pipeline.figures.reconciling import Comparison, Verdict
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.paths import Project


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@with_project
def reconcile(project: Project, phase: str, file: Path | None) -> None:
    """Compare the figures of a phase with published ones.

    FILE is a CSV with the columns figure, value and unit, in any order; by default what was
    published for that phase. A number there has a point before its decimals, or a comma as printed:
    72,45. Exit 1 when a figure differs without an explanation in assets/published/explained.csv,
    or cannot be computed.
    """
    with open_assessment(project, phase) as opened:
        values = opened.assessor.values(opened.connection, opened.phase)
        published = opened.assessor.published(opened.phase, file)
        compared = opened.assessor.comparisons(opened.phase, values, published)
    told = [c for c in compared if c.verdict is not Verdict.NOT_PUBLISHED]
    show_table(
        ("figure", "published", "computed", "difference", "unit", "verdict", "reason"),
        [_row(comparison) for comparison in told],
        right={"published", "computed", "difference"},
    )
    if not told:
        say(f"{phase}: no published figures to compare with")
        return
    for line in _not_computable(told, published, values):
        say(line)
    say(f"{phase}: {sum(c.verdict.is_equal for c in told)}/{len(told)} figures equal")
    if any(c.verdict.needs_explaining for c in told):
        sys.exit(EXIT_FAULTS)


def _row(comparison: Comparison) -> tuple[str | None, ...]:
    numbers = (comparison.published, comparison.computed, comparison.difference)
    return (
        comparison.figure,
        *(None if number is None else exactly(number) for number in numbers),
        comparison.unit,
        comparison.verdict,
        comparison.reason_vi,
    )


def _not_computable(
    compared: Iterable[Comparison],
    published: Iterable[PublishedFigure],
    values: Iterable[Value],
) -> Iterable[str]:
    """Why a published figure cannot be computed, and where it stands."""
    places = {one.figure: one.place for one in published}
    known = {value.figure.name: value for value in values}
    for comparison in compared:
        if comparison.verdict is Verdict.NOT_COMPUTABLE:
            why = _why_not(comparison, known)
            yield f"{places[comparison.figure]}: {comparison.figure} {why}"


def _why_not(comparison: Comparison, known: Mapping[str, Value]) -> str:
    value = known.get(comparison.figure)
    if value is None:
        return f"is no figure of {comparison.phase}; kc figures lists them"
    if value.figure.unit != comparison.unit:
        return f"is counted in {value.figure.unit}, not in {comparison.unit or 'no unit'}"
    return "has no value: there is nothing to take the share of"
