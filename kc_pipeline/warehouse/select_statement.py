"""One select statement, read with sqlglot: is it exactly one, and which tables does it read.

Nothing is run here and no table need exist. What a name stands for is decided by ``sql_asset``.
Reading takes far longer than running most of these selects, so what it tells is kept.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

import sqlglot
from sqlglot import TokenType, exp
from sqlglot.errors import SqlglotError

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.kept_answers import ANSWERS

# Anything else in a from clause may read a file or hide the name of a table in a text.
_TABLE_FUNCTIONS = frozenset(
    {"generate_series", "range", "unnest", "repeat", "json_each", "json_tree"}
)


@dataclass(frozen=True, slots=True)
class SelectStatement:
    """The text of one select, without a closing semicolon, and the tables it reads.

    ``reads`` holds qualified names (``core.projects``), lower case, without the names of CTEs.
    """

    sql: str
    reads: frozenset[str]


@lru_cache(maxsize=1024)
def read_select(text: str, place: str) -> SelectStatement:
    """Read one select statement; ``place`` is the file (and check) a DeclarationError names."""
    sql, *reads = ANSWERS.of("select", text, partial(_read, place=place))
    return SelectStatement(sql=sql, reads=frozenset(reads))


def _read(text: str, place: str) -> list[str]:
    """Give the select without a closing semicolon, then the names of the tables it reads."""
    sql = _without_semicolon(text, place)
    try:
        statement = _tree(sql)
    except SqlglotError as error:
        raise DeclarationError(f"{place}: the SQL cannot be read: {_plain(error)}") from error
    if not isinstance(statement, exp.Query):
        raise DeclarationError(
            f"{place}: one select statement is expected, not {statement.key.upper()}"
        )
    names = (_qualified_name(table, place) for table in statement.find_all(exp.Table))
    return [sql, *sorted({name for name in names if name})]


def syntax_tree(select: str) -> exp.Expr:
    """Give the tree of a select that was read; it is the caller's own, to change."""
    return _tree(select).copy()


@lru_cache(maxsize=256)
def portable(select: str) -> str:
    """Give a select as every DuckDB from 1.4 on binds it: ``if`` of 2.0 is unknown to 1.x."""
    (told,) = ANSWERS.of("portable", select, _portable)
    return told


def _portable(select: str) -> list[str]:
    return [str(_tree(select).sql(dialect="duckdb", pretty=True, comments=False))]


def column_names(select: str) -> tuple[str, ...]:
    """Name the columns that a select that was read returns, in their order."""
    return tuple(ANSWERS.of("columns", select, _column_names))


def _column_names(select: str) -> list[str]:
    statement = _tree(select)
    return list(statement.named_selects) if isinstance(statement, exp.Query) else []


@lru_cache(maxsize=1024)
def _tree(sql: str) -> exp.Expr:
    """Parse a text once; the tree is shared and never leaves this module but as a copy."""
    return sqlglot.parse_one(sql, dialect="duckdb")


def _without_semicolon(text: str, place: str) -> str:
    """Cut a closing semicolon, since the text is put into ``create table … as`` and subqueries."""
    try:
        tokens = sqlglot.tokenize(text, dialect="duckdb")
    except SqlglotError as error:
        raise DeclarationError(f"{place}: the SQL cannot be read: {_plain(error)}") from error
    ends = [n for n, token in enumerate(tokens) if token.token_type is TokenType.SEMICOLON]
    if not tokens or ends[:1] == [0]:
        raise DeclarationError(f"{place}: there is no SQL")
    if not ends:
        return text.strip()
    if ends[0] != len(tokens) - 1:
        raise DeclarationError(f"{place}: more than one statement; a file holds one select")
    return text[: tokens[ends[0]].start].strip()


def _qualified_name(table: exp.Table, place: str) -> str | None:
    """Give ``schema.table``, or None for a CTE or a function that reads no table."""
    if isinstance(table.this, exp.Func) and not table.db:
        function = _function_name(table.this)
        if function not in _TABLE_FUNCTIONS:
            raise DeclarationError(
                f"{place}: {function}() in a from clause hides what it reads; name a table"
            )
        return None
    name = f"{table.db}.{table.this.name}".lower()
    if table.catalog:
        raise DeclarationError(f"{place}: write {name}, without the database {table.catalog}")
    if table.db:
        return name
    if _is_cte(table):
        return None
    raise DeclarationError(
        f"{place}: the table {table.name} needs its schema, as in core.{table.name}"
    )


def _function_name(function: exp.Func) -> str:
    if isinstance(function, exp.Anonymous):
        return function.name.lower()
    return function.sql_name().lower()


def _is_cte(table: exp.Table) -> bool:
    """Say whether a query around the table defines a CTE of that name."""
    node: exp.Expr | None = table.parent
    while node is not None:
        if isinstance(node, exp.Query) and any(
            cte.alias.lower() == table.name.lower() for cte in node.ctes
        ):
            return True
        node = node.parent
    return False


def _plain(error: SqlglotError) -> str:
    """Give the message without the terminal codes sqlglot underlines with."""
    return str(error).replace("\x1b[4m", "").replace("\x1b[0m", "")
