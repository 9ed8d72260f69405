"""Printed numbers made again from the cells listed for them, read anew from what was sent.

The workbooks are opened with openpyxl and not by the reader of the pipeline. The phase is the
random one: all of it lies in workbooks of this kind.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from kc_pipeline.report.model import Evidence, Number
from tests.report.conftest import Composed
from tests.small_phase import Outcome

MILLION = Decimal(1_000_000)
AMOUNT = "million VND"
FORM_IN_DONG = 2016
"""The year from which sheets tell money in million đồng; before, in đồng."""


@cache
def _book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def _numbers(composed: Composed, phase: str) -> Iterator[tuple[Number, Evidence]]:
    report = composed(phase)
    numbers = {number.pointer: number for number in report.numbers()}
    for pointer, number in numbers.items():
        yield number, report.evidence[pointer]


def _stands(outcome: Outcome, path: str, sheet: str, cell: str) -> object:
    return _book(outcome.project.raw / path)[sheet][cell].value


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2015-2015"])
def test_every_amount_and_sum_is_what_its_cells_come_to(
    random_phase: Outcome, random_report: Composed, phase: str
) -> None:
    made, differing = 0, {}
    for number, evidence in _numbers(random_report, phase):
        counted = {c.contribution for c in evidence.cells} <= {Decimal(1)}
        ratio = number.unit in {"percent", "đồng/đồng"} or "average" in number.pointer
        if not evidence.cells or not evidence.adds_up or ratio or counted:
            continue
        total = Decimal(0)
        for cell in evidence.cells:
            value = Decimal(str(_stands(random_phase, cell.path, cell.sheet, cell.cell)))
            in_dong = number.unit == AMOUNT and int(cell.path[:4]) < FORM_IN_DONG
            total += value / MILLION if in_dong else value
        if total != number.value:
            differing[number.pointer] = (number.value, total)
        made += 1
    assert (made > 50, differing) == (True, {})


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2015-2015"])
def test_every_count_is_of_cells_that_say_something(
    random_phase: Outcome, random_report: Composed, phase: str
) -> None:
    made, differing = 0, {}
    for number, evidence in _numbers(random_report, phase):
        cells = [c for c in evidence.cells if c.contribution == 1]
        if not cells or number.unit not in {"projects", "classes"} or " " in number.pointer:
            continue
        stand = [str(_stands(random_phase, c.path, c.sheet, c.cell)) for c in cells]
        count = len(set(stand)) if number.unit == "projects" else len(stand)
        is_status = set(stand) & {"Hoàn thành", "None"} or "projects_" in number.pointer
        if "None" in stand or (not is_status and count != number.value):
            differing[number.pointer] = (number.value, count, stand)
        made += 1
    assert (made > 20, differing) == (True, {})
