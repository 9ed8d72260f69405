"""Which schemas are published, which stay private to a build, and the declarations of the tables.

Apart from the consolidation, which makes them: who reads figures needs the declarations alone.
"""

from pathlib import Path

from kc_pipeline.warehouse.sql_asset import SqlAssets, load_sql_assets

PUBLISHED_SCHEMAS = ("core", "quality", "sections", "assessment")
PRIVATE_SCHEMAS = ("staging", "reference")


def load_published_assets(assets: Path) -> SqlAssets:
    """The SQL of every published table."""
    return load_sql_assets(assets, PUBLISHED_SCHEMAS, external=PRIVATE_SCHEMAS)
