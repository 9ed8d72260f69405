"""The rows and cells behind figures, and what each contributes.

Works on any connection that has ``core`` and ``quality``. The SQL of a section that gives a value
also gives its rows (`measures`); what a value is, is for `computing`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

import duckdb

from kc_pipeline.figures.computing import AMOUNT, MILLION, Value, dimensions_of
from kc_pipeline.figures.measures import Part, Role, columns_of_evidence, evidence_sql, measure
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets

_AT_ONCE = 10_000
_PERCENT = "percent"
_WHOLE = frozenset({"year", "content_no", "part", "choice"})
_SUMMED = frozenset({Role.ADDS, Role.NUMERATOR, Role.DENOMINATOR})


@dataclass(frozen=True, slots=True)
class Source:
    """One cell behind a figure.

    ``contribution`` is in the figure's unit; those of additive figures add up to the value, rows
    counted or counted distinct have 1, the base of a share has None.
    """

    phase: str
    figure: str
    submission_id: str
    sheet: str
    row_no: int
    cell: str
    raw: str | None
    contribution: Decimal | None


def sources(
    connection: duckdb.DuckDBPyConnection, values: Iterable[Value], assets: SqlAssets
) -> list[Source]:
    """The cells behind figures, by figure in their order, then by submission, sheet and row.

    One query a section table serves all figures that point to it: planning a query takes longer
    than running it.
    """
    wanted = list(values)
    found: dict[tuple[str, str], list[Source]] = {}
    for of_table in sources_by_table(connection, wanted, assets):
        for source in of_table:
            found.setdefault((source.phase, source.figure), []).append(source)
    figures = dict.fromkeys((v.phase, v.figure.name) for v in wanted)
    return [source for figure in figures for source in found.get(figure, ())]


def sources_by_table(
    connection: duckdb.DuckDBPyConnection, values: Iterable[Value], assets: SqlAssets
) -> Iterator[Iterator[Source]]:
    """The cells behind figures, section table after section table, a figure in memory at a time.

    The connection is busy until the sources of a table are gone through.
    """
    by_table: dict[str, list[Value]] = {}
    for value in values:
        by_table.setdefault(value.figure.table, []).append(value)
    for table, sharing in by_table.items():
        yield _sources_of_table(connection, assets[f"sections.{table}"], sharing)


def _sources_of_table(
    connection: duckdb.DuckDBPyConnection, asset: SqlAsset, sharing: list[Value]
) -> Iterator[Source]:
    parts = tuple(dict.fromkeys(part for v in sharing for part in _parts(asset, v)))
    units = {v.figure.name: v.figure.unit for v in sharing}
    rows = _rows_behind(connection, asset, parts, sharing)
    for (phase, figure), behind in groupby(rows, key=lambda row: (row[0], row[1])):
        of_figure = [(parts[part], *rest) for _, _, part, *rest in behind]
        base = sum(
            (Decimal(argument) for part, *_, argument in of_figure if _is_base(part)), Decimal(0)
        )
        for part, submission_id, sheet, row_no, cell, raw, argument in of_figure:
            contribution = _contribution(part, units[figure], argument, base)
            yield Source(phase, figure, submission_id, sheet, row_no, cell, raw, contribution)


def _parts(asset: SqlAsset, value: Value) -> tuple[Part, ...]:
    return measure(asset, value.figure.measure).parts


def _is_base(part: Part) -> bool:
    return part.role is Role.DENOMINATOR


def _rows_behind(
    connection: duckdb.DuckDBPyConnection,
    asset: SqlAsset,
    parts: tuple[Part, ...],
    sharing: list[Value],
) -> Iterator[tuple[Any, ...]]:
    """Phase, figure, part, submission, sheet, row, cell, raw text and argument, in this order.

    The argument is given as text, and only where it is summed.
    """
    found = connection.execute(_query(asset, parts), [_slices(asset, parts, sharing)])
    while rows := found.fetchmany(_AT_ONCE):
        yield from rows


def _slices(asset: SqlAsset, parts: tuple[Part, ...], sharing: list[Value]) -> str:
    """A row for each figure, part of its measure, and column its cell may be in, by choice.

    As JSON: making an Arrow table would load pandas, for which nothing else here has a use.
    """
    rows = [
        {
            **dict(v.figure.where),
            "phase": v.phase,
            "figure": v.figure.name,
            "part": parts.index(part),
            "choice": choice,
            "column_name": column,
        }
        for v in sharing
        for part in _parts(asset, v)
        for choice, column in enumerate(part.cell_columns or (None,))
    ]
    return json.dumps(rows)


def _shape_of_slices(dimensions: list[str]) -> str:
    names = ("phase", "figure", *dimensions, "part", "choice", "column_name")
    return json.dumps([{name: "bigint" if name in _WHOLE else "varchar" for name in names}])


@lru_cache(maxsize=64)
def _query(asset: SqlAsset, parts: tuple[Part, ...]) -> str:
    """Every row of evidence in every slice it serves, with the first of its cells."""
    dimensions = dimensions_of(asset)
    matches = "".join(f" and (slices.{d} is null or slices.{d} = behind.{d})" for d in dimensions)
    return f"""
