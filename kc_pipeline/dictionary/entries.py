"""All that the dictionary tells, gathered from the declarations and the published file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from kc_pipeline.dictionary.form_columns import Heading, headings, rules_by_column
from kc_pipeline.dictionary.tracing import Column, Traces, trace
from kc_pipeline.figures.catalogue import FigureCatalogue
from kc_pipeline.intake.forms import load_forms
from kc_pipeline.paths import Project
from kc_pipeline.rules.cross_rules import load_cross_rules
from kc_pipeline.rules.rule import Rule
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.dictionary import SCHEMAS, refers_to
from kc_pipeline.warehouse.kept_lineage import KeptLineage
from kc_pipeline.warehouse.macro import Macro
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.sql_asset import ColumnDoc, SqlAsset, SqlAssets


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEntry:
    """One column or parameter."""

    doc: ColumnDoc
    is_key: bool = False
    type: str = ""
    example: str | None = None
    refers_to: str | None = None
    headings: tuple[Heading, ...] = ()
    rules: tuple[Rule, ...] = ()
    before: tuple[Column, ...] = ()
    after: tuple[Column, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One table, view or macro."""

    name: str
    call: str
    kind: str
    title: str
    title_vi: str
    grain: str
    caveats: str | None
    example: str | None
    columns: tuple[ColumnEntry, ...]
    parameters: tuple[ColumnEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemaEntries:
    """A schema and what is in it."""

    name: str
    about: str
    about_vi: str
    entries: tuple[Entry, ...]


def gather(
    project: Project,
    connection: duckdb.DuckDBPyConnection,
    sql: SqlAssets,
    macros: Iterable[Macro],
    figures: FigureCatalogue,
) -> tuple[SchemaEntries, ...]:
    """The entries by schema; ``connection`` reads the published file."""
    lineage = KeptLineage(sql, project.column_lineage).of(sql.in_order())
    told = _Told(
        trace(lineage, [entry.figure for entry in figures.entries]),
        headings(load_forms(project.assets / "forms", tables())),
        rules_by_column(load_cross_rules(project.assets)),
        _types(connection),
        connection,
    )
    called = sorted(macros, key=lambda macro: macro.name)
    return tuple(
        SchemaEntries(
            schema,
            about,
            about_vi,
            (
                *(told.table(a) for a in sorted(sql.layer(schema), key=lambda a: a.name)),
                *(_macro(macro) for macro in called if macro.schema == schema),
            ),
        )
        for schema, (about, about_vi) in SCHEMAS.items()
    )


@dataclass(frozen=True, slots=True)
class _Told:
    traces: Traces
    headings: Mapping[Column, tuple[Heading, ...]]
    rules: Mapping[Column, tuple[Rule, ...]]
    types: Mapping[Column, str]
    connection: duckdb.DuckDBPyConnection

    def table(self, asset: SqlAsset) -> Entry:
        header = asset.header
        examples = _examples(self.connection, asset)
        return Entry(
            name=asset.qualified_name,
            call=asset.qualified_name,
            kind=header.kind,
            title=header.title,
            title_vi=header.title_vi,
            grain=header.grain,
            caveats=header.caveats,
            example=None,
            columns=tuple(self._column(asset, c, examples.get(c.name)) for c in header.columns),
        )

    def _column(self, asset: SqlAsset, doc: ColumnDoc, example: str | None) -> ColumnEntry:
        column = (asset.qualified_name, doc.name)
        sources = self.traces.form_columns(column)
        return ColumnEntry(
            doc=doc,
            is_key=doc.name in asset.header.keys,
            type=self.types.get(column, ""),
            example=example,
            refers_to=refers_to(doc),
            headings=tuple(h for source in sources for h in self.headings.get(source, ())),
            rules=tuple(
                {r.code: r for source in sources for r in self.rules.get(source, ())}.values()
            ),
            before=self.traces.before.get(column, ()),
            after=self.traces.after.get(column, ()),
            figures=self.traces.of_figures(column),
        )


def _macro(macro: Macro) -> Entry:
    return Entry(
        name=macro.qualified_name,
        call=macro.call,
        kind="macro",
        title=macro.title,
        title_vi=macro.title_vi,
        grain=macro.grain,
        caveats=macro.caveats,
        example=macro.example,
        columns=tuple(ColumnEntry(doc=c, refers_to=refers_to(c)) for c in macro.columns),
        parameters=tuple(ColumnEntry(doc=c) for c in macro.parameters),
    )


def _types(connection: duckdb.DuckDBPyConnection) -> dict[Column, str]:
    found = connection.execute("""
        select schema_name || '.' || table_name, column_name, lower(data_type)
        from duckdb_columns() where database_name = current_database()
    """).fetchall()
    return {(table, column): type_ for table, column, type_ in found}


def _examples(connection: duckdb.DuckDBPyConnection, asset: SqlAsset) -> dict[str, str]:
    """The middle value of each column, the same in every run; none of an empty column."""
    names = [column.name for column in asset.header.columns]
    middles = ", ".join(f"quantile_disc({identifier(name)}, 0.5)::varchar" for name in names)
    row: tuple[Any, ...] = (
        connection.execute(
            f"select {middles} from {identifier(asset.schema, asset.name)}"
        ).fetchone()
        or ()
    )
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}
