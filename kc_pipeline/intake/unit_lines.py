"""The unit of money of a sheet: from its unit line, else the cover, else the form.

A unit in a heading wins for its column and is taken there. Two lines on one sheet that disagree
reject the sheet.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.grid import Sheet, address
from kc_pipeline.intake.headings import Heading
from kc_pipeline.intake.money import MoneyUnit, find_unit_line, recognise_unit
from kc_pipeline.intake.reading import Fate
from kc_pipeline.intake.row_kinds import ClassedRow
from kc_pipeline.rules.finding import Issue
from kc_pipeline.schemas.columns import Kind, Table

_LOOSE = frozenset({Fate.PREAMBLE, Fate.NOTE, Fate.SIGNATURE})
"""Rows that are no part of the table."""

UNIT_NAMES = {
    MoneyUnit.DONG: "đồng",
    MoneyUnit.THOUSAND: "nghìn đồng",
    MoneyUnit.MILLION: "triệu đồng",
    MoneyUnit.BILLION: "tỷ đồng",
}


class CoverUnit(Protocol):
    """What the workbook says of its unit of money."""

    @property
    def form(self) -> Form:
        """The form, with the unit it supposes."""

    @property
    def cover_unit(self) -> MoneyUnit | None:
        """The unit the cover names, if any."""

    @property
    def cover_unit_cell(self) -> str | None:
        """The cell it stands in, with its sheet."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A line that announces a unit of money, and its cell."""

    unit: MoneyUnit
    cell: str
    written: str


@dataclass(frozen=True, slots=True)
class SettledUnit:
    """The unit of a sheet, what was noticed, and the code that rejects the sheet if any."""

    unit: MoneyUnit
    issues: tuple[Issue, ...]
    rejected: str | None


def unit_lines(sheet: Sheet, rows: Collection[int]) -> Iterator[UnitLine]:
    """The lines in those rows that announce a unit of money, in one cell or in two."""
    for row, cells in sheet.rows.items():
        if row not in rows:
            continue
        texts = [(column, value) for column, value in cells.items() if isinstance(value, str)]
        for place, (column, text) in enumerate(texts):
            unit = find_unit_line(text)
            if unit is None and place + 1 < len(texts) and recognise_unit(texts[place + 1][1]):
                unit = find_unit_line(f"{text.rstrip(' :')}: {texts[place + 1][1]}")
            if unit is not None:
                yield UnitLine(unit, address(row, column), text)


def settle_unit(
    sheet: Sheet,
    heading: Heading,
    table: Table,
    workbook: CoverUnit,
    classed: Sequence[ClassedRow],
) -> SettledUnit:
    """The unit of money that holds for a sheet's columns without a unit of their own.

    A line under the table counts as well as one above it.
    """
    rows = {row.fate.row_no for row in classed if row.fate.fate in _LOOSE}
    lines = tuple(unit_lines(sheet, rows))
    if len({line.unit for line in lines}) > 1:
        issues = tuple(_disagreeing(sheet, lines))
        return SettledUnit(lines[0].unit, issues, issues[0].code)
    if lines:
        return SettledUnit(lines[0].unit, tuple(_against_cover(sheet, lines[0], workbook)), None)
    if workbook.cover_unit is not None:
        return SettledUnit(workbook.cover_unit, (), None)
    unit = workbook.form.money_unit
    return SettledUnit(unit, tuple(_assumed(sheet, heading, table, workbook.form)), None)


def _disagreeing(sheet: Sheet, lines: Sequence[UnitLine]) -> Iterator[Issue]:
    """An issue at each line, naming all of them."""
    details = {
        "cells": ", ".join(line.cell for line in lines),
        "units": "; ".join(line.written for line in lines),
    }
    for line in lines:
        code = "sheet.money_units_disagree"
        yield Issue(code, sheet.name, line.cell, value=line.written, details=details)


def _against_cover(sheet: Sheet, line: UnitLine, workbook: CoverUnit) -> Iterator[Issue]:
    if workbook.cover_unit is not None and workbook.cover_unit is not line.unit:
        yield Issue(
            "money.unit_differs_from_cover",
            sheet=sheet.name,
            cell=line.cell,
            value=line.written,
            details={"cover_cell": workbook.cover_unit_cell or ""},
        )


def _assumed(sheet: Sheet, heading: Heading, table: Table, form: Form) -> Iterator[Issue]:
    """A notice when money stands on the sheet and nothing says in which unit."""
    money = {column.name for column in table.columns if column.kind is Kind.MONEY}
    unsaid = [c for c in heading.columns.values() if c.name in money and c.unit is None]
    if unsaid:
        yield Issue(
            "sheet.money_unit_assumed",
            sheet=sheet.name,
            details={"unit": UNIT_NAMES[form.money_unit]},
        )
