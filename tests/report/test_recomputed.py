"""Every printed number made again from what is listed for it, read anew from what was sent.

Cells are read by ``raw_cells`` and not by the reader of the pipeline; lines of lists from the lists
themselves. Every number of the report is made again: none is left out.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.report.model import Evidence, Number, SourceCell, SourceLine
from tests.report.conftest import Composed
from tests.report.raw_cells import amount, dong, is_amount, row_is_told, stands
from tests.small_phase import HOME, Outcome

MILLION = Decimal(1_000_000)
AMOUNT, PERCENT, RATIO = "million VND", "percent", "đồng/đồng"
COUNTED_DISTINCT = {
    "contents", "establishments", "fairs", "kinds", "products", "projects", "rounds", "units",
}  # fmt: skip
LEGAL_FORMS = {"hợp tác xã": "htx", "công ty": "cty"}
NAMESAKES = {"HTX tinh bột dong riềng Mẫu 01": 2}
"""Names that establishments in two districts of the sample have."""

_MARK = re.compile("[\u0300-\u036f]")
STATES = {"Điều chỉnh", "Chuyển năm sau", "Đang thực hiện", "Ngừng"}
DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2019-2020"])
def test_every_number_is_what_its_cells_and_lines_come_to(
    sample: Outcome, sample_report: Composed, phase: str
) -> None:
    report = sample_report(phase)
    numbers = {number.pointer: number for number in report.numbers()}
    made = {
        pointer: _made(sample.project.raw, number, report.evidence[pointer])
        for pointer, number in numbers.items()
    }
    differing = {
        pointer: (number.value, made[pointer])
        for pointer, number in numbers.items()
        if abs(made[pointer] - number.value) > Decimal("0.000001")
    }
    assert differing == {}
    assert len(made) > 150


def _made(raw: Path, number: Number, evidence: Evidence) -> Decimal:
    """What the cells and the lines of a number come to, in its unit."""
    is_money = number.unit in {AMOUNT, RATIO, PERCENT} and "household_share" not in number.pointer
    added, base = [], []
    for cell in evidence.cells:
        value = _value(raw, cell, is_money=is_money)
        (base if cell.contribution is None else added).append(value * _sign(cell))
    if number.unit in COUNTED_DISTINCT and (not evidence.adds_up):
        told = Decimal(_distinct(raw, number.unit, evidence.cells))
        told = told * _sign(evidence.cells[0]) if evidence.cells else told
    elif base:
        told = sum(added, Decimal(0)) / sum(base) * (100 if number.unit == PERCENT else 1)
    else:
        told = sum(added, Decimal(0))
    told = told / MILLION if number.unit == AMOUNT else told
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


def _distinct(raw: Path, unit: str, cells: Iterable[SourceCell]) -> int:
    """How many things the cells tell of, each once."""
    told = [(cell, stands(raw, cell.path, cell.sheet, cell.cell)) for cell in cells]
    if unit == "units":
        return _without_staff(told)
    if unit == "rounds":
        return len({cell.path[:4] for cell, _ in told})
    if unit == "fairs":
        return len({(cell.path[:4], _folded(value)) for cell, value in told})
    if unit == "contents":
        return len({_folded(value)[0] for _, value in told})
    assert len({(cell.path, cell.sheet, cell.cell) for cell, _ in told}) == len(told)
    found = Counter(_folded(value) for _, value in told)
    if unit == "products" or found.keys() & {_folded(state) for state in STATES}:
        return len(told)  # products of one name are several; of a state one row a project
    twins = Counter(_bare(name) for name in found if not name.isascii())
    for name in [name for name in found if name.isascii() and twins[name] == 1]:
        del found[name]  # typed without marks: its only twin with marks is listed as well
    namesakes = {_folded(name): times for name, times in NAMESAKES.items()}
    return sum(min(times, namesakes.get(name, 1)) for name, times in found.items())


def _without_staff(told: Iterable[tuple[SourceCell, object]]) -> int:
    """Of how many districts every report says that it has nobody; the centre is none."""
    most: dict[str, Decimal] = {}
    for cell, value in told:
        district = Path(cell.path).name[:3]
        most[district] = max(most.get(district, Decimal(0)), amount(value))
    return sum(district.isdigit() and not count for district, count in most.items())


def _folded(value: object) -> str:
    """A name without case, spacing and punctuation, its legal form abbreviated.

    The marks of a word stand after its letters: ``hoà`` and ``hòa`` are one.
    """
    text = " ".join(re.sub(r"\W+", " ", unicodedata.normalize("NFC", str(value).lower())).split())
    for form, short in LEGAL_FORMS.items():
        text = text.replace(form, short)
    words = unicodedata.normalize("NFD", text).split()
    return " ".join(_MARK.sub("", word) + "".join(sorted(_MARK.findall(word))) for word in words)


def _bare(folded: str) -> str:
    """A folded name as one types it without Vietnamese letters."""
    return _MARK.sub("", folded).replace("đ", "d")


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
