"""The names of a form's sheets and cover facts as a clerk should see them.

The reader compares by keys and keeps no spelling; the first one declared in ``assets/forms`` is
the one to print. Column headings are the reader's too and stand in `SheetForm.written`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.errors import DeclarationError


@dataclass(frozen=True, slots=True)
class FormWording:
    """The cover sheet's name, its labels by fact in their order, the sheets' names by table."""

    cover_sheet: str
    cover_labels: Mapping[str, str]
    sheets: Mapping[str, str]


def load_form_wording(folder: Path, form_id: str) -> FormWording:
    """The wording of a form that has a cover sheet. Raises DeclarationError if there is none."""
    for path in sorted(folder.glob("*.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        if declared.get("id") == form_id and declared["cover"].get("sheet"):
            return FormWording(
                cover_sheet=declared["cover"]["sheet"][0],
                cover_labels={f: words[0] for f, words in declared["cover"]["labels"].items()},
                sheets={table: sheet["names"][0] for table, sheet in declared["sheets"].items()},
            )
    raise DeclarationError(f"{folder}: no form {form_id} with a cover sheet")
