"""``kc figures`` and ``kc trace``: a phase, read from the published warehouse."""

import json
from collections.abc import Sequence
from decimal import Decimal

import click

from kc_pipeline.cli.for_programs import plain_number, put_out, put_out_csv
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import NONE, exactly, in_full, say, show_table
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.session import Assessment, open_assessment
from kc_pipeline.figures.sources import Source
from kc_pipeline.paths import Project


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="Table in Vietnamese number style; csv and json with exact numbers.",
)
@with_project
def figures(project: Project, phase: str, form: str) -> None:
    """Show the figures of a phase.

    FROM-TO is any range of years. A share without a base has no value.
    """
    with open_assessment(project, phase) as opened:
        values = opened.assessor.values(opened.connection, opened.phase)
    if form == "json":
        put_out(_as_json(values))
    elif form == "csv":
        put_out_csv(
            ("figure", "label_vi", "value", "unit"),
            [(v.figure.name, v.figure.label_vi, v.value, v.figure.unit) for v in values],
        )
    else:
        show_table(
            ("figure", "label", "value", "unit"),
            [
                (v.figure.name, v.figure.label_vi, in_full(v.value, v.figure.unit), v.figure.unit)
                for v in values
            ],
            right={"value"},
        )


def _as_json(values: Sequence[Value]) -> str:
    """A list of objects; the numbers are written by hand, as a float would not be exact."""
    objects = []
    for v in values:
        figure, label = json.dumps(v.figure.name), json.dumps(v.figure.label_vi, ensure_ascii=False)
        number = "null" if v.value is None else plain_number(v.value)
        unit = json.dumps(v.figure.unit)
        objects.append(
            f'  {{"figure": {figure}, "label_vi": {label}, "value": {number}, "unit": {unit}}}'
        )
    return "[\n" + ",\n".join(objects) + "\n]"


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.argument("figure")
@with_project
def trace(project: Project, phase: str, figure: str) -> None:
    """Show the rows and cells behind one figure.

    Lists path, sheet, cell, what stands there and what it contributes; an amount or a sum is
    what they add up to, a distinct count names each row with 1.
    """
    with open_assessment(project, phase) as opened:
        found = opened.assessor.figures.figure(opened.phase, figure)
        sources = opened.assessor.sources(opened.connection, opened.phase, figure)
        values = opened.assessor.values(opened.connection, opened.phase)
        paths, corrected = _paths(opened), _corrected(opened)
    value = next(v.value for v in values if v.figure.name == found.name)
    show_table(
        ("path", "sheet", "cell", "what stands there", "contribution"),
        [
            (
                paths[s.submission_id],
                s.sheet,
                s.cell,
                corrected.get((s.submission_id, s.sheet, s.cell), s.raw),
                None if s.contribution is None else exactly(s.contribution),
            )
            for s in sorted(sources, key=lambda s: (paths[s.submission_id], s.sheet, s.row_no))
        ],
        right={"contribution"},
    )
    say(_sum_of(sources, value, found.unit))


def _paths(opened: Assessment) -> dict[str, str]:
    rows = opened.connection.execute("select submission_id, path from quality.submissions")
    return dict(rows.fetchall())


def _corrected(opened: Assessment) -> dict[tuple[str, str, str], str]:
    """What is said of a cell that an officer corrected: the old text, the new and the decision."""
    rows = opened.connection.execute("""
        select submission_id, sheet, cell, stands, value, decision
        from quality.decisions
        where kind = 'correction' and state = 'applied'
    """)
    return {
        (
            submission_id,
            sheet,
            cell,
        ): f"{stands or NONE}, corrected to {value or NONE} by {decision}"
        for submission_id, sheet, cell, stands, value, decision in rows.fetchall()
    }


def _sum_of(sources: Sequence[Source], value: Decimal | None, unit: str) -> str:
    """What the contributions come to, and what the figure is: they differ for a distinct count."""
    total = sum((s.contribution for s in sources if s.contribution is not None), Decimal(0))
    shown = in_full(value, unit)
    if value is not None and total == value:
        return f"{len(sources)} cells add up to {shown} {unit}"
    if unit == "percent":
        return f"{len(sources)} cells give {shown} percent"
    return f"{len(sources)} cells name {shown} distinct {unit}"
