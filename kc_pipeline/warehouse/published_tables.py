"""Which schemas are published, which stay private to a build, and the declarations of the tables.

Apart from the consolidation, which makes them: who reads figures needs the declarations alone.
"""

from dataclasses import replace
from pathlib import Path

from kc_pipeline.warehouse.macro import Macro, load_macros
from kc_pipeline.warehouse.section_macros import section_macros
from kc_pipeline.warehouse.sql_asset import SqlAssets, load_sql_assets
from kc_pipeline.warehouse.vocabulary import load_vocabulary, with_words

PUBLISHED_SCHEMAS = ("core", "quality", "sections", "assessment")
PRIVATE_SCHEMAS = ("staging", "reference")


def load_published_assets(assets: Path) -> SqlAssets:
    """The SQL of every published table, each column with its Vietnamese words."""
    words = load_vocabulary(assets)
    read = load_sql_assets(assets, PUBLISHED_SCHEMAS, external=PRIVATE_SCHEMAS)
    return SqlAssets(
        {
            asset.qualified_name: replace(
                asset,
                header=replace(
                    asset.header, columns=with_words(asset.header.columns, words, str(asset.path))
                ),
            )
            for asset in read.in_order()
        }
    )


def load_published_macros(assets: Path, sql: SqlAssets) -> tuple[Macro, ...]:
    """Every macro of the published file: those declared, and one a section table."""
    words = load_vocabulary(assets)
    return tuple(
        replace(
            macro,
            parameters=with_words(macro.parameters, words, macro.qualified_name),
            columns=with_words(macro.columns, words, macro.qualified_name),
        )
        for macro in (*load_macros(assets), *section_macros(sql))
    )
