"""The cells behind every printed number, found by following its pointer.

A figure and a cell of a section table are taken apart by ``kc_pipeline.figures``; a limitation and
a target are followed to what they are read from; a cell of a core table is the cell of its row.
What is behind no workbook (a plan for the next phase, a printed report, a list of what came in) is
named by its table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.computing import MILLION, Source, Value, sources
from kc_pipeline.figures.measures import Part, Role, measure
from kc_pipeline.figures.session import Assessment
from kc_pipeline.report.model import Evidence, Number, SourceCell
from kc_pipeline.report.pointers import Place, parsed, terms
from kc_pipeline.report.quantity import unit_told
from kc_pipeline.warehouse.quoting import identifier

_TARGETS = "section_9_targets"
_FOLLOWED = {"section_8_limitations": "read_from", _TARGETS: "figure"}
"""Section tables whose rows say where they are read, and the column that says it."""

_WHOLE_NUMBERS = frozenset({"year", "content_no"})
_SUMS = frozenset({Role.ADDS, Role.COUNTED, Role.NUMERATOR})


@dataclass(frozen=True, slots=True)
class _Read:
    """What a term of a pointer comes to: a figure to be taken apart, or a place of its own."""

    value: Value | None
    place: Place | None


_Cell = tuple[str, str, tuple[str, ...]]
"""A cell of a core table: the table, the column, the key of the row."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for all pointers: sources by term, cells of rows, paths of submissions."""

    behind: Mapping[str, list[Source]]
    rows: Mapping[_Cell, list[SourceCell]]
    paths: Mapping[str, str]


def evidence(assessment: Assessment, numbers: Iterable[Number]) -> Mapping[str, Evidence]:
    """What is behind those numbers, by pointer. One query a measure serves all that read it."""
    pointers = sorted({number.pointer for number in numbers})
    followed = {pointer: tuple(_followed(assessment, pointer)) for pointer in pointers}
    values = {
        term: read.value
        for reads in followed.values()
        for term, read in reads
        if read.value is not None
    }
    behind: dict[str, list[Source]] = {term: [] for term in values}
    for source in sources(assessment.connection, values.values(), assessment.assessor.sql):
        behind[source.figure].append(source)
    paths = _paths(assessment)
    places = (read.place for reads in followed.values() for _, read in reads if read.place)
    rows = _of_rows(assessment, (place for place in places if place.schema == "core"), paths)
    return {
        pointer: _evidence(assessment, reads, _Found(behind, rows, paths))
        for pointer, reads in followed.items()
    }


def _evidence(
    assessment: Assessment, reads: tuple[tuple[str, _Read], ...], found: _Found
) -> Evidence:
    cells: list[SourceCell] = []
    others: list[str] = []
    for term, read in reads:
        if read.value is not None and not _is_of_cells(assessment, read.value):
            others.append(f"sections.{read.value.figure.table}")
        elif read.value is not None:
            cells += [
                SourceCell(found.paths[s.submission_id], s.sheet, s.cell, s.raw, s.contribution)
                for s in found.behind[term]
            ]
        elif read.place is not None and read.place.schema == "core":
            cells += found.rows.get(_cell(read.place), [])
        elif read.place is not None:
            others.append(f"{read.place.schema}.{read.place.table}")
    adds_up = len(reads) == 1 and _adds_up(assessment, reads[0][1])
    return Evidence(tuple(cells), adds_up, tuple(dict.fromkeys(others)))


def _followed(assessment: Assessment, pointer: str) -> Iterator[tuple[str, _Read]]:
    """The terms of a pointer, each followed to the figure or the place where it is counted."""
    for term in terms(pointer):
        place = parsed(term)
        if place is None:
            figure = assessment.assessor.figures.figure(assessment.phase, term)
            yield term, _Read(Value(assessment.phase.name, figure, None), None)
        elif place.schema == "sections" and place.table in _FOLLOWED:
            yield from _followed_row(assessment, place)
        elif place.schema == "sections":
            yield term, _Read(_as_value(assessment, term, place), None)
        else:
            yield term, _Read(None, place)


def _followed_row(assessment: Assessment, place: Place) -> Iterator[tuple[str, _Read]]:
    """What a row of a table is read from: of a target its declaration, its figure, or both."""
    if place.table == _TARGETS and place.column != "result":
        yield "", _Read(None, Place("targets", assessment.phase.name, "value", place.where))
    if place.column == "target_value":
        return
    ((key, value),) = place.where.items()
    found = assessment.connection.execute(
        f"select {identifier(_FOLLOWED[place.table])} from {identifier('sections', place.table)} "
        f"where phase = ? and {identifier(key)} = ?",
        [assessment.phase.name, value],
    ).fetchall()
    for (read_from,) in found:
        yield from _followed(assessment, read_from)


def _as_value(assessment: Assessment, term: str, place: Place) -> Value:
    """A cell of a section table as a figure of its own, so that it is taken apart as they are."""
    asset = assessment.assessor.sql[f"sections.{place.table}"]
    unit = next(c.unit for c in asset.header.columns if c.name == place.column)
    where = tuple(
        (name, int(value) if name in _WHOLE_NUMBERS else value)
        for name, value in place.where.items()
    )
    figure = Figure(term, term, unit_told(unit or ""), place.table, place.column, where)
    return Value(assessment.phase.name, figure, None)


def _adds_up(assessment: Assessment, read: _Read) -> bool:
    """Whether the cells behind add up to the number: not where they are counted distinct."""
    if read.value is None:
        return read.place is not None and read.place.schema == "core" and bool(read.place.where)
    return _parts(assessment, read.value)[0].role in _SUMS


def _is_of_cells(assessment: Assessment, value: Value) -> bool:
    """Whether cells are behind it at all: the contents of the decree stand in no submission."""
    return bool(_parts(assessment, value)[0].cell_columns)


def _parts(assessment: Assessment, value: Value) -> tuple[Part, ...]:
    figure = value.figure
    return measure(assessment.assessor.sql[f"sections.{figure.table}"], figure.measure).parts


def _of_rows(
    assessment: Assessment, places: Iterable[Place], paths: Mapping[str, str]
) -> Mapping[_Cell, list[SourceCell]]:
    """The cells of rows of core tables, by the key of their rows; one query a column."""
    columns = {(p.table, p.column, tuple(p.where)) for p in places}
    phase = assessment.phase
    found: dict[_Cell, list[SourceCell]] = {}
    for table, column, keys in sorted(columns):
        of_key = "".join(f", r.{identifier(key)}::varchar" for key in keys)
        rows = assessment.connection.execute(
            f"select r.submission_id, r.sheet, c.cell, c.raw, r.{identifier(column)}{of_key} "
            f"from {identifier('core', table)} as r "
            "join quality.cells as c on c.submission_id = r.submission_id "
            "and (c.table_name = 'cover' or (c.sheet = r.sheet and c.row_no = r.row_no)) "
            "where c.column_name = ? and r.year between ? and ? order by all",
            [column, phase.from_year, phase.to_year],
        ).fetchall()
        for submission_id, sheet, cell, raw, value, *key in rows:
            amount = Decimal(value or 0)
            told = amount / MILLION if column.endswith("_vnd") else amount
            source = SourceCell(paths[submission_id], sheet, cell, raw, told)
            found.setdefault((table, column, tuple(key)), []).append(source)
    return found


def _cell(place: Place) -> _Cell:
    return place.table, place.column, tuple(place.where.values())


def _paths(assessment: Assessment) -> Mapping[str, str]:
    rows = assessment.connection.execute("select submission_id, path from quality.submissions")
    return dict(rows.fetchall())
