"""What all form tables share: the row's id, strictness, and their description as plain data.

The tables themselves stand one a module beside this one; rules over several columns of a row are
methods of their model, marked with `kc_pipeline.rules.row_rule`.
"""

from typing import Any

import pandera.pandas as pa
from pandera.typing import Index

from kc_pipeline.schemas.columns import Column, Table


class FormTable(pa.DataFrameModel):
    """Rows of one form table of all submissions; the index is the row's id in the staging table."""

    row_id: Index[int] = pa.Field(unique=True)

    class Config:
        """Parse first, then validate: nothing is coerced, no column may be missing or extra."""

        strict = True
        coerce = False
        name = ""
        title = ""

    @classmethod
    def table(cls) -> Table:
        """The table as plain data, for the reader and the staging SQL."""
        name, title_vi = cls.Config.name or "", cls.Config.title or ""
        columns = tuple(_column(name, column) for name, column in cls.to_schema().columns.items())
        return Table(name, title_vi, columns)


def _column(name: str, column: Any) -> Column:  # noqa: ANN401
    metadata = column.metadata
    return Column(
        name=name,
        kind=metadata["kind"],
        label_vi=column.title,
        heading_required=metadata["heading_required"],
        value_required=not column.nullable,
        code_list=metadata["code_list"],
        is_year=metadata["is_year"],
    )
