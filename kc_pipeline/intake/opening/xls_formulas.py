"""The formulas of an xls sheet, from the records that xlrd reads and does not hand out.

xlrd can spell out the tokens of a formula; here stands where those tokens are. A formula that it
cannot spell out is told as ``=`` alone. Excel before 5 wrote other records: its formulas are not
told at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from
from typing import Any

from xlrd.book import Book
from xlrd.formula import FMLA_TYPE_CELL, FMLA_TYPE_SHARED, decompile_formula

_EXCEL_5 = 50
_FORMULA, _SHARED, _BEGIN, _END = 0x0006, 0x04BC, 0x0809, 0x000A
_IN_A_GROUP = b"\x01"
"""The token of a cell whose formula stands with the first cell of its group."""

_LONGEST = 1_800
"""Bytes of tokens that Excel allowed a formula; xlrd's time grows with their square."""

_HEAD = 4
_TOKENS_AT = {_FORMULA: 22, _SHARED: 10}
"""Where a record's tokens begin; their length stands in the two bytes before."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What a formula is made of; of a group's, references are told from the cell's own place."""

    encoded: bytes
    kind: int

    @property
    def group(self) -> Place | None:
        """The first cell of the group whose formula the cell has; None if it has its own."""
        if self.encoded[:1] != _IN_A_GROUP or len(self.encoded) < len(_IN_A_GROUP) + _HEAD:
            return None
        row, column = unpack_from("<HH", self.encoded, 1)
        return row, column


def formulas_of(book: Book, number: int) -> Iterator[tuple[int, int, str]]:
    """Row, column (counted from 0) and formula of each cell of a sheet that has one."""
    if book.biff_version < _EXCEL_5:
        return
    cells: dict[Place, _Tokens] = {}
    groups: dict[Place, _Tokens] = {}
    last: Place = (0, 0)
    for record, body in _records(book, number):
        if record == _FORMULA:
            row, column = last = unpack_from("<HH", body)
            cells[row, column] = _tokens(record, body, FMLA_TYPE_CELL)
        else:
            groups[last] = _tokens(record, body, FMLA_TYPE_SHARED)
    for place, own in cells.items():
        tokens = own if own.group is None else groups.get(own.group)
        yield (*place, _spelt(book, tokens, place) if tokens else "=")


def _tokens(record: int, body: bytes, kind: int) -> _Tokens:
    begin = _TOKENS_AT[record]
    (length,) = unpack_from("<H", body, begin - 2)
    return _Tokens(body[begin : begin + length], kind)


def _records(book: Book, number: int) -> Iterator[tuple[int, bytes]]:
    """The whole records of one sheet that hold formulas, without those of a chart within it."""
    data = book.mem or b""
    untyped: Any = book
    at = untyped._sh_abs_posn[number]  # noqa: SLF001  # xlrd tells a sheet's place nowhere else
    depth = 0
    while at + _HEAD <= len(data):
        record, size = unpack_from("<HH", data, at)
        if record == _BEGIN:
            depth += 1
        elif record == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and size >= _TOKENS_AT.get(record, size + 1):
            yield record, bytes(data[at + _HEAD : at + _HEAD + size])
        at += _HEAD + size


def _spelt(book: Book, tokens: _Tokens, place: Place) -> str:
    length = len(tokens.encoded)
    if length > _LONGEST:
        return "="
    try:
        text = decompile_formula(book, tokens.encoded, length, tokens.kind, *place)
    except Exception:  # noqa: BLE001  # it raises a dozen others than the one it declares
        return "="
    return f"={text}" if text else "="