with slices as materialized (
    select unnest(from_json(?, '{_shape_of_slices(dimensions)}'), recursive := true)
),
behind as ({_evidence(asset, parts, dimensions)})
select
    slices.phase, slices.figure, slices.part,
    behind.submission_id, behind.sheet, behind.row_no,
    coalesce({_of_part("own_cell", parts)}, c.cell, 'A' || behind.row_no) as cell, c.raw,
    {_of_part("argument", parts)} as argument
from behind
join slices on slices.phase = behind.phase{matches}
left join quality.cells as c
    on c.submission_id = behind.submission_id and c.sheet = behind.sheet
    and c.row_no = behind.row_no and c.column_name = slices.column_name
where {_of_part("serves", parts)}
qualify row_number() over (
    partition by
        slices.phase, slices.figure, slices.part,
        behind.submission_id, behind.sheet, behind.row_no
    order by c.cell is null, slices.choice, c.cell, argument
) = 1
order by 1, 2, 3, 4, 5, 6
"""


def _of_part(name: str, parts: tuple[Part, ...]) -> str:
    """The column of behind that belongs to the slice's part."""
    cases = " ".join(f"when {n} then behind.{name}_{n}" for n in range(len(parts)))
    return f"case slices.part {cases} end"


def _evidence(asset: SqlAsset, parts: tuple[Part, ...], dimensions: list[str]) -> str:
    """The rows of evidence by phase and dimension: does it serve a part, its cell, its argument."""
    columns = [
        "phases.phase",
        *(f"evidence.{dimension}" for dimension in dimensions),
        *("evidence.submission_id", "evidence.sheet", "evidence.row_no"),
    ]
    known = columns_of_evidence(asset)
    for n, part in enumerate(parts):
        serves = f"{part.argument} is not null"
        if part.condition:
            serves += f" and ({part.condition})"
        own_cell = f"{part.argument.split('.')[-1]}_cell"
        columns += [
            f"{serves} as serves_{n}",
            f"{own_cell if own_cell in known else 'null::varchar'} as own_cell_{n}",
            f"{part.argument if part.role in _SUMMED else 'null'}::varchar as argument_{n}",
        ]
    return evidence_sql(asset, tuple(columns), "evidence.submission_id is not null")


def _contribution(part: Part, unit: str, argument: str | None, base: Decimal) -> Decimal | None:
    match part.role:
        case Role.COUNTED | Role.DISTINCT:
            return Decimal(1)
        case Role.NUMERATOR:
            return _of_base(Decimal(str(argument)), base, unit) if base else None
        case Role.DENOMINATOR:
            return None
    amount = Decimal(str(argument))
    return amount / MILLION if unit == AMOUNT else amount


def _of_base(argument: Decimal, base: Decimal, unit: str) -> Decimal:
    """The part of a row in a ratio: percent, million VND a project, đồng for each đồng."""
    if unit == _PERCENT:
        return 100 * argument / base
    return argument / base / (MILLION if unit == AMOUNT else 1)
