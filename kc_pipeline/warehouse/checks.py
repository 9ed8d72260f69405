"""Looking at a built table: keys are unique, columns are filled, declared queries return no row.

A check reports and never raises for what it finds; whether a failed one keeps the build from
being published is for the caller. Rules on what was submitted are findings (``rules``), no checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.select_statement import SelectStatement
from kc_pipeline.warehouse.sql_asset import DeclaredCheck, SqlAsset

SAMPLE_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check on one table: how many rows are at fault, and the first ``SAMPLE_ROWS`` of them."""

    asset: str
    name: str
    passed: bool
    blocking: bool
    rows_at_fault: int
    sample: list[dict[str, object]]
    about: str


def run_checks(connection: duckdb.DuckDBPyConnection, asset: SqlAsset) -> tuple[CheckResult, ...]:
    """Run the checks on a built table: its keys, its filled columns, then those of its header.

    Keys are compared with null equal to null. Raises DeclarationError where a check's SQL fails.
    """
    filled = _filled_columns(connection, asset)
    return tuple(
        _result(asset, check, 0, []) if check.name in filled else _run(connection, asset, check)
        for check in checks_of(asset)
    )


def checks_of(asset: SqlAsset) -> tuple[DeclaredCheck, ...]:
    """Give every check of the table, the built-in ones first; none is run."""
    return (*_built_in(asset), *asset.header.checks)


def _built_in(asset: SqlAsset) -> Iterator[DeclaredCheck]:
    table = identifier(asset.schema, asset.name)
    if asset.header.keys:
        keys = ", ".join(identifier(key) for key in asset.header.keys)
        yield _blocking(
            asset,
            "keys_are_unique",
            f"No two rows share {', '.join(asset.header.keys)}",
            f"from {table} select {keys}, count(*) as rows_sharing_the_key "
            f"group by {keys} having count(*) > 1 order by {keys}",
        )
    for column in asset.header.columns:
        if column.not_null:
            yield _blocking(
                asset,
                _is_filled(column.name),
                f"Every row has {column.name}",
                f"from {table} where {identifier(column.name)} is null",
            )


def _is_filled(column: str) -> str:
    return f"{column}_is_not_null"


def _filled_columns(connection: duckdb.DuckDBPyConnection, asset: SqlAsset) -> frozenset[str]:
    """Name the checks for filled columns that pass: one look at the table, as most of them do."""
    names = [column.name for column in asset.header.columns if column.not_null]
    if not names:
        return frozenset()
    nulls = ", ".join(f"count_if({identifier(name)} is null)" for name in names)
    table = identifier(asset.schema, asset.name)
    counted = connection.execute(f"select {nulls} from {table}").fetchone() or ()
    return frozenset(_is_filled(name) for name, n in zip(names, counted, strict=True) if n == 0)


def _blocking(asset: SqlAsset, name: str, about: str, sql: str) -> DeclaredCheck:
    select = SelectStatement(sql, frozenset({asset.qualified_name}))
    return DeclaredCheck(name=name, about=about, blocking=True, select=select)


def _run(
    connection: duckdb.DuckDBPyConnection, asset: SqlAsset, check: DeclaredCheck
) -> CheckResult:
    at_fault = f"from (\n{check.select.sql}\n) as at_fault"
    try:
        counted = connection.execute(f"select count(*) {at_fault}").fetchone()
        count = int(counted[0]) if counted else 0
        sample = _rows(connection, f"select * {at_fault} limit {SAMPLE_ROWS}") if count else []
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise DeclarationError(
            f"{asset.path}, check {check.name}: the SQL fails: {error}"
        ) from error
    return _result(asset, check, count, sample)


def _result(
    asset: SqlAsset, check: DeclaredCheck, count: int, sample: list[dict[str, object]]
) -> CheckResult:
    return CheckResult(
        asset=asset.qualified_name,
        name=check.name,
        passed=count == 0,
        blocking=check.blocking,
        rows_at_fault=count,
        sample=sample,
        about=check.about,
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, object]]:
    cursor = connection.execute(sql)
    names = [str(column[0]) for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
