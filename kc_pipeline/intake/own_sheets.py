"""The names of the sheets that templates and annotated copies add: they are never data.

Making them is for `kc_pipeline.feedback`; the reader passes them over.
"""

import re

from kc_pipeline.intake.wording import same_key

FEEDBACK_SHEET = "Góp ý"
"""The list of findings in an annotated copy."""

GUIDE_SHEET = "Hướng dẫn"
"""How to fill in a template."""

LISTS_SHEET = "Danh mục"
"""The code lists behind a template's drop-down lists."""

OWN_SHEETS = (FEEDBACK_SHEET, GUIDE_SHEET, LISTS_SHEET)

_KEYS = frozenset(map(same_key, OWN_SHEETS))
_COPY_NUMBER = re.compile(r" ?\(?\d+\)?$")


def is_own_sheet(name: str) -> bool:
    """Whether a sheet of that name is one of `OWN_SHEETS`, or a numbered copy: ``Góp ý (2)``."""
    return same_key(_COPY_NUMBER.sub("", name)) in _KEYS
