"""How cells of the workbook look: letters, borders, number formats. Nothing is written here."""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Times New Roman"
_Look = dict[str, str | int | bool]
_USUAL: _Look = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_KINDS: dict[str, _Look] = {
    "text": {"text_wrap": True, "border": 1},
    "line": {"border": 1},
    "number": {"align": "right", "border": 1},
    "total": {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#F2F2F2"},
    "total_number": {"bold": True, "align": "right", "border": 1, "bg_color": "#F2F2F2"},
    "group": {"bold": True, "border": 1},
    "heading": {
        "bold": True, "text_wrap": True, "border": 1, "align": "center", "bg_color": "#D9E2F3",
    },
    "title": {"bold": True, "font_size": 13},
    "caption": {"bold": True, "font_size": 12},
    "note": {"italic": True},
    "unit": {"italic": True, "align": "right"},
    "link": {"font_color": "#0563C1", "underline": 1, "border": 1},
}  # fmt: skip


class Looks:
    """The formats of one workbook, each made once; a number format is told by its decimals."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, int], Format] = {}

    def of(self, kind: str, decimals: int = 0) -> Format:
        """The format of a kind of cell; separators are those of the reader's own Excel."""
        key = (kind, decimals)
        if key not in self._made:
            look: _Look = {**_USUAL, **_KINDS[kind]}
            if "number" in kind:
                look["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]
