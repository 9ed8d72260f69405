"""Every printed number made again from what is listed for it, read anew from what was sent.

Cells are read by ``raw_cells`` and not by the reader of the pipeline; lines of lists from the lists
themselves. Every number of the report is made again: none is left out.
"""

import csv
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_from_string

from kc_pipeline.report.model import Evidence, Number, Report, SourceCell, SourceLine
from tests.report.raw_cells import amount, dong, is_amount, row_is_told, stands
from tests.report.raw_establishments import establishments
from tests.report.raw_rows import folded, row
from tests.small_phase import HOME, Outcome

REPORTS = {"sample": "sample_report", "random_phase": "random_report"}
MILLION = Decimal(1_000_000)
AMOUNT, PERCENT, RATIO = "million VND", "percent", "đồng/đồng"
COUNTED_DISTINCT = {
    "clusters", "contents", "establishments", "fairs", "kinds", "products", "projects", "rounds",
    "units",
}  # fmt: skip
STATES = {"Điều chỉnh", "Chuyển năm sau", "Đang thực hiện", "Ngừng"}
DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


@pytest.mark.parametrize("reports", ["sample", "random_phase"])
@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2019-2020"])
def test_every_number_is_what_its_cells_and_lines_come_to(
    reports: str, phase: str, request: pytest.FixtureRequest
) -> None:
    outcome: Outcome = request.getfixturevalue(reports)
    report: Report = request.getfixturevalue(REPORTS[reports])(phase)
    numbers = {number.pointer: number for number in report.numbers()}
    made = {
        pointer: _made(outcome, number, _counted_in(number, numbers), report.evidence[pointer])
        for pointer, number in numbers.items()
    }
    differing = {
        pointer: (number.value, made[pointer])
        for pointer, number in numbers.items()
        if abs(made[pointer] - number.value) > Decimal("0.000001")
    }
    assert differing == {}
    assert len(made) > 150


def _counted_in(number: Number, numbers: Mapping[str, Number]) -> str:
    """The unit that the cells of a number are counted in: of a rate of a target what remains is."""
    return numbers[number.pointer.replace(".rate[", ".remaining[")].unit


def _made(outcome: Outcome, number: Number, unit: str, evidence: Evidence) -> Decimal:
    """What the cells and the lines of a number come to, in its unit."""
    raw = outcome.project.raw
    is_money = unit in {AMOUNT, RATIO, PERCENT} and "household_share" not in number.pointer
    added, base = [], []
    for cell in evidence.cells:
        value = _value(raw, cell, is_money=is_money)
        (base if cell.contribution is None else added).append(value * _sign(cell))
    if unit in COUNTED_DISTINCT and not evidence.adds_up:
        told = Decimal(_distinct(outcome, unit, evidence.cells))
        told = told * _sign(evidence.cells[0]) if evidence.cells else told
    elif base:
        told = sum(added, Decimal(0)) / sum(base) * (100 if unit == PERCENT else 1)
    else:
        told = sum(added, Decimal(0))
    told = told / MILLION if unit == AMOUNT else told
    of_lines = [(_of_line(raw, line), line) for line in evidence.lines]
    told += sum((v * _sign(ln) for v, ln in of_lines if ln.contribution is not None), Decimal(0))
    aims = [value for value, line in of_lines if line.contribution is None]
    told = 100 * told / sum(aims) if aims else told
    # What is left to do is never less than nothing.
    return max(told, Decimal(0)) if "remaining" in number.pointer else told


def _sign(source: SourceCell | SourceLine) -> int:
    return -1 if (source.contribution or 0) < 0 else 1


def _value(raw: Path, cell: SourceCell, *, is_money: bool) -> Decimal:
    """The number that stands in a cell, money in đồng; a text is counted."""
    value = stands(raw, cell.path, cell.sheet, cell.cell)
    assert value is not None, cell
    if not is_amount(value):
        return Decimal(1)
    return amount(value) * (dong(raw, cell.path, cell.sheet) if is_money else 1)


def _distinct(outcome: Outcome, unit: str, cells: Iterable[SourceCell]) -> int:
    """How many things the cells tell of, each once."""
    raw = outcome.project.raw
    told = [(cell, stands(raw, cell.path, cell.sheet, cell.cell)) for cell in cells]
    if unit == "units":
        return _without_staff(told)
    if unit in TOLD_APART:
        return len({TOLD_APART[unit](outcome, cell, str(value)) for cell, value in told})
    assert len({(cell.path, cell.sheet, cell.cell) for cell, _ in told}) == len(told)
    found = {folded(value) for _, value in told}
    # Of a state there is one row a project.
    return len(told) if found & {folded(state) for state in STATES} else len(found)


def _product(outcome: Outcome, cell: SourceCell, name: str) -> tuple[str | None, ...]:
    """What tells a product apart: its name, whose it is, and the round and level it was chosen in.

    What is chosen in two rounds is two products.
    """
    own = row(outcome.project.raw, *_row(cell))
    establishment = establishments(outcome)[_row(cell)]
    return folded(name), establishment, own.get("level"), own.get("round_year")


TOLD_APART: Mapping[str, Callable[[Outcome, SourceCell, str], Hashable]] = {
    "contents": lambda _, __, value: folded(value)[0],
    "establishments": lambda outcome, cell, _: establishments(outcome)[_row(cell)],
    "fairs": lambda _, cell, value: (cell.path[:4], folded(value)),
    "products": _product,
    "rounds": lambda _, __, value: amount(value),
}
"""What tells things of a unit apart, where it is not what stands in the cell."""


def _row(cell: SourceCell) -> tuple[str, str, int]:
    return cell.path, cell.sheet, coordinate_from_string(cell.cell)[1]


def _without_staff(told: Iterable[tuple[SourceCell, object]]) -> int:
    """Of how many districts every report says that it has nobody; the centre is none."""
    most: dict[str, Decimal] = {}
    for cell, value in told:
        district = Path(cell.path).name[:3]
        most[district] = max(most.get(district, Decimal(0)), amount(value))
    return sum(district.isdigit() and not count for district, count in most.items())


def _of_line(raw: Path, line: SourceLine) -> Decimal:
    """What a line of a list says: a number, that it is there, or how many rows it names."""
    if line.path.startswith("assets/"):
        with (HOME / line.path).open(encoding="utf-8-sig", newline="") as file:
            row = list(csv.reader(file))[int(line.line.removeprefix("dòng ")) - 1]
        assert line.told in row
        return Decimal(1) if "reference" in line.path else amount(line.told)
    if line.told.startswith("dòng "):
        rows = [int(row_no) for row_no in line.told.removeprefix("dòng ").split(", ")]
        assert all(row_is_told(raw, line.path, line.part, row_no) for row_no in rows)
        return Decimal(len(set(rows)))
    if line.line.startswith("dòng "):
        assert row_is_told(raw, line.path, line.part, int(line.line.removeprefix("dòng ")))
        return Decimal(1)
    days = [date(int(year), int(month), int(day)) for day, month, year in DAY.findall(line.told)]
    assert ("chậm" in line.told) == (days != sorted(days, reverse=True))
    assert (raw / line.path).exists() == (line.path != "Chưa có tệp báo cáo")
    return Decimal(1)
