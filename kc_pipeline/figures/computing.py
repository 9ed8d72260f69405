"""Figures from section tables: the value of each, and the rows and cells behind it.

Works on any connection that has ``core``, ``sections`` and ``quality``: the private build, or the
published file (`kc_pipeline.figures.session`). Amounts are in million VND, exact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.measures import (
    Measure,
    Part,
    Role,
    columns_of_evidence,
    evidence_sql,
    measure,
)
from kc_pipeline.figures.phases import Phase
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets

MILLION = Decimal(1_000_000)
_AMOUNT = "million VND"
_PERCENT = "percent"
_DIMENSIONS = (
    "year", "unit_code", "funding", "activity", "delivery", "content_no", "district_code",
    "industry", "trade",
)  # fmt: skip
_WHOLE = frozenset({"year", "content_no"})


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value in its unit; None only for a share without a base."""

    phase: str
    figure: Figure
    value: Decimal | None


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


def compute(
    connection: duckdb.DuckDBPyConnection,
    phase: Phase,
    figures: Iterable[Figure],
    assets: SqlAssets,
) -> list[Value]:
    """The value of each figure, in their order. One query a section table."""
    wanted = list(figures)
    by_table: dict[str, list[Figure]] = {}
    for figure in wanted:
        by_table.setdefault(figure.table, []).append(figure)
    levels = {
        table: _levels(connection, phase, assets[f"sections.{table}"], sharing)
        for table, sharing in by_table.items()
    }
    return [
        Value(
            phase.name,
            figure,
            _value(levels[figure.table].get(frozenset(figure.where)), figure, assets),
        )
        for figure in wanted
    ]


def _levels(
    connection: duckdb.DuckDBPyConnection, phase: Phase, asset: SqlAsset, figures: list[Figure]
) -> dict[frozenset[tuple[str, str | int]], dict[str, Any]]:
    """The rows of a section table that figures may point to, by the dimensions not at a total."""
    named = {dimension for figure in figures for dimension, _ in figure.where}
    dimensions = _dimensions(asset)
    measures = sorted({figure.measure for figure in figures})
    columns = [identifier(name) for name in (*dimensions, *measures)]
    at_total = "".join(f" and {identifier(d)} is null" for d in dimensions if d not in named)
    found = connection.execute(
        f"select {', '.join(columns)} from {identifier('sections', asset.name)} "
        f"where phase = ?{at_total}",
        [phase.name],
    ).fetchall()
    return {
        frozenset((d, at) for d, at in zip(dimensions, row, strict=False) if at is not None): dict(
            zip(measures, row[len(dimensions) :], strict=True)
        )
        for row in found
    }


def _dimensions(asset: SqlAsset) -> list[str]:
    has = {column.name for column in asset.header.columns}
    return [dimension for dimension in _DIMENSIONS if dimension in has]


def _value(row: dict[str, Any] | None, figure: Figure, assets: SqlAssets) -> Decimal | None:
    """What a row of a section table says of a figure: without a row nothing, a share absent."""
    value = row[figure.measure] if row is not None else None
    if value is None:
        asset = assets[f"sections.{figure.table}"]
        return None if measure(asset, figure.measure).is_share else Decimal(0)
    return Decimal(value) / MILLION if figure.unit == _AMOUNT else Decimal(value)


def sources(
    connection: duckdb.DuckDBPyConnection, values: Iterable[Value], assets: SqlAssets
) -> list[Source]:
    """The cells behind figures, by figure in their order, then by submission, sheet and row.

    One query a measure serves all figures that read it.
    """
    by_measure: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        by_measure.setdefault((value.figure.table, value.figure.measure), []).append(value)
    found: dict[tuple[str, str], list[Source]] = {}
    for (table, name), sharing in by_measure.items():
        taken_apart = measure(assets[f"sections.{table}"], name)
        for source in _sources_of_measure(connection, taken_apart, sharing):
            found.setdefault((source.phase, source.figure), []).append(source)
    return [s for sharing in found.values() for s in sharing]


