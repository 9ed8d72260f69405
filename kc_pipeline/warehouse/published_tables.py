"""Which schemas are published, which stay private to a build, and the declarations of the tables.

Apart from the consolidation, which makes them: who reads figures needs the declarations alone.
"""

from pathlib import Path

from kc_pipeline.warehouse.macro import Macro, load_macros
from kc_pipeline.warehouse.section_macros import section_macros
from kc_pipeline.warehouse.sql_asset import SqlAssets, load_sql_assets

PUBLISHED_SCHEMAS = ("core", "quality", "sections", "assessment")
PRIVATE_SCHEMAS = ("staging", "reference")


def load_published_macros(assets: Path, sql: SqlAssets) -> tuple[Macro, ...]:
    """Every macro of the published file: those declared, and one a section table."""
    return (*load_macros(assets), *section_macros(sql))


def load_published_assets(assets: Path) -> SqlAssets:
    """The SQL of every published table."""
    return load_sql_assets(assets, PUBLISHED_SCHEMAS, external=PRIVATE_SCHEMAS)
