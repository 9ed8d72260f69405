"""Whether two published files say the same: every row of every table, each as often."""

from pathlib import Path

import duckdb

_OF_THE_RUN = {("quality", "inputs"): "kind <> 'program'"}
"""What is left to compare of a table that also tells of the program."""


def compared(one: Path, other: Path) -> tuple[int, int, list[str]]:
    """How many tables and rows were compared, and those tables that differ."""
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)"
        )
        names = connection.execute("""
            select table_schema, table_name, list(table_catalog order by table_catalog)
            from information_schema.tables
            where table_catalog in ('one', 'other')
            group by all
            order by all
        """).fetchall()
        differing, rows = [], 0
        for schema, name, held_by in names:
            where = _OF_THE_RUN.get((schema, name), "true")
            first, second = (f"from {c}.{schema}.{name} where {where}" for c in ("one", "other"))
            if held_by != ["one", "other"]:
                differing.append(f"{schema}.{name}: in one of the files alone")
                continue
            (counted,) = connection.execute(f"select count(*) {first}").fetchone() or (0,)
            rows += counted
            (lost,) = _count(connection, f"select * {first} except all select * {second}")
            (more,) = _count(connection, f"select * {second} except all select * {first}")
            if lost or more:
                differing.append(f"{schema}.{name}: {lost} rows missing, {more} rows too many")
    return len(names), rows, differing


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int]:
    (count,) = connection.execute(f"select count(*) from ({sql})").fetchone() or (0,)
    return (int(count),)