def _sources_of_measure(
    connection: duckdb.DuckDBPyConnection, taken_apart: Measure, sharing: list[Value]
) -> Iterator[Source]:
    units = {v.figure.name: v.figure.unit for v in sharing}
    rows = {
        part: _rows_behind(connection, taken_apart.asset, part, sharing)
        for part in taken_apart.parts
    }
    bases: dict[tuple[str, str], Decimal] = {}
    for part, behind in rows.items():
        if part.role is Role.DENOMINATOR:
            for phase, figure, *_, argument in behind:
                bases[phase, figure] = bases.get((phase, figure), Decimal(0)) + Decimal(argument)
    for part, behind in rows.items():
        for phase, figure, submission_id, sheet, row_no, cell, raw, argument in behind:
            contribution = _contribution(part, units[figure], argument, bases.get((phase, figure)))
            yield Source(phase, figure, submission_id, sheet, row_no, cell, raw, contribution)


def _rows_behind(
    connection: duckdb.DuckDBPyConnection, asset: SqlAsset, part: Part, sharing: list[Value]
) -> list[tuple[Any, ...]]:
    """Phase, figure, submission, sheet, row, cell, raw text and argument of each row behind."""
    dimensions = _dimensions(asset)
    slices = pa.Table.from_pylist(
        [{"phase": v.phase, "figure": v.figure.name, **dict(v.figure.where)} for v in sharing],
        schema=pa.schema(
            [("phase", pa.string()), ("figure", pa.string())]
            + [(d, pa.int64() if d in _WHOLE else pa.string()) for d in dimensions]
        ),
    )
    matches = " and ".join(f"(slices.{d} is null or slices.{d} = behind.{d})" for d in dimensions)
    columns = list(part.cell_columns)
    connection.register("slices", slices)
    try:
        return connection.execute(
            f"""
with behind as ({_evidence(asset, part, tuple(dimensions))})
select slices.phase, slices.figure, behind.submission_id, behind.sheet, behind.row_no,
    coalesce(behind.own_cell, c.cell, 'A' || behind.row_no) as cell, c.raw, behind.argument
from behind
join slices on slices.phase = behind.phase and {matches}
left join quality.cells as c
    on c.submission_id = behind.submission_id and c.sheet = behind.sheet
    and c.row_no = behind.row_no and list_contains($columns, c.column_name)
qualify row_number() over (
    partition by slices.phase, slices.figure, behind.submission_id, behind.sheet, behind.row_no
    order by list_position($columns, c.column_name)
) = 1
order by all
""",
            {"columns": columns},
        ).fetchall()
    finally:
        connection.unregister("slices")


@lru_cache(maxsize=256)
def _evidence(asset: SqlAsset, part: Part, dimensions: tuple[str, ...]) -> str:
    """The rows of evidence that serve a part of a measure, with their phase and dimensions."""
    own_cell = f"{part.argument.split('.')[-1]}_cell"
    conditions = [f"{part.argument} is not null", "evidence.submission_id is not null"]
    if part.condition:
        conditions.append(f"({part.condition})")
    return evidence_sql(
        asset,
        (
            "phases.phase",
            *(f"evidence.{dimension}" for dimension in dimensions),
            "evidence.submission_id",
            "evidence.sheet",
            "evidence.row_no",
            f"{part.argument} as argument",
            f"{own_cell if own_cell in columns_of_evidence(asset) else 'null'} as own_cell",
        ),
        " and ".join(conditions),
    )


def _contribution(part: Part, unit: str, argument: object, base: Decimal | None) -> Decimal | None:
    match part.role:
        case Role.COUNTED | Role.DISTINCT:
            return Decimal(1)
        case Role.NUMERATOR:
            return _of_base(Decimal(str(argument)), base, unit) if base else None
        case Role.DENOMINATOR:
            return None
    amount = Decimal(str(argument))
    return amount / MILLION if unit == _AMOUNT else amount


def _of_base(argument: Decimal, base: Decimal, unit: str) -> Decimal:
    """The part of a row in a ratio: percent, million VND a project, đồng for each đồng."""
    if unit == _PERCENT:
        return 100 * argument / base
    return argument / base / (MILLION if unit == _AMOUNT else 1)
