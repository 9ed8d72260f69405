"""The tables as assets: a multi-asset a layer, an asset a SQL file, checks from its header."""

from collections.abc import Iterator, Mapping, Sequence

import dagster as dg
import duckdb

from kc_pipeline.consolidation import Built, Consolidation
from kc_pipeline.orchestration.column_lineage import lineage_for_dagster
from kc_pipeline.orchestration.intake import STAGED_ROWS
from kc_pipeline.orchestration.markdown_tables import markdown_table
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.orchestration.table_checks import check_results, check_specs
from kc_pipeline.warehouse.build import column_comment
from kc_pipeline.warehouse.kept_lineage import KeptLineage
from kc_pipeline.warehouse.published_tables import PUBLISHED_SCHEMAS
from kc_pipeline.warehouse.quoting import identifier
from kc_pipeline.warehouse.sql_asset import ColumnDoc, SqlAsset

LAYERS = PUBLISHED_SCHEMAS

_PREVIEW_ROWS = 5
_PREVIEW_COLUMNS = 10

_DOING = {
    "core": "Building the core tables",
    "quality": "Building the tables on quality",
    "sections": "Building the sections of the assessment",
    "assessment": "Computing figures and their sources",
}


def table_assets(consolidation: Consolidation) -> list[dg.AssetsDefinition]:
    """One definition a layer."""
    lineage = KeptLineage(consolidation.sql, consolidation.project.column_lineage)
    return [_layer(consolidation, layer, lineage) for layer in LAYERS]


def asset_key(qualified_name: str) -> dg.AssetKey:
    """``core.projects`` is the asset core / projects."""
    return dg.AssetKey(qualified_name.split("."))


def last_tables(consolidation: Consolidation) -> list[dg.AssetKey]:
    """The tables that no other is made from: when they are there, all are."""
    specs = [spec for layer in LAYERS for spec in _specs(consolidation, layer)]
    read = {dep.asset_key for spec in specs for dep in spec.deps}
    return [
        asset_key(table.qualified_name)
        for table in consolidation.sql
        if asset_key(table.qualified_name) not in read
    ]


def _layer(consolidation: Consolidation, layer: str, lineage: KeptLineage) -> dg.AssetsDefinition:
    tables = list(consolidation.layer(layer))

    @dg.multi_asset(
        name=f"{layer}_tables",
        specs=_specs(consolidation, layer),
        check_specs=[spec for table in tables for spec in check_specs(table)],
        backfill_policy=dg.BackfillPolicy.single_run(),
        retry_policy=RETRIES,
    )
    def build_layer(
        context: dg.AssetExecutionContext, private_build: dg.ResourceParam[PrivateBuild]
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        context.log.info(_DOING[layer])
        with final_when_ours():
            _ = private_build.submissions
            with private_build.open() as connection:
                built = consolidation.build(connection, layer)
                types = _column_types(connection)
                previews = {b.asset.qualified_name: _preview(connection, b.asset) for b in built}
        private_build.built.add(layer)
        columns = lineage_for_dagster(lineage.of(tables), consolidation.sql)
        for table in built:
            private_build.failed_checks += [c for c in table.checks if not c.passed]
            preview = previews[table.asset.qualified_name]
            yield _materialised(table, types, columns, preview)
            yield from check_results(table)

    return build_layer


def _specs(consolidation: Consolidation, layer: str) -> list[dg.AssetSpec]:
    computed_from = _read_by_figures(consolidation) if layer == "assessment" else [STAGED_ROWS]
    return [
        dg.AssetSpec(
            key=asset_key(table.qualified_name),
            deps=_needs(table, consolidation, computed_from),
            description=_described(table),
            # By layer: a table made from figures stands after them, whatever its schema.
            group_name=layer,
            kinds={"duckdb", "sql", table.header.kind},
        )
        for table in consolidation.layer(layer)
    ]


def _needs(
    table: SqlAsset, consolidation: Consolidation, computed_from: Sequence[dg.AssetKey]
) -> list[dg.AssetKey]:
    """The tables its SQL reads; for what is loaded and not made by SQL, what that comes from."""
    made = [asset_key(n) for n in sorted(table.depends_on) if n in consolidation.sql.by_name]
    is_loaded = len(made) < len(table.depends_on)
    return [*made, *(key for key in computed_from if is_loaded and key not in made)] or [
        # A table made from nothing still belongs to a build.
        STAGED_ROWS
    ]


def _read_by_figures(consolidation: Consolidation) -> list[dg.AssetKey]:
    """What the computed figures come from: section tables, and the cells behind them."""
    entries = consolidation.assessor.figures.entries
    sections = sorted({f"sections.{entry.figure.table}" for entry in entries})
    return [asset_key(name) for name in (*sections, "quality.cells")]


def _described(table: SqlAsset) -> str:
    header = table.header
    caveats = f"\n\n*Mind:* {header.caveats}." if header.caveats else ""
    return f"**{header.title}** – {header.title_vi}\n\nGrain: {header.grain}.{caveats}"


def _column_description(column: ColumnDoc) -> str:
    return column_comment(column)


def _column_types(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], str]:
    found = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database()"
    ).fetchall()
    return {(table, column): data_type for table, column, data_type in found}


def _preview(connection: duckdb.DuckDBPyConnection, table: SqlAsset) -> dg.MetadataValue:
    """The first rows; of a wide table the first columns."""
    names = [column.name for column in table.header.columns][:_PREVIEW_COLUMNS]
    columns = ", ".join(identifier(name) for name in names)
    rows = connection.execute(
        f"select {columns} from {identifier(table.schema, table.name)} limit {_PREVIEW_ROWS}"
    ).fetchall()
    return markdown_table(names, rows)


def _materialised(
    built: Built,
    types: Mapping[tuple[str, str], str],
    lineage: Mapping[str, dg.TableColumnLineage],
    preview: dg.MetadataValue,
) -> dg.MaterializeResult[None]:
    table = built.asset
    columns = [
        dg.TableColumn(
            name=column.name,
            type=types[table.qualified_name, column.name].lower(),
            description=_column_description(column),
            constraints=dg.TableColumnConstraints(
                nullable=not column.not_null, unique=table.header.keys == (column.name,)
            ),
        )
        for column in table.header.columns
    ]
    metadata: dict[str, int | str | dg.TableSchema | dg.TableColumnLineage | dg.MetadataValue] = {
        "dagster/row_count": built.rows,
        "preview": preview,
        "dagster/table_name": table.qualified_name,
        "dagster/column_schema": dg.TableSchema(columns=columns),
    }
    if table.qualified_name in lineage:
        metadata["dagster/column_lineage"] = lineage[table.qualified_name]
    return dg.MaterializeResult(asset_key=asset_key(table.qualified_name), metadata=metadata)
