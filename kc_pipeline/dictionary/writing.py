"""Writing the dictionary beside the warehouse, whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from kc_pipeline.dictionary.entries import gather
from kc_pipeline.dictionary.page import page
from kc_pipeline.figures.catalogue import FigureCatalogue
from kc_pipeline.looking.replaced_file import replace_text
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.macro import Macro
from kc_pipeline.warehouse.publishing import open_warehouse
from kc_pipeline.warehouse.sql_asset import SqlAssets


def write_dictionary(
    project: Project, sql: SqlAssets, macros: Iterable[Macro], figures: FigureCatalogue
) -> Path:
    """Write the page on what is published; its path. Raises WarehouseMissing where nothing is."""
    with open_warehouse(project.warehouse) as connection:
        told = page(gather(project, connection, sql, macros, figures))
    replace_text(project.dictionary_page, told)
    return project.dictionary_page
