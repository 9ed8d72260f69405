"""Figures from section tables: the value of each. The cells behind it are for `sources`.

Works on any connection that has ``core``, ``sections`` and ``quality``: the private build, or the
published file (`kc_pipeline.figures.session`). Amounts are in million VND, exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.measures import measure
from kc_pipeline.figures.phases import Phase
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets

MILLION = Decimal(1_000_000)
AMOUNT = "million VND"
_DIMENSIONS = (
    "year", "unit_code", "funding", "activity", "delivery", "content_no", "district_code",
    "industry", "trade",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value in its unit; None only for a share without a base."""

    phase: str
    figure: Figure
    value: Decimal | None


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
    dimensions = dimensions_of(asset)
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


def dimensions_of(asset: SqlAsset) -> list[str]:
    """The columns of a section table that a slice may name."""
    has = {column.name for column in asset.header.columns}
    return [dimension for dimension in _DIMENSIONS if dimension in has]


def _value(row: dict[str, Any] | None, figure: Figure, assets: SqlAssets) -> Decimal | None:
    """What a row of a section table says of a figure: without a row nothing, a share absent."""
    value = row[figure.measure] if row is not None else None
    if value is None:
        asset = assets[f"sections.{figure.table}"]
        return None if measure(asset, figure.measure).is_share else Decimal(0)
    return Decimal(value) / MILLION if figure.unit == AMOUNT else Decimal(value)
