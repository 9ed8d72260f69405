"""Formulas that an xlsx spells out once for a whole range of cells.

The first cell of a group has the text, the others only the group's number.
"""

from collections.abc import Callable

from kc_pipeline.intake.grid import address

LONGEST = 8_192
"""Excel's own limit; a longer one is not worked out for the other cells."""


class SharedFormulas:
    """The groups of one sheet."""

    def __init__(self) -> None:
        self._firsts: dict[str, tuple[str, str]] = {}
        self._movers: dict[str, Callable[[str], str]] = {}

    def formula(self, group: str, text: str, row: int, column: int) -> str:
        """The formula at a cell of a group; ``""`` where the file leaves it unknown."""
        here = address(row, column)
        if text:
            self._firsts[group] = (text, here)
            self._movers.pop(group, None)
            return text
        if group not in self._firsts or len(self._firsts[group][0]) > LONGEST:
            return ""
        if group not in self._movers:
            self._movers[group] = _mover(*self._firsts[group])
        return self._movers[group](here)


def _mover(text: str, origin: str) -> Callable[[str], str]:
    """Gives the formula for any cell of the group, ``""`` where it cannot stand."""
    # Imported here: half a second, and most workbooks have no shared formula.
    from openpyxl.formula.tokenizer import TokenizerError  # noqa: PLC0415
    from openpyxl.formula.translate import Translator, TranslatorError  # noqa: PLC0415

    def nowhere(_here: str) -> str:
        return ""

    try:
        translator = Translator(text, origin)
    except (TokenizerError, ValueError):
        return nowhere

    def move(here: str) -> str:
        try:
            return str(translator.translate_formula(here))
        except (TranslatorError, ValueError):
            return ""

    return move
