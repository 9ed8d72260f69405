"""Two states of the warehouse: the rows of the section tables whose measures differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb

from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets

_SCHEMA = "sections"
_Rows = Mapping[tuple[object, ...], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One row of a section table: its key, and the measures that differ on both sides.

    A side that lacks the row has no values.
    """

    table: str
    key: Mapping[str, object]
    old: Mapping[str, object]
    new: Mapping[str, object]


def compare_sections(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection, sql: SqlAssets
) -> Iterator[SectionChange]:
    """The differences, by table and key; both sides are of the same declarations."""
    for asset in sql:
        if asset.schema == _SCHEMA:
            yield from _compare(asset, _rows(old, asset), _rows(new, asset))


def _compare(asset: SqlAsset, before: _Rows, after: _Rows) -> Iterator[SectionChange]:
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key, {}), after.get(key, {})
        differing = [c for c in dict.fromkeys((*one, *other)) if one.get(c) != other.get(c)]
        if differing or bool(one) != bool(other):
            yield SectionChange(
                table=asset.name,
                key=dict(zip(asset.header.keys, key, strict=True)),
                old={c: one[c] for c in differing if c in one},
                new={c: other[c] for c in differing if c in other},
            )


def _rows(connection: duckdb.DuckDBPyConnection, asset: SqlAsset) -> _Rows:
    result = connection.execute(f"select * from {asset.qualified_name} order by all")
    names = [column[0] for column in result.description or ()]
    found: dict[tuple[object, ...], Mapping[str, object]] = {}
    for row in result.fetchall():
        told = dict(zip(names, row, strict=True))
        found[tuple(told.pop(key) for key in asset.header.keys)] = told
    return found
