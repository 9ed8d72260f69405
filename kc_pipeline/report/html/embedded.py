"""What the page knows beside its text: definitions and sources of its numbers, and its projects.

One JSON document: rows that serve several numbers stand in it once, and so do equal lists of rows.
Numbers are texts as they are shown; the page computes nothing.
"""

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from kc_pipeline.number_style import exact
from kc_pipeline.report.coverage import Coverage
from kc_pipeline.report.model import Evidence, Number, Report, SourceCell, SourceLine

_UNSAFE = re.compile("[<>&\u2028\u2029]")
_ROW = re.compile(r"[A-Z]+(\d+)")

_Row = tuple[int, str, str, str | None, int | None]
"""File, sheet and cell, raw text, and the project its row tells of; of a line of a list its list or
file, the part and the line, and what it says."""

_Behind = tuple[tuple[int, str | None], ...]
"""Rows, and what each gives."""


_Thing = TypeVar("_Thing", bound=Hashable)


class _Pool(Generic[_Thing]):
    """Things that are told once and referred to by their place."""

    def __init__(self) -> None:
        self._places: dict[_Thing, int] = {}

    def place(self, thing: _Thing) -> int:
        return self._places.setdefault(thing, len(self._places))

    @property
    def things(self) -> list[_Thing]:
        return list(self._places)


def embedded(report: Report) -> str:
    """The JSON of a report, safe within an element ``script``."""
    told = json.dumps(_told(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def _told(report: Report) -> Mapping[str, Any]:
    projects = {row: place for place, card in enumerate(report.projects) for row in card.rows}
    files: _Pool[str] = _Pool()
    rows: _Pool[_Row] = _Pool()
    lists: _Pool[_Behind] = _Pool()
    numbers = {}
    for number in _numbers(report):
        evidence = report.evidence[number.pointer]
        behind = tuple(
            (
                rows.place(
                    (
                        files.place(cell.path), cell.sheet, f"ô {cell.cell}", cell.raw,
                        projects.get((cell.path, cell.sheet, _row_no(cell.cell))),
                    )
                ),
                _given(cell),
            )
            for cell in sorted(evidence.cells, key=_in_order)
        )  # fmt: skip
        behind += tuple(
            (
                rows.place((files.place(line.path), line.part, line.line, line.told, None)),
                _given(line),
            )
            for line in evidence.lines
        )
        numbers[number.pointer] = _number(report, number, evidence, lists.place(behind))
    return {
        "files": files.things,
        "rows": rows.things,
        "lists": [_list(found) for found in lists.things],
        "numbers": numbers,
        "projects": [
            {"code": c.code, "title": c.title, "facts": c.facts, "rows": c.rows}
            for c in report.projects
        ],
    }


def _numbers(report: Report) -> Sequence[Number]:
    found = {number.pointer: number for number in report.numbers()}
    return [found[pointer] for pointer in sorted(found)]


def _number(report: Report, number: Number, evidence: Evidence, sources: int) -> Mapping[str, Any]:
    definition = report.definitions[number.pointer]
    contributions = evidence.contributions
    told = {
        "label": definition.label,
        "value": exact(number.value),
        "unit": definition.unit,
        "scope": definition.scope,
        "sources": sources,
        "adds": evidence.adds_up,
    }
    if contributions and evidence.adds_up:
        told["sum"] = exact(sum(contributions, Decimal(0)))
    if definition.about:
        told["about"] = definition.about
    if definition.read_from:
        told["others"] = definition.read_from
    if definition.coverage is not None:
        told["coverage"] = _coverage(definition.coverage)
    return told


def _coverage(coverage: Coverage) -> Mapping[str, Any]:
    return {
        "grade": coverage.grade,
        "words": coverage.words,
        "received": coverage.received,
        "due": coverage.due,
        "late": coverage.late,
        "held": coverage.held_rows,
    }


def _list(behind: _Behind) -> Mapping[str, Any]:
    """Rows with what each gives; where all give one, that is said once."""
    rows = [row for row, _ in behind]
    given = [contribution for _, contribution in behind]
    return {"rows": rows} if set(given) <= {"1"} else {"rows": rows, "given": given}


def _given(source: SourceCell | SourceLine) -> str | None:
    return None if source.contribution is None else exact(source.contribution)


def _in_order(cell: SourceCell) -> tuple[str, str, int, str]:
    """As one leafs through the files."""
    return cell.path, cell.sheet, _row_no(cell.cell), cell.cell


def _row_no(cell: str) -> int:
    found = _ROW.fullmatch(cell)
    return int(found[1]) if found else 0
