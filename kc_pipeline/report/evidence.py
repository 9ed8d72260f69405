"""The cells behind every printed number, found by following its pointer.

A figure and a cell of a section table are taken apart by ``kc_pipeline.figures``; a cell of a core
table is the cell of its row. What is behind no workbook (a plan for the next phase, a printed
report, what came in) is told line by line, see ``listed_lines``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from kc_pipeline.figures.computing import MILLION
from kc_pipeline.figures.measures import Role
from kc_pipeline.figures.session import Assessment
from kc_pipeline.figures.sources import Source, sources
from kc_pipeline.report.following import Followed, Read, follow, parts_of
from kc_pipeline.report.listed_lines import ListedLines
from kc_pipeline.report.model import Evidence, Number, SourceCell, SourceLine
from kc_pipeline.report.pointers import Operation, Place
from kc_pipeline.report.quantity import PERCENT
from kc_pipeline.warehouse.quoting import identifier

_SUMS = frozenset({Role.ADDS, Role.COUNTED, Role.NUMERATOR})

_Sourced = TypeVar("_Sourced", SourceCell, SourceLine)


_Cell = tuple[str, str, tuple[str, ...]]
"""A cell of a core table: the table, the column, the key of the row."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for all pointers: sources by term, cells of rows, paths, lists."""

    behind: Mapping[str, list[Source]]
    rows: Mapping[_Cell, list[SourceCell]]
    paths: Mapping[str, str]
    lists: ListedLines


def evidence(
    assessment: Assessment, numbers: Iterable[Number], lists: ListedLines
) -> Mapping[str, Evidence]:
    """What is behind those numbers, by pointer. One query a measure serves all that read it."""
    by_pointer = {number.pointer: number for number in numbers}
    followed = {pointer: follow(assessment, pointer) for pointer in sorted(by_pointer)}
    reads = [term for found in followed.values() for term in found.terms]
    values = {term: read.value for term, read in reads if read.value is not None}
    behind: dict[str, list[Source]] = {term: [] for term in values}
    for source in sources(assessment.connection, values.values(), assessment.assessor.sql):
        behind[source.figure].append(source)
    paths = _paths(assessment)
    places = (read.place for _, read in reads if read.place)
    rows = _of_rows(assessment, (place for place in places if place.schema == "core"), paths)
    found = _Found(behind, rows, paths, lists)
    return {
        pointer: _made(assessment, by_pointer[pointer], followed[pointer], found)
        for pointer in followed
    }


def _made(assessment: Assessment, number: Number, followed: Followed, found: _Found) -> Evidence:
    """The evidence of a number: that of its only term, or what is made of both."""
    first, *others = (_evidence(assessment, term, read, found) for term, read in followed.terms)
    if not others:
        return first
    (second,) = others
    if followed.made is Operation.REST:
        parts = (first, _scaled(second, Decimal(-1)))
    else:
        base = sum(second.contributions, Decimal(0))
        scale = (100 if number.unit == PERCENT else 1) / base if base else Decimal(0)
        parts = (_scaled(first, scale), _as_base(second))
    return _together(number, parts, is_sum=first.adds_up and second.adds_up)


def _together(number: Number, parts: Iterable[Evidence], *, is_sum: bool) -> Evidence:
    """Both sides of a share or a rest; a rest that would be below nothing is nothing."""
    parts = tuple(parts)
    both = Evidence(
        cells=tuple(cell for part in parts for cell in part.cells),
        adds_up=is_sum,
        others=tuple(dict.fromkeys(other for part in parts for other in part.others)),
        lines=tuple(line for part in parts for line in part.lines),
    )
    is_below = number.value == 0 and sum(both.contributions, Decimal(0)) < 0
    return replace(both, adds_up=is_sum and not is_below)


def _scaled(evidence: Evidence, scale: Decimal) -> Evidence:
    return replace(
        evidence,
        cells=tuple(_giving(cell, scale) for cell in evidence.cells),
        lines=tuple(_giving(line, scale) for line in evidence.lines),
    )


def _as_base(evidence: Evidence) -> Evidence:
    return replace(
        evidence,
        cells=tuple(replace(cell, contribution=None) for cell in evidence.cells),
        lines=tuple(replace(line, contribution=None) for line in evidence.lines),
    )


def _giving(source: _Sourced, scale: Decimal) -> _Sourced:
    given = source.contribution
    return source if given is None else replace(source, contribution=given * scale)


def _evidence(assessment: Assessment, term: str, read: Read, found: _Found) -> Evidence:
    """What is behind one term."""
    if read.value is not None:
        cells = tuple(
            SourceCell(found.paths[s.submission_id], s.sheet, s.cell, s.raw, s.contribution)
            for s in found.behind[term]
        )
        return Evidence(cells, parts_of(assessment, read.value)[0].role in _SUMS)
    if read.place is None:
        raise AssertionError("a term is followed to a figure or to a place")
    if read.place.schema == "core":
        return Evidence(tuple(found.rows.get(_cell(read.place), [])), bool(read.place.where))
    name = f"{read.place.schema}.{read.place.table}"
    return Evidence((), adds_up=True, others=(name,), lines=found.lists.behind(read.place))


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


def _cell(told: Place) -> _Cell:
    return told.table, told.column, tuple(told.where.values())


def _paths(assessment: Assessment) -> Mapping[str, str]:
    rows = assessment.connection.execute("select submission_id, path from quality.submissions")
    return dict(rows.fetchall())
