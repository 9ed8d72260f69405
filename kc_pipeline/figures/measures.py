"""A measure of a section table, taken apart: the rows behind it and what each contributes.

A section's SQL gathers its rows in a CTE named ``evidence`` and aggregates them. Of a measure's
expression the argument and the filter are taken here, so that the very SQL that gives the value
also gives the rows. Allowed are ``count``, ``count(distinct)`` and ``sum`` of one column of
evidence with a filter, and a ratio of two sums.
"""

import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlglot import exp

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.kept_answers import ANSWERS
from kc_pipeline.warehouse.select_statement import syntax_tree
from kc_pipeline.warehouse.sql_asset import ColumnDoc, SqlAsset

EVIDENCE = "evidence"

_LEVELS = "total_levels"
"""The table a section joins to compute its totals: without it every row of evidence stands once."""


class Role(StrEnum):
    """What a row does for a measure."""

    ADDS = "adds"
    COUNTED = "counted"
    DISTINCT = "distinct"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True)
class Part:
    """One aggregate of a measure: its role, its argument, its filter, the columns of its cells."""

    role: Role
    argument: str
    condition: str | None
    cell_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a section table."""

    asset: SqlAsset
    name: str
    parts: tuple[Part, ...]

    @property
    def is_share(self) -> bool:
        """Whether it is a ratio of two sums."""
        return any(part.role is Role.DENOMINATOR for part in self.parts)


@lru_cache(maxsize=256)
def measure(asset: SqlAsset, name: str) -> Measure:
    """The measure of that name; DeclarationError where its SQL cannot be taken apart."""
    document = next((c for c in asset.header.columns if c.name == name), None)
    follows_from = json.dumps([asset.sql, name, document and [document.name, document.cell]])
    told = ANSWERS.of("measure", follows_from, lambda _: _told(asset, name, document))
    return Measure(asset, name, tuple(_part(json.loads(part)) for part in told))


def _told(asset: SqlAsset, name: str, document: ColumnDoc | None) -> list[str]:
    """The parts of a measure, each as a text that can be kept."""
    select = _parsed(asset.sql)
    expression = next((e for e in select.expressions if e.alias_or_name == name), None)
    if expression is None or document is None:
        raise DeclarationError(f"{asset.path}: no measure {name}")
    cells = (document.cell or "").split("/")
    ratio = expression.find(exp.Div)
    if ratio is None:
        parts = tuple(_parts(expression, cells[0], None))
    else:
        parts = (
            *_parts(ratio.this, cells[0], Role.NUMERATOR),
            *_parts(ratio.expression, cells[-1], Role.DENOMINATOR),
        )
    if len(parts) != 1 + (ratio is not None):
        raise DeclarationError(f"{asset.path}: {name} is no single aggregate nor a ratio of two")
    return [json.dumps(astuple(part)) for part in parts]


def _part(told: list[Any]) -> Part:
    role, argument, condition, cell_columns = told
    return Part(Role(role), argument, condition, tuple(cell_columns))


def _parts(expression: exp.Expr, cells: str, role: Role | None) -> Iterator[Part]:
    for aggregate in expression.find_all(exp.Sum, exp.Count):
        argument = aggregate.this
        is_distinct = isinstance(argument, exp.Distinct)
        if is_distinct:
            argument = argument.expressions[0]
        filtered = aggregate.parent if isinstance(aggregate.parent, exp.Filter) else None
        condition = filtered.expression.this.sql(dialect="duckdb") if filtered else None
        own = Role.ADDS if isinstance(aggregate, exp.Sum) else Role.COUNTED
        yield Part(
            role=role or (Role.DISTINCT if is_distinct else own),
            argument=argument.sql(dialect="duckdb"),
            condition=condition,
            cell_columns=tuple(filter(None, cells.split("|"))),
        )


def evidence_sql(asset: SqlAsset, columns: tuple[str, ...], condition: str) -> str:
    """The section's query with its rows unaggregated: those columns of evidence for each phase."""
    follows_from = json.dumps([asset.sql, columns, condition])
    (told,) = ANSWERS.of(
        "evidence", follows_from, lambda _: [_unaggregated(asset, columns, condition)]
    )
    return told


def _unaggregated(asset: SqlAsset, columns: tuple[str, ...], condition: str) -> str:
    select = syntax_tree(asset.sql)
    if not isinstance(select, exp.Select) or EVIDENCE not in {c.alias for c in select.ctes}:
        raise DeclarationError(f"{asset.path}: a section gathers its rows in a CTE {EVIDENCE}")
    select.set("joins", [j for j in select.args["joins"] if j.this.name != _LEVELS])
    for clause in ("group", "order", "having", "qualify"):
        select.set(clause, None)
    rows = select.select(*columns, append=False, copy=False, dialect="duckdb")
    rows = rows.where(condition, copy=False, dialect="duckdb")
    return str(rows.sql(dialect="duckdb"))


def columns_of_evidence(asset: SqlAsset) -> frozenset[str]:
    """The names of the columns that evidence has."""
    return frozenset(ANSWERS.of("columns of evidence", asset.sql, _columns))


def _columns(sql: str) -> list[str]:
    select = _parsed(sql)
    cte = next(c for c in select.find_all(exp.CTE) if c.alias == EVIDENCE)
    return sorted({name for part in cte.this.find_all(exp.Select) for name in part.named_selects})


@lru_cache(maxsize=64)
def _parsed(sql: str) -> exp.Expr:
    """The tree of a section that all its measures are read from; whoever changes one asks anew."""
    return syntax_tree(sql)
