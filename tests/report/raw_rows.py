"""Rows of submissions by their headings, read from the cells and not by the pipeline's reader."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl.utils.cell import get_column_letter

from tests.report.raw_cells import cells_of, stands

LEGAL_FORMS = {"hợp tác xã": "htx", "công ty": "cty"}
_MARK = re.compile("[\u0300-\u036f]")

_HEADINGS = {
    "mã đề án": "project_code", "số hiệu đề án": "project_code",
    "địa điểm": "commune", "địa điểm xã phường": "commune",
    "cơ sở": "establishment", "cơ sở thụ hưởng": "establishment",
    "cơ sở tham gia": "establishment", "đơn vị thụ hưởng": "establishment",
    "mã số thuế đkkd": "registration_no",
    "cấp": "level", "năm bình chọn": "round_year",
}  # fmt: skip
_FEWEST = 2
"""Headings that a row has at least, to be the heading of a table with establishments."""


def folded(value: object) -> str:
    """A text without case, spacing and punctuation, the legal form of a name abbreviated.

    The marks of a word stand after its letters: ``hoà`` and ``hòa`` are one.
    """
    text = " ".join(re.sub(r"\W+", " ", unicodedata.normalize("NFC", str(value).lower())).split())
    for form, short in LEGAL_FORMS.items():
        text = text.replace(form, short)
    words = unicodedata.normalize("NFD", text).split()
    return " ".join(_MARK.sub("", word) + "".join(sorted(_MARK.findall(word))) for word in words)


def bare(text: str) -> str:
    """A folded text as one types it without Vietnamese letters."""
    return _MARK.sub("", text).replace("đ", "d")


def row(raw: Path, path: str, sheet: str, row_no: int) -> Mapping[str, str]:
    """What a row says under the headings above it that are known here; blank cells left out."""
    headings = _headings(raw, path, sheet)
    columns = headings[max((at for at in headings if at < row_no), default=0)]
    told = {name: stands(raw, path, sheet, f"{at}{row_no}") for name, at in columns.items()}
    return {name: str(value) for name, value in told.items() if value is not None}


@cache
def _headings(raw: Path, path: str, sheet: str) -> Mapping[int, Mapping[str, str]]:
    """The rows of a sheet that are headings: the letters of their columns by what they hold."""
    known = {folded(heading): name for heading, name in _HEADINGS.items()}
    found: dict[int, Mapping[str, str]] = {0: {}}
    for row_no, values in enumerate(cells_of(raw, path, sheet), start=1):
        texts = {get_column_letter(at): folded(text) for at, text in enumerate(values, start=1)}
        columns = {known[text]: at for at, text in texts.items() if text in known}
        if len(columns) >= _FEWEST:
            found[row_no] = columns
    return found
