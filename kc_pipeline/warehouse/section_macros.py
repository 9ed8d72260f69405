"""Each section table for any range of years, as a macro: ``sections.section_3_technology_of``.

A macro is the very SQL of the section's table with the declared phases replaced by the one asked
for, so that there is one definition of every number. A section that reads computed figures cannot
be asked so; a macro of its own stands under ``assets/macros`` where it makes sense.
"""

from collections.abc import Collection
from functools import lru_cache

from sqlglot import exp, parse_one

from kc_pipeline.warehouse.kept_answers import ANSWERS
from kc_pipeline.warehouse.macro import Macro
from kc_pipeline.warehouse.select_statement import portable, syntax_tree
from kc_pipeline.warehouse.sql_asset import ColumnDoc, SqlAsset, SqlAssets

_SCHEMA = "sections"
_PARAMETERS = (
    ColumnDoc("first_year", "First year of the phase"),
    ColumnDoc("last_year", "Last year of the phase"),
)
_PHASE = (
    "select concat(first_year, '-', last_year) as phase, first_year::bigint as from_year, "
    "last_year::bigint as to_year, concat('Giai đoạn ', first_year, ' - ', last_year) as title_vi"
)


def section_macros(assets: SqlAssets) -> tuple[Macro, ...]:
    """One macro a section table whose SQL reads nothing but what is published and no figure."""
    sections = {asset.qualified_name for asset in assets.layer(_SCHEMA)}
    possible: set[str] = set()
    for asset in assets.in_order():
        if asset.schema == _SCHEMA and _is_possible(asset, sections, possible):
            possible.add(asset.qualified_name)
    return tuple(_macro(assets[name]) for name in sorted(possible))


def macro_name(table: str) -> str:
    """Give the name of the macro of a section table."""
    return f"{table}_of"


def _is_possible(asset: SqlAsset, sections: set[str], possible: Collection[str]) -> bool:
    return not any(
        name.startswith(("staging.", "reference.", "assessment."))
        or (name in sections and name not in possible)
        for name in asset.depends_on
    )


@lru_cache(maxsize=64)
def _macro(asset: SqlAsset) -> Macro:
    name = macro_name(asset.name)
    return Macro(
        schema=_SCHEMA,
        name=name,
        title=f"{asset.header.title}, for any range of years",
        title_vi=f"{asset.header.title_vi}, theo giai đoạn bất kỳ",
        grain=f"{asset.header.grain}; the phase is the one asked for",
        example=f"from {_SCHEMA}.{name}(2016, 2020)",
        parameters=_PARAMETERS,
        columns=asset.header.columns,
        sql=_of_one_phase(asset.sql),
        place=f"{asset.path}, as {name}",
        caveats=asset.header.caveats,
    )


def _of_one_phase(sql: str) -> str:
    """The SQL of a section over the one phase asked for instead of ``core.phases``."""
    (told,) = ANSWERS.of("one phase", sql, _rewritten)
    return told


def _rewritten(sql: str) -> list[str]:
    tree = syntax_tree(sql)
    for table in list(tree.find_all(exp.Table)):
        if (table.db, table.name) == ("core", "phases"):
            table.replace(_source(f"({_PHASE})", table.alias_or_name))
        elif table.db == _SCHEMA:
            call = f"{_SCHEMA}.{macro_name(table.name)}(first_year, last_year)"
            table.replace(_source(call, table.alias_or_name))
    return [portable(str(tree.sql(dialect="duckdb")))]


def _source(sql: str, alias: str) -> exp.Expr:
    """What stands in a from clause, as a tree."""
    query = parse_one(f"select 1 from {sql} as {alias}", dialect="duckdb")
    found: exp.Expr = query.args["from_"].this
    return found
