"""Where a printed number is read, as text that says it and can be followed again.

``sections.content_coverage.projects[content_no=3, delivery=own]`` is a column of a table at a
slice; ``A / B`` is a share of two such places or figures, ``A - B`` what is left of one. Nothing is
read here: ``facts`` and ``evidence`` do that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_PLAIN = re.compile(r"[\w.\-]+")
_SLICE = re.compile(r"(\w+)=(?:'((?:[^']|'')*)'|([\w.\-]+))(?:, |$)")
_PLACE = re.compile(r"(\w+)\.([\w\-]+)\.(\w+)\[((?:'(?:[^']|'')*'|[^\]'])*)\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a table at a slice; the values of the slice as text."""

    schema: str
    table: str
    column: str
    where: Mapping[str, str]


def place(schema: str, table: str, column: str, **where: str | int) -> str:
    """The pointer to a column of a table at a slice."""
    named = ", ".join(f"{name}={_quoted(str(value))}" for name, value in where.items())
    return f"{schema}.{table}.{column}[{named}]"


def parsed(pointer: str) -> Place | None:
    """The place a pointer says; None for the name of a figure."""
    found = _PLACE.fullmatch(pointer)
    if found is None:
        return None
    where = {
        name: quoted.replace("''", "'") if quoted or not plain else plain
        for name, quoted, plain in _SLICE.findall(found[4])
    }
    return Place(found[1], found[2], found[3], where)


class Operation(StrEnum):
    """What is made of the two sides of a pointer."""

    SHARE = " / "
    REST = " - "


def terms(pointer: str) -> tuple[str, ...]:
    """The places or figures that a pointer is made of: one, or both sides of a share or a rest."""
    return _split(pointer)[1]


def operation(pointer: str) -> Operation | None:
    """What is made of both sides of a pointer; None for a single place or figure."""
    return _split(pointer)[0]


def _split(pointer: str) -> tuple[Operation | None, tuple[str, ...]]:
    for candidate in Operation:
        left, found, right = _apart(pointer, candidate)
        if found:
            return candidate, (left, right)
    return None, (pointer,)


def _apart(pointer: str, operator: str) -> tuple[str, bool, str]:
    """The sides of an operator that stands outside the slices."""
    slices = [found.span() for found in _PLACE.finditer(pointer)]
    at = pointer.find(operator)
    while at >= 0:
        if not any(begin < at < end for begin, end in slices):
            return pointer[:at], True, pointer[at + len(operator) :]
        at = pointer.find(operator, at + 1)
    return pointer, False, ""


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"
