"""The cover facts of a submission: who reports, for which year, which version, with what plan.

They stand on a cover sheet, label and value in neighbouring cells, or in the block above a table,
in two cells or in one after the last colon. What follows from them is for `resolution`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from kc_pipeline.intake.dates import is_sensible_year, parse_date
from kc_pipeline.intake.forms import CoverForm
from kc_pipeline.intake.grid import CellValue, Sheet, address
from kc_pipeline.intake.money import (
    MoneyUnit,
    find_unit_line,
    parse_money,
    recognise_unit,
)
from kc_pipeline.intake.numbers import parse_count
from kc_pipeline.intake.reading import CoverFact
from kc_pipeline.intake.values import as_text
from kc_pipeline.intake.wording import same_key, split_unit, tidy
from kc_pipeline.rules.finding import Issue

_FURTHEST = 6
"""Columns from the end of a label to its value at most."""

_CODE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """A cover fact as it stands: the raw value, its cell, and a unit written in its label."""

    name: str
    value: CellValue
    sheet: str
    row_no: int
    cell: str
    unit: MoneyUnit | None


def written_facts(
    sheet: Sheet, form: CoverForm, *, before_row: int | None
) -> Iterator[WrittenFact]:
    """The facts that stand on a sheet, above `before_row` if that is given, from the top."""
    for row, cells in sheet.rows.items():
        if before_row is not None and row >= before_row:
            return
        for column, value in cells.items():
            if isinstance(value, str):
                yield from _fact_at(sheet, form, row, column, tidy(value))


def _fact_at(
    sheet: Sheet, form: CoverForm, row: int, column: int, text: str
) -> Iterator[WrittenFact]:
    label, unit = split_unit(text)
    name = form.labels.get(same_key(label))
    if name is not None:
        beside = _value_beside(sheet, form, row, column)
        if beside is not None:
            at, value = beside
            yield WrittenFact(name, value, sheet.name, row, address(row, at), _unit(unit))
        return
    before, colon, after = text.rpartition(":")
    label, unit = split_unit(before)
    name = form.labels.get(same_key(label)) if colon and after.strip() else None
    if name is not None:
        yield WrittenFact(name, after.strip(), sheet.name, row, address(row, column), _unit(unit))
        return
    version = form.version_in_title.search(text) if form.version_in_title else None
    if version is not None:
        yield WrittenFact("version", version[1], sheet.name, row, address(row, column), None)


def _value_beside(
    sheet: Sheet, form: CoverForm, row: int, column: int
) -> tuple[int, CellValue] | None:
    ends = (right for top, left, _, right in sheet.merges if (top, left) == (row, column))
    furthest = max(ends, default=column) + _FURTHEST
    for at, value in sheet.rows[row].items():
        if column < at <= furthest:
            is_label = isinstance(value, str) and same_key(split_unit(value)[0]) in form.labels
            return None if is_label else (at, value)
    return None


def _unit(written: str | None) -> MoneyUnit | None:
    return recognise_unit(written) if written else None


def read_facts(
    written: tuple[WrittenFact, ...], *, unit: MoneyUnit, epoch_1904: bool
) -> tuple[tuple[CoverFact, ...], tuple[Issue, ...]]:
    """The facts as canonical text, the first of each name, and an issue for each unreadable one.

    The money of the plan is in the unit of its label, else of the cover's own unit line, else in
    `unit`.
    """
    own = next(
        (u for f in written if f.name == "money_unit" and (u := unit_of(f.value)) is not None),
        unit,
    )
    facts: dict[str, CoverFact] = {}
    issues: list[Issue] = []
    for fact in written:
        if fact.name in facts:
            continue
        value = _canonical(fact, fact.unit or own, epoch_1904=epoch_1904)
        if value is None:
            issues.append(unreadable(fact))
        elif value:
            raw = as_text(fact.value)
            facts[fact.name] = CoverFact(fact.name, value, fact.sheet, fact.cell, raw)
    return tuple(facts.values()), tuple(issues)


def unit_of(value: CellValue) -> MoneyUnit | None:
    """The unit of money that a cover cell names, with or without its announcing words."""
    text = as_text(value)
    return recognise_unit(text) or find_unit_line(text)


def contradictions(ruling: tuple[CoverFact, ...], other: tuple[CoverFact, ...]) -> Iterator[Issue]:
    """An issue for each fact that another sheet's block tells differently.

    The unit of money is left out: every sheet has its own.
    """
    known = {fact.name: fact for fact in ruling if fact.name != "money_unit"}
    for fact in other:
        first = known.get(fact.name)
        if first is not None and same_key(first.value) != same_key(fact.value):
            yield Issue(
                "cover.contradicts_first_sheet",
                sheet=fact.sheet,
                cell=fact.cell,
                value=fact.raw,
                details={
                    "fact": fact.name,
                    "first_sheet": first.sheet,
                    "first_cell": first.cell,
                    "first_value": first.raw,
                },
            )


def unreadable(fact: WrittenFact) -> Issue:
    """The issue of a fact whose value says nothing that can be read."""
    return Issue(
        "cover.unreadable",
        sheet=fact.sheet,
        cell=fact.cell,
        value=as_text(fact.value),
        details={"fact": fact.name},
    )


def _canonical(fact: WrittenFact, unit: MoneyUnit, *, epoch_1904: bool) -> str | None:
    """The fact as canonical text; empty where the cell says "no value", None if unreadable."""
    if fact.name in _MONEY:
        money = parse_money(_plain(fact.value), unit)
        return None if money.problem else _text(money.vnd)
    if fact.name == "reported_on":
        day = parse_date(_datable(fact.value), epoch_1904=epoch_1904)
        return None if day.problem else _text(day.value)
    if fact.name in _COUNTS:
        return _count(fact)
    return _WORDED.get(fact.name, as_text)(fact.value)


def _count(fact: WrittenFact) -> str | None:
    number = parse_count(_digits(_plain(fact.value)))
    if number.problem is not None or number.value is None:
        return None if number.problem else ""
    count = int(number.value)
    is_possible = is_sensible_year(count) if fact.name == "year" else count >= _LEAST[fact.name]
    return str(count) if is_possible else None


def _plain(value: CellValue) -> str | float:
    return value if isinstance(value, str | int | float) else as_text(value)


def _datable(value: CellValue) -> str | float | date | None:
    return as_text(value) if isinstance(value, bool | time) else value


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _digits(value: str | float) -> str | float:
    """``Lần 2``, ``bổ sung lần thứ 2`` and ``Năm 2014.`` as numbers; anything else as it is."""
    if isinstance(value, str):
        found = _LAST_NUMBER.fullmatch(tidy(value).casefold())
        return found[1] if found else value
    return value


def _unit_code(value: CellValue) -> str:
    """A unit's code as text: Excel makes 61 of ``061``."""
    text = as_text(value)
    return text.zfill(_CODE_DIGITS) if text.isdigit() else text.upper()


_MONEY = frozenset({"plan_national_vnd", "plan_local_vnd"})
_LEAST = {"version": 1, "officers": 0, "collaborators": 0}
_COUNTS = frozenset({"year", *_LEAST})
_LAST_NUMBER = re.compile(r"(?:(?:.*\b)?lần|năm)?(?: thứ)? ?(\d+)[.,; ]*")
_WORDED: Mapping[str, Callable[[CellValue], str]] = {"unit_code": _unit_code}
