"""Pointers of printed numbers followed to where they are counted.

That is a figure or a measure of a section table, to be taken apart by ``kc_pipeline.figures``, or a
place of its own: a cell of a core table, a line of a list. A limitation, a target and a published
number say in their row where they are read. No cell is looked up here: ``evidence`` does that.
"""

from dataclasses import dataclass

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.measures import Part, measure
from kc_pipeline.figures.session import Assessment
from kc_pipeline.report.pointers import Operation, Place, operation, parsed, place, terms
from kc_pipeline.report.quantity import unit_told
from kc_pipeline.warehouse.quoting import identifier

_LIMITATIONS = "section_8_limitations"
_TARGETS = "section_9_targets"
_RECONCILIATION = "reconciliation"
_COUNTED_LISTS = {"content_coverage": ("contents", "content_no")}
"""Section tables with a measure that counts a list under ``assets/reference``, and its key."""

_WHOLE_NUMBERS = frozenset({"year", "content_no"})


@dataclass(frozen=True, slots=True)
class Read:
    """What a term of a pointer comes to: a figure to be taken apart, or a place of its own."""

    value: Value | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A pointer followed to where it is counted: what is made of which terms."""

    made: Operation | None
    terms: tuple[tuple[str, Read], ...]


def follow(assessment: Assessment, pointer: str) -> Followed:
    """A pointer followed to the figures and the places where it is counted."""
    told = parsed(pointer)
    read_from = _read_from(assessment, told) if told is not None else None
    if read_from is not None:
        return follow(assessment, read_from)
    return Followed(
        operation(pointer), tuple((term, _term(assessment, term)) for term in terms(pointer))
    )


def _term(assessment: Assessment, term: str) -> Read:
    told = parsed(term)
    if told is None:
        figure = assessment.assessor.figures.figure(assessment.phase, term)
        return _of_cells(assessment, Value(assessment.phase.name, figure, None))
    if told.schema == "sections":
        return _of_cells(assessment, _as_value(assessment, term, told))
    return Read(None, told)


def _of_cells(assessment: Assessment, value: Value) -> Read:
    """A value to be taken apart; the contents of the decree stand in a list, in no submission."""
    if parts_of(assessment, value)[0].cell_columns:
        return Read(value, None)
    table, key = _COUNTED_LISTS[value.figure.table]
    where = {name: str(at) for name, at in value.figure.where if name == key}
    return Read(None, Place("reference", table, key, where))


def _read_from(assessment: Assessment, told: Place) -> str | None:
    """Where a limitation, a target or a published number is read; None for what is itself read."""
    name = f"{told.schema}.{told.table}"
    if name == f"sections.{_LIMITATIONS}":
        return _column_of_row(assessment, told, "read_from")
    if name == f"assessment.{_RECONCILIATION}":
        figure = told.where["figure"]
        published = place("published", assessment.phase.name, "value", figure=figure)
        return published if told.column == "published" else f"{figure} - {published}"
    if name == f"sections.{_TARGETS}":
        aim = place("targets", assessment.phase.name, "value", target=told.where["target"])
        figure = _column_of_row(assessment, told, "figure")
        made = {
            "target_value": aim,
            "result": figure,
            "rate": f"{figure} / {aim}",
            "remaining": f"{aim} - {figure}",
        }
        return made[told.column]
    return None


def _column_of_row(assessment: Assessment, told: Place, column: str) -> str:
    """What a row of a table, named by one key, says in a column."""
    ((key, value),) = told.where.items()
    found = assessment.connection.execute(
        f"select {identifier(column)} from {identifier(told.schema, told.table)} "
        f"where phase = ? and {identifier(key)} = ?",
        [assessment.phase.name, value],
    ).fetchall()
    ((said,),) = found
    return str(said)


def _as_value(assessment: Assessment, term: str, told: Place) -> Value:
    """A cell of a section table as a figure of its own, so that it is taken apart as they are."""
    asset = assessment.assessor.sql[f"sections.{told.table}"]
    unit = next(c.unit for c in asset.header.columns if c.name == told.column)
    where = tuple(
        (name, int(value) if name in _WHOLE_NUMBERS else value)
        for name, value in told.where.items()
    )
    figure = Figure(term, term, unit_told(unit or ""), told.table, told.column, where)
    return Value(assessment.phase.name, figure, None)


def parts_of(assessment: Assessment, value: Value) -> tuple[Part, ...]:
    """The aggregates of the measure that a value is read from."""
    figure = value.figure
    return measure(assessment.assessor.sql[f"sections.{figure.table}"], figure.measure).parts
