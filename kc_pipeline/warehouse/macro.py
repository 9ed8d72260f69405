"""A macro of the warehouse: a query with parameters, kept in the published file for its readers.

Those of ``assets/macros/<schema>/<name>.sql`` are read here, with a header as tables have; those
that follow from the section tables are made in ``section_macros``. Rows are never stored: a macro
is asked when it is called.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import duckdb

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.build import column_comment
from kc_pipeline.warehouse.declared_name import schema_and_name
from kc_pipeline.warehouse.front_matter import Entries, front_matter
from kc_pipeline.warehouse.quoting import identifier, literal
from kc_pipeline.warehouse.select_statement import portable
from kc_pipeline.warehouse.sql_asset import ColumnDoc, read_columns

_HEADER = (
    "title", "title_vi", "kind", "grain", "caveats", "example", "parameters", "columns",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """One macro: what it is called with and, of a table macro, the columns it gives."""

    schema: str
    name: str
    title: str
    title_vi: str
    grain: str
    example: str
    parameters: tuple[ColumnDoc, ...]
    columns: tuple[ColumnDoc, ...]
    sql: str
    place: str
    kind: Literal["table", "scalar"] = "table"
    caveats: str | None = None

    @property
    def qualified_name(self) -> str:
        """Give the name SQL calls it by, ``core.units_on``."""
        return f"{self.schema}.{self.name}"

    @property
    def call(self) -> str:
        """Give the name with its parameters."""
        return f"{self.qualified_name}({', '.join(p.name for p in self.parameters)})"


def load_macros(assets: Path) -> tuple[Macro, ...]:
    """Read every ``macros/<schema>/*.sql``; a DeclarationError names the file that is wrong."""
    paths = sorted((assets / "macros").glob("*/*.sql"))
    return tuple(_read(path.read_text(encoding="utf-8"), path) for path in paths)


def create_macros(connection: duckdb.DuckDBPyConnection, macros: Iterable[Macro]) -> None:
    """Create macros, each after those it calls, with a comment on each.

    Raises DeclarationError where the SQL fails or gives other columns than are documented.
    """
    for macro in _in_order(list(macros)):
        name = identifier(macro.schema, macro.name)
        parameters = ", ".join(parameter.name for parameter in macro.parameters)
        is_table = macro.kind == "table"
        body = f"table {macro.sql}" if is_table else f"({macro.sql})"
        try:
            connection.execute(f"create or replace macro {name}({parameters}) as {body}")
            kind = "macro table" if is_table else "macro"
            connection.execute(f"comment on {kind} {name} is {literal(macro_comment(macro))}")
            nulls = ", ".join(["null"] * len(macro.parameters))
            call = f"from {name}({nulls})" if is_table else f"select {name}({nulls})"
            given = [str(row[0]) for row in connection.execute(f"describe {call}").fetchall()]
        except (duckdb.ProgrammingError, duckdb.DataError) as error:
            raise DeclarationError(f"{macro.place}: the macro fails: {error}") from error
        documented = [column.name for column in macro.columns]
        if is_table and given != documented:
            raise DeclarationError(
                f"{macro.place}: the columns are {', '.join(given)}, not the documented ones, "
                f"{', '.join(documented)}"
            )


def macro_comment(macro: Macro) -> str:
    """Give all that is said of a macro as one text: a macro's columns have no comments."""
    told = [part for part in (macro.title, macro.grain, macro.caveats) if part]
    asked = "; ".join(f"{p.name}: {p.about}" for p in macro.parameters)
    given = "; ".join(f"{c.name}: {column_comment(c)}" for c in macro.columns)
    columns = [f"Columns: {given}"] if given else []
    return " – ".join([*told, f"Parameters: {asked}", *columns, f"Example: {macro.example}"])


@lru_cache(maxsize=64)
def _read(text: str, path: Path) -> Macro:
    """Read a text once a process, as those of tables are."""
    schema, name = schema_and_name(path)
    values, sql = front_matter(text, path)
    entries = Entries(values, str(path))
    entries.refuse_others(_HEADER)
    kind = entries.optional_text("kind") or "table"
    if kind not in ("table", "scalar"):
        raise DeclarationError(f"{path}: kind must be table or scalar, not {kind}")
    parameters = read_columns(entries, "parameters")
    if not parameters:
        raise DeclarationError(f"{path}: [parameters] is missing")
    return Macro(
        schema=schema,
        name=name,
        title=entries.text("title"),
        title_vi=entries.text("title_vi"),
        grain=entries.text("grain"),
        example=entries.text("example"),
        parameters=parameters,
        columns=read_columns(entries, "columns"),
        sql=portable(sql),
        place=str(path),
        kind="table" if kind == "table" else "scalar",
        caveats=entries.optional_text("caveats"),
    )


def _in_order(macros: Sequence[Macro]) -> list[Macro]:
    """Give each macro after those its SQL calls."""
    by_name = {macro.qualified_name: macro for macro in macros}
    ordered: dict[str, Macro] = {}

    def add(macro: Macro, waiting: tuple[str, ...]) -> None:
        if macro.qualified_name in waiting:
            raise DeclarationError(f"{macro.place}: macros call each other in a circle")
        for name, called in by_name.items():
            if name != macro.qualified_name and f"{name}(" in macro.sql.lower():
                add(called, (*waiting, macro.qualified_name))
        ordered.setdefault(macro.qualified_name, macro)

    for macro in macros:
        add(macro, ())
    return list(ordered.values())
