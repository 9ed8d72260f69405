"""Rules across rows, sheets, submissions and years: a query each that returns the rows at fault.

A file ``assets/rules/<name>.sql`` holds a header and one select over ``staging`` and
``reference``. Its columns are `ROW_COLUMNS` and the details its messages name. Rules go by stage:
before a later stage runs, the rows that an error of an earlier one holds back must be marked
``row_error`` in their staging table (`hold_back`); within a stage no rule sees another's work.
Rules over one row alone belong to the models.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.finding import Issue, Severity
from kc_pipeline.rules.places import Cells, RowIssue, RowPlace
from kc_pipeline.rules.rule import Rule
from kc_pipeline.rules.rule_header import HEADER, read_rule
from kc_pipeline.warehouse.front_matter import Entries, front_matter
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.select_statement import column_names, read_select

ROW_COLUMNS = ("submission_id", "sheet", "row_no", "column_name")
"""What every query returns first: the row at fault and the column the finding stands at."""

RESOLVED = 3
"""From this stage on a rule may read places and establishments, and can hold nothing back."""

_HEADER = (*HEADER, "code", "stage")


@dataclass(frozen=True, slots=True)
class CrossRule:
    """One rule with its query; ``reads`` are the tables the query reads."""

    rule: Rule
    stage: int
    sql: str
    reads: frozenset[str]
    path: Path


def load_cross_rules(assets_dir: Path) -> tuple[CrossRule, ...]:
    """Read every ``rules/*.sql`` under ``assets_dir``, in order of stage, then of code."""
    paths = sorted((assets_dir / "rules").glob("*.sql"))
    return tuple(sorted(map(read_cross_rule, paths), key=lambda rule: (rule.stage, rule.rule.code)))


def read_cross_rule(path: Path) -> CrossRule:
    """Read one file; a DeclarationError names it and the entry that is wrong."""
    return _read(path.read_text(encoding="utf-8"), path)


@lru_cache(maxsize=256)
def _read(text: str, path: Path) -> CrossRule:
    """Read a text once a process: the catalogue and the staging both ask for the rules."""
    header, sql = front_matter(text, path)
    entries = Entries(header, str(path))
    entries.refuse_others(_HEADER)
    select = read_select(sql, str(path))
    stage = header.get("stage")
    if not isinstance(stage, int) or stage < 1:
        raise DeclarationError(f"{path}: stage must be a whole number from 1 on")
    names = column_names(select.sql)
    if names[: len(ROW_COLUMNS)] != ROW_COLUMNS:
        raise DeclarationError(f"{path}: the query must begin with {', '.join(ROW_COLUMNS)}")
    rule = read_rule(entries.text("code"), entries, details=names[len(ROW_COLUMNS) :])
    rule.refuse_faults(str(path))
    if rule.severity is Severity.ERROR and stage >= RESOLVED:
        raise DeclarationError(f"{path}: an error needs a stage below {RESOLVED}")
    return CrossRule(rule, stage, select.sql, select.reads, path)


def run(connection: duckdb.DuckDBPyConnection, rule: CrossRule, cells: Cells) -> list[RowIssue]:
    """Run one rule and give an issue a row at fault, by submission, sheet, row and column.

    Changes nothing in the database. Raises DeclarationError where the SQL fails.
    """
    try:
        # The rule's own SQL, from assets.
        ordered = f"select * from (\n{rule.sql}\n) order by all"
        found = connection.execute(ordered).fetchall()
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise DeclarationError(f"{rule.path}: the SQL fails: {error}") from error
    return [_issue(rule.rule, row, cells) for row in found]


def run_in_stages(
    connection: duckdb.DuckDBPyConnection,
    rules: Iterable[CrossRule],
    cells: Cells,
    is_waived: Callable[[RowIssue], bool] = lambda _: False,
) -> list[RowIssue]:
    """Run all rules stage by stage, marking the rows held back in their staging tables.

    An error that is waived holds no row back; it is given all the same.
    """
    issues: list[RowIssue] = []
    by_stage: dict[int, list[CrossRule]] = {}
    for rule in rules:
        by_stage.setdefault(rule.stage, []).append(rule)
    for stage in sorted(by_stage):
        held: list[RowPlace] = []
        for rule in by_stage[stage]:
            noticed = run(connection, rule, cells)
            issues += noticed
            if rule.rule.severity is Severity.ERROR:
                held += [issue.row for issue in noticed if not is_waived(issue)]
        hold_back(connection, held)
    return issues


def hold_back(connection: duckdb.DuckDBPyConnection, rows: Iterable[RowPlace]) -> None:
    """Mark rows as held back in whichever staging table they stand."""
    unique = list(dict.fromkeys(rows))
    if not unique:
        return
    held_back = {
        "submission_id": [row.submission_id for row in unique],
        "sheet": [row.sheet for row in unique],
        "row_no": [row.row_no for row in unique],
    }
    connection.register("held_back", pa.table(held_back))
    try:
        _mark(connection)
    finally:
        connection.unregister("held_back")


def _mark(connection: duckdb.DuckDBPyConnection) -> None:
    tables = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'staging' "
        "and database_name = current_database() and table_name in (select table_name "
        "from duckdb_columns() where schema_name = 'staging' and column_name = 'row_error') "
        "order by table_name"
    ).fetchall()
    for (name,) in tables:
        connection.execute(
            f"update {identifier('staging', name)} as row "  # a quoted name
            "set row_error = true from held_back "
            "where row.submission_id = held_back.submission_id "
            "and row.sheet = held_back.sheet and row.row_no = held_back.row_no"
        )


def _issue(rule: Rule, row: tuple[object, ...], cells: Cells) -> RowIssue:
    submission_id, sheet, row_no, column = row[: len(ROW_COLUMNS)]
    place = RowPlace(str(submission_id), str(sheet), int(str(row_no)))
    cell = cells(place, str(column))
    given = zip(rule.details, row[len(ROW_COLUMNS) :], strict=True)
    details = {name: "" if value is None else str(value) for name, value in given}
    return RowIssue(
        place, Issue(rule.code, place.sheet, cell.cell, place.row_no, cell.raw, details)
    )
