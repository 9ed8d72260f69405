"""What a column of a form table holds, as plain data.

The pandera models say it (`kc_pipeline.schemas.form_table`); the reader needs it without pandera,
in its child processes. Nothing here validates.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the text of a cell becomes a value."""

    TEXT = "text"
    PROJECT_CODE = "project_code"
    ESTABLISHMENT = "establishment"
    PLACE = "place"
    CODE = "code"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form table.

    ``heading_required`` rejects a sheet that has neither the heading nor a group row giving the
    value; ``value_required`` holds a row back that has no value. ``code_list`` names the list of
    ``assets/reference/codes.csv`` a coded value is looked up in. ``is_year`` says of a count that
    it is a year, which nobody adds up.
    """

    name: str
    kind: Kind
    label_vi: str
    heading_required: bool
    value_required: bool
    code_list: str | None = None
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the forms: its name in schemas and warehouse, and its columns in order."""

    name: str
    title_vi: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
