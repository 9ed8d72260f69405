"""Formulas in relative terms: what makes two of them the same one, copied down or across.

Excel's and OpenDocument's ways to write a reference are both taken; shown is always Excel's. No
formula is ever computed, and what a difference means is for `formula_forensics`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kc_pipeline.intake.grid import column_letter

LONGEST = 8_192
"""Excel's own limit; what is longer has no shape."""

_OPEN_DOCUMENT = re.compile(
    r"\[(?P<sheet>\$?(?:'(?:[^']|'')*+'|[^\[\].']++))?\.(?P<first>\$?[A-Z]{1,3}\$?[0-9]{1,7})"
    r"(?::(?:[^\[\].]*+)\.(?P<last>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?\]"
)
_REFERENCE = r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})"
_PIECE = re.compile(
    # A text; or a sheet's name, if need be, and one cell or a range: no part of a longer word.
    r'(?P<text>(?<!")"(?:[^"]|"")*+")'
    r"|(?<![\w.$'\[\]])(?P<sheet>(?:'(?:[^']|'')*+'|[\w.$\[\]]++)!)?"
    rf"(?P<first>{_REFERENCE})(?::(?P<last>{_REFERENCE}))?(?![\w(!.])"
)
_ONE = re.compile(_REFERENCE)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A cell as a formula names it, and which of its parts stay when the formula is copied."""

    row: int
    column: int
    row_stays: bool
    column_stays: bool


def shown(formula: str) -> str:
    """The formula as Excel would show it."""
    return _OPEN_DOCUMENT.sub(_in_excel, formula) if "[" in formula else formula


def shape(formula: str, row: int, column: int) -> str | None:
    """The formula at a cell in relative terms; None if it is not known.

    Two formulas have the same shape when either is what copying the other to its cell gives.
    """

    def relative(reference: _Reference) -> str:
        down = f"R{reference.row}" if reference.row_stays else f"R[{reference.row - row}]"
        right = (
            f"C{reference.column}" if reference.column_stays else f"C[{reference.column - column}]"
        )
        return down + right

    if formula == "=" or len(formula) > LONGEST:
        return None
    return _rewritten(formula, relative)


def copied(formula: str, here: tuple[int, int], there: tuple[int, int]) -> str:
    """What a formula becomes when it is copied from one cell to another; ``#REF!`` off the edge."""
    down, right = there[0] - here[0], there[1] - here[1]

    def moved(reference: _Reference) -> str:
        row = reference.row + (0 if reference.row_stays else down)
        column = reference.column + (0 if reference.column_stays else right)
        if row < 1 or column < 1:
            return "#REF!"
        pinned_column, pinned_row = ("$" * reference.column_stays, "$" * reference.row_stays)
        return f"{pinned_column}{column_letter(column)}{pinned_row}{row}"

    return _rewritten(formula, moved)


def rows_of_column(formula: str, column: int) -> Iterator[range]:
    """The rows of a column of the formula's own sheet that it names, one range after the other."""
    if len(formula) > LONGEST:
        return
    for piece in _PIECE.finditer(shown(formula)):
        if piece["text"] is not None or piece["sheet"] is not None:
            continue
        first, last = _read(piece["first"]), _read(piece["last"] or piece["first"])
        if first.column <= column <= last.column or last.column <= column <= first.column:
            yield range(min(first.row, last.row), max(first.row, last.row) + 1)


def _rewritten(formula: str, write: Callable[[_Reference], str]) -> str:
    def piece(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return found["text"]
        last = f":{write(_read(found['last']))}" if found["last"] else ""
        return (found["sheet"] or "") + write(_read(found["first"])) + last

    return _PIECE.sub(piece, shown(formula))


def _read(written: str) -> _Reference:
    match = _ONE.fullmatch(written)
    if match is None:
        raise ValueError(f"no reference: {written!r}")
    column_stays, letters, row_stays, row = match.groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return _Reference(int(row), column, bool(row_stays), bool(column_stays))


def _in_excel(found: re.Match[str]) -> str:
    sheet = f"{found['sheet'].removeprefix('$')}!" if found["sheet"] else ""
    return sheet + found["first"] + (f":{found['last']}" if found["last"] else "")
