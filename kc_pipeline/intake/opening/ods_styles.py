"""What the styles of an ods say about values: fonts, and which tables are not shown.

Collected from XML events while `ods` walks ``styles.xml`` and ``content.xml``.
"""

from dataclasses import dataclass

from kc_pipeline.intake.opening.limits import Budget
from kc_pipeline.intake.opening.stored_text import legacy_font
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{_URN}{name}:1.0 " for name in ("office", "table", "text", "style"))
FO = f"{_URN}xsl-fo-compatible:1.0 "
SVG = f"{_URN}svg-compatible:1.0 "

_LONGEST_CHAIN = 20


@dataclass(slots=True)
class _Style:
    parent: str | None
    font_name: str | None = None
    font_family: str | None = None
    displayed: bool | None = None


class OdsStyles:
    """The styles seen so far, by family and name."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._faces: dict[str, str] = {}
        self._styles: dict[tuple[str, str], _Style] = {}
        self._current: _Style | None = None
        self._fonts: dict[tuple[str, str | None], str | None] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins, whichever it is."""
        if name.startswith(STYLE):
            self._budget.style(local_name(name))
        if name == STYLE + "font-face":
            family = attributes.get(SVG + "font-family", "").strip("'\"")
            self._faces[attributes.get(STYLE + "name", "")] = family
        elif name in (STYLE + "style", STYLE + "default-style"):
            key = (
                attributes.get(STYLE + "family", ""),
                attributes.get(STYLE + "name", ""),
            )
            default = "" if name == STYLE + "style" else None
            self._current = _Style(attributes.get(STYLE + "parent-style-name", default))
            self._styles[key] = self._current
        elif name == STYLE + "text-properties" and self._current is not None:
            self._current.font_name = attributes.get(STYLE + "font-name")
            self._current.font_family = attributes.get(FO + "font-family")
        elif name == STYLE + "table-properties" and self._current is not None:
            self._current.displayed = attributes.get(TABLE + "display", "true") != "false"

    def end(self, name: str) -> None:
        """An element ends."""
        if name in (STYLE + "style", STYLE + "default-style"):
            self._current = None

    def font(self, family: str, name: str | None) -> str | None:
        """The font of a style of a family, inherited if need be; None if no style names one."""
        key = (family, name)
        if key not in self._fonts:
            self._fonts[key] = self._search_font(family, name)
        return self._fonts[key]

    def legacy_cell_font(self, name: str | None) -> str | None:
        """The font of a cell style if its text needs decoding."""
        return legacy_font(self.font("table-cell", name or ""))

    def shows_table(self, name: str | None) -> bool:
        """Whether a table of that style is shown."""
        style = self._styles.get(("table", name or ""))
        return style is None or style.displayed is not False

    def _search_font(self, family: str, name: str | None) -> str | None:
        for _ in range(_LONGEST_CHAIN):
            if name is None:
                return None
            # A style nobody defines, and a cell without one, look as the default says.
            style = self._styles.get((family, name), _Style("" if name else None))
            if style.font_name:
                return self._faces.get(style.font_name) or style.font_name
            if style.font_family:
                return style.font_family.strip("'\"")
            name = style.parent
        return None
