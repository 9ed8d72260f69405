"""Column lineage as Dagster shows it: of published tables alone, the staged are no assets."""

from collections.abc import Mapping

import dagster as dg

from kc_pipeline.warehouse.kept_lineage import Lineage
from kc_pipeline.warehouse.sql_asset import SqlAssets


def lineage_for_dagster(
    found: Mapping[str, Lineage], assets: SqlAssets
) -> dict[str, dg.TableColumnLineage]:
    """The lineage by qualified name."""
    return {name: _of_table(lineage, assets) for name, lineage in found.items()}


def _of_table(lineage: Lineage, assets: SqlAssets) -> dg.TableColumnLineage:
    return dg.TableColumnLineage(
        deps_by_column={
            column: [
                dg.TableColumnDep(asset_key=dg.AssetKey(table.split(".")), column_name=source)
                for table, source in pairs
                if table in assets.by_name
            ]
            for column, pairs in lineage.items()
        }
    )
