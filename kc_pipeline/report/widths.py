"""How wide the columns of a printed table are: as declared, but never narrower than a word.

A year or an amount that is parted in its middle is misread; a phrase may go over several lines, but
a table whose phrases would go over too many asks for a page laid across.
Widths of letters are reckoned for Times New Roman; how cells look is said by ``word.styles``.
"""

from collections.abc import Iterable, Sequence

from kc_pipeline.report.model import RowKind, Runs, Table

UPRIGHT_MM = 165
"""What the margins of the form leave of the width of an upright page."""
_EM_MM = 12 * 25.4 / 72
"""The height of the letters of a cell, 12 points."""
_PADDING_MM = 4.2
"""What Word leaves free at both sides of a cell, and the lines."""
_MOST_LINES = 3
"""What a phrase may go over in a cell and still be read at a glance."""
_WIDE, _USUAL, _NARROW = 0.78, 0.52, 0.3
"""Widths of letters, in the height of the letters: capitals, others, marks between."""


def column_widths(table: Table, text_width_mm: float) -> tuple[float, ...]:
    """The widths in millimetres, adding up to the width of the text.

    A column too narrow for its longest word gets what that needs, and the others share the rest
    as declared. Where the words of all columns do not fit, each gets its share of what they need.
    """
    declared = [float(column.width) for column in table.columns]
    needed = [_needed(words) for words in _words(table)]
    if sum(needed) >= text_width_mm:
        return tuple(_shared(needed, text_width_mm))
    fixed: set[int] = set()
    while True:
        free = [place for place in range(len(declared)) if place not in fixed]
        rest = text_width_mm - sum(needed[place] for place in fixed)
        shares = dict(zip(free, _shared([declared[p] for p in free], rest), strict=True))
        narrow = {place for place, width in shares.items() if width < needed[place]}
        if not narrow:
            return tuple(shares.get(place, needed[place]) for place in range(len(declared)))
        fixed |= narrow


def asks_for_width(table: Table, text_width_mm: float) -> bool:
    """Whether its cells would go over too many lines within that width."""
    longest = [0.0] * len(table.columns)
    for row in table.rows:
        if row.kind is not RowKind.GROUP:
            told = (_width(_text(cell)) for cell in row.cells)
            longest = [max(pair) for pair in zip(longest, told, strict=True)]
    folded = (_PADDING_MM + width / _MOST_LINES for width in longest)
    needed = map(_needed, _words(table))
    return sum(map(max, folded, needed)) > text_width_mm


def _shared(parts: Sequence[float], whole: float) -> list[float]:
    return [whole * part / sum(parts) for part in parts]


def _words(table: Table) -> list[set[str]]:
    """The words of each column, its title among them; a group row goes over all columns."""
    words = [set(column.title.split()) for column in table.columns]
    for row in table.rows:
        if row.kind is not RowKind.GROUP:
            for found, cell in zip(words, row.cells, strict=True):
                found.update(_text(cell).split())
    return words


def _needed(words: Iterable[str]) -> float:
    return _PADDING_MM + max((_width(piece) for w in words for piece in _pieces(w)), default=0)


def _pieces(word: str) -> list[str]:
    """What no line end may part: Word parts a word after its hyphens."""
    *heads, last = word.split("-")
    return [f"{head}-" for head in heads] + [last]


def _width(piece: str) -> float:
    return _EM_MM * sum(
        _NARROW if c in ".,;:-()/" else _WIDE if c.isupper() or c in "mw%" else _USUAL
        for c in piece
    )


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
