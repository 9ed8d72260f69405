"""Checks on a built table."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.build import materialise
from kc_pipeline.warehouse.checks import CheckResult, run_checks
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.sql_asset import read_sql_asset
from tests.warehouse.sql_files import write_asset

COLUMNS = """
n = { about = "x", not_null = true }
m = "x"
[checks.small]
about = "No number above 90"
blocking = false
sql = "select n from core.a where n > 90 -- the bound"
"""


def _results(tmp_path: Path, sql: str, columns: str = COLUMNS) -> tuple[CheckResult, ...]:
    path = write_asset(tmp_path, "core.a", sql, columns=columns, more='keys = ["n", "m"]')
    asset = read_sql_asset(path)
    with connect(":memory:") as connection:
        materialise(connection, asset)
        return run_checks(connection, asset)


def _result(
    name: str,
    about: str,
    *,
    rows: int = 0,
    sample: list[dict[str, object]] | None = None,
    blocking: bool = True,
) -> CheckResult:
    return CheckResult(
        asset="core.a",
        name=name,
        passed=rows == 0,
        blocking=blocking,
        rows_at_fault=rows,
        sample=sample or [],
        about=about,
    )


def test_all_pass(tmp_path: Path) -> None:
    results = _results(tmp_path, "select range as n, null::int as m from range(3)")
    assert results == (
        _result("keys_are_unique", "No two rows share n, m"),
        _result("n_is_not_null", "Every row has n"),
        _result("small", "No number above 90", blocking=False),
    )


def test_rows_at_fault_are_counted_and_shown(tmp_path: Path) -> None:
    rows = "select range + 80 as n, null::int as m from range(40)"
    results = _results(tmp_path, f"{rows} union all values (80, null), (null, 1)")
    shared: list[dict[str, object]] = [{"n": 80, "m": None, "rows_sharing_the_key": 2}]
    large: list[dict[str, object]] = [{"n": n} for n in range(91, 101)]
    unfilled: list[dict[str, object]] = [{"n": None, "m": 1}]
    assert results == (
        _result("keys_are_unique", "No two rows share n, m", rows=1, sample=shared),
        _result("n_is_not_null", "Every row has n", rows=1, sample=unfilled),
        _result("small", "No number above 90", rows=29, sample=large, blocking=False),
    )


def test_a_table_without_declarations_has_no_checks(tmp_path: Path) -> None:
    path = write_asset(tmp_path, "core.a", "select 1 as n")
    with connect(":memory:") as connection:
        materialise(connection, read_sql_asset(path))
        assert run_checks(connection, read_sql_asset(path)) == ()


def test_failing_sql_names_file_and_check(tmp_path: Path) -> None:
    columns = COLUMNS.replace("n > 90", "gone > 90")
    with pytest.raises(DeclarationError, match=r"a\.sql, check small: the SQL fails: "):
        _results(tmp_path, "select 1 as n, 2 as m", columns)
