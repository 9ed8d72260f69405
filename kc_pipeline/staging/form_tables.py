"""The SQL that turns the staged cells of a form table into typed columns, from its declaration."""

from collections.abc import Iterable, Iterator

import duckdb

from kc_pipeline.errors import DeclarationError
from kc_pipeline.intake.reading import EXTRA
from kc_pipeline.schemas.columns import Column, Kind, Table
from kc_pipeline.warehouse.quoting import identifier, literal
from kc_pipeline.warehouse.sql_asset import SqlAssets

_TYPES = {
    Kind.COUNT: "bigint",
    Kind.MONEY: "bigint",
    Kind.NUMBER: "double",
    Kind.DATE: "date",
}


def make_form_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create ``staging.<table>``: one row a data row, its address, typed columns, extras.

    ``extra`` holds what stood under headings the form does not know, as JSON or null.
    ``row_error`` starts false and is set for rows that are held back.
    """
    connection.execute(
        f"create or replace table {identifier('staging', table.name)} as\n{_sql(table)}"
    )


def see_that_all_are_shown(sql: SqlAssets, declared: Iterable[Table]) -> None:
    """Raise DeclarationError for a column of a form that its table in ``core`` does not have.

    It would be read and kept, and nobody who asks the warehouse would see it.
    """
    for table in declared:
        shown = sql[f"core.{table.name}"]
        columns = {column.name for column in shown.header.columns}
        lacking = [column.name for column in table.columns if column.name not in columns]
        if lacking:
            raise DeclarationError(
                f"{shown.path}: lacks columns of the forms: {', '.join(lacking)}; "
                "add them to [columns] and to the SELECT"
            )


def sql_type(column: Column) -> str:
    """The DuckDB type of a column: whole đồng and counts are bigint, days are date."""
    return "bigint" if column.name == "content_no" else _TYPES.get(column.kind, "varchar")


def _sql(table: Table) -> str:
    columns = ",\n    ".join(_columns(table))
    return f"""
with extras as (
    select row_id, json_group_object(substr(column_name, {len(EXTRA) + 1}), raw) as extra
    from staging.cells
    where starts_with(column_name, {literal(EXTRA)})
    group by row_id
)
select
    rows.row_id, rows.submission_id, submissions.unit_code, submissions.year,
    rows.sheet, rows.row_no,
    {columns},
    any_value(extras.extra) as extra,
    false as row_error
from staging.rows as rows
join staging.submissions as submissions using (submission_id)
left join staging.cells as cells using (row_id)
left join extras using (row_id)
where rows.table_name = {literal(table.name)}
group by
    rows.row_id, rows.submission_id, submissions.unit_code, submissions.year,
    rows.sheet, rows.row_no
order by rows.row_id
"""


def _columns(table: Table) -> Iterator[str]:
    for column in table.columns:
        name = identifier(column.name)
        yield (
            f"max(cells.value) filter (where cells.column_name = {literal(column.name)})"
            f"::{sql_type(column)} as {name}"
        )
