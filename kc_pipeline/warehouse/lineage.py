"""Which columns a column of a table is made from, read from the SQL with sqlglot; nothing is run.

For the eye of whoever asks where a number comes from. The rows and cells behind a figure are the
business of ``figures``, the order of building that of ``sql_asset``.
"""

from collections.abc import Collection, Mapping

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.select_statement import syntax_tree
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets


def column_lineage(
    asset: SqlAsset,
    assets: SqlAssets,
    external: Mapping[str, Collection[str]] | None = None,
) -> dict[str, frozenset[tuple[str, str]]]:
    """Give for every column the ``(table, column)`` pairs of the tables the asset reads itself.

    ``external`` holds the columns of loaded tables by qualified name; without them a column
    written without its table may stay untraced, and is left out. A column made from nothing but
    constants or a count of rows has none. Raises DeclarationError where sqlglot gives up.
    """
    columns = {table.qualified_name: [c.name for c in table.header.columns] for table in assets}
    columns |= {name: list(names) for name, names in (external or {}).items()}
    schema = _schema(columns, asset.depends_on)
    try:
        statement = qualify(
            syntax_tree(asset.sql),
            dialect="duckdb",
            schema=schema,
            validate_qualify_columns=False,
        )
        _align_by_name(statement)
        scope = build_scope(statement)
        # All columns at once, of the one tree: for each by itself sqlglot copies it anew.
        nodes = lineage(
            None, statement, schema, scope=scope, dialect="duckdb", copy=False, trim_selects=False
        )
        return {column.name: _sources(nodes[column.name]) for column in asset.header.columns}
    except (SqlglotError, KeyError, ValueError) as error:
        raise DeclarationError(f"{asset.path}: no column lineage: {error}") from error


def _schema(columns: Mapping[str, Collection[str]], wanted: frozenset[str]) -> dict[str, object]:
    """Give sqlglot the tables it needs; it asks for types, which lineage does not look at."""
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for qualified_name in wanted & columns.keys():
        database, _, table = qualified_name.partition(".")
        schema.setdefault(database, {})[table] = dict.fromkeys(columns[qualified_name], "unknown")
    return dict(schema)


def _align_by_name(statement: exp.Expr) -> None:
    """Rewrite ``union by name`` to one by position, which is all sqlglot's lineage follows."""
    for union in reversed(list(statement.find_all(exp.SetOperation))):
        if not union.args.get("by_name"):
            continue
        sides = [_selects(union.this), _selects(union.expression)]
        named = [[column.alias_or_name for column in side[0].expressions] for side in sides]
        order = list(dict.fromkeys(named[0] + named[1]))
        for side, names in zip(sides, named, strict=True):
            for select in side:
                by_name = dict(zip(names, select.expressions, strict=True))
                select.set(
                    "expressions",
                    [by_name.get(name, exp.alias_(exp.null(), name)) for name in order],
                )


def _selects(query: exp.Expr) -> list[exp.Select]:
    """Give the plain selects a query is put together from, left to right."""
    if isinstance(query, exp.SetOperation):
        return [*_selects(query.this), *_selects(query.expression)]
    if isinstance(query, exp.Subquery):
        return _selects(query.this)
    if isinstance(query, exp.Select):
        return [query]
    raise ValueError(f"a union of {query.key} cannot be followed")


def _sources(column: Node) -> frozenset[tuple[str, str]]:
    """Give the columns of tables at the ends of the paths a column comes along."""
    found: set[tuple[str, str]] = set()
    for node in column.walk():
        table = node.source
        if isinstance(table, exp.Table) and table.db and not node.downstream:
            name = node.name.rpartition(".")[2].strip('"')
            found.add((f"{table.db}.{table.name}".lower(), name))
    return frozenset(found)
