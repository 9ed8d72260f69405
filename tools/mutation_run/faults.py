"""The kinds of fault: what each does to one reading, and which rules should tell it.

Faults are seeded behind the reader, into the values it has read; what the reader itself refuses
(damaged numbers, unknown codes, totals that do not add up) is a matter of its own tests.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kc_pipeline.intake.reading import ReadCell, Reading, ReadRow

Draw = random.Random
Change = Callable[[Draw, Reading, ReadRow, ReadCell], str | None]

SCALE = frozenset(
    {
        "money.out_of_scale",
        "projects.spent_beyond_plan",
        "support.differs_from_spent",
        "support.above_ceiling",
        "technology_supports.support_above_investment",
        "management.spent_above_project",
        "budget.plan_exceeded",
    }
)


@dataclass(frozen=True)
class Fault:
    """One kind: the columns it may strike, what it makes of a value, the codes that tell it.

    A change that answers None leaves the cell without a value; one that answers the old value
    does not apply there.
    """

    name: str
    label_vi: str
    columns: frozenset[tuple[str, str]]
    codes: frozenset[str]
    change: Change


def seeded(fault: Fault, reading: Reading, draw: Draw) -> Reading | None:
    """The reading with one such fault, None where it has no cell for it."""
    places = [
        (n, cell)
        for n, row in enumerate(reading.rows)
        for cell in row.cells
        if (row.table, cell.column) in fault.columns and cell.value
    ]
    draw.shuffle(places)
    for number, cell in places:
        row = reading.rows[number]
        value = fault.change(draw, reading, row, cell)
        if value != cell.value:
            wrong = replace(cell, value=value, raw=value or "")
            rest = tuple(wrong if c is cell else c for c in row.cells)
            cells = rest if value is not None else tuple(c for c in rest if c is not wrong)
            rows = list(reading.rows)
            rows[number] = replace(row, cells=cells)
            return replace(reading, rows=tuple(rows))
    return None


def _value(row: ReadRow, column: str) -> str | None:
    return next((c.value for c in row.cells if c.column == column), None)


def _times(factor: int) -> Change:
    return lambda _draw, _reading, _row, cell: str(int(cell.value or 0) * factor)


def _thousandth(_draw: Draw, _reading: Reading, _row: ReadRow, cell: ReadCell) -> str:
    return str(max(int(cell.value or 0) // 1000, 1))


def _negative(_draw: Draw, _reading: Reading, _row: ReadRow, cell: ReadCell) -> str:
    return f"-{cell.value}"


def _nothing(_draw: Draw, _reading: Reading, _row: ReadRow, _cell: ReadCell) -> None:
    return None


def _nothing_of_completed(
    _draw: Draw, _reading: Reading, row: ReadRow, cell: ReadCell
) -> str | None:
    """Only an own project that is completed must tell it."""
    is_completed = _value(row, "status") in {"completed", "adjusted"}
    return None if is_completed and _value(row, "delivery") == "own" else cell.value


def _typo(draw: Draw, _reading: Reading, _row: ReadRow, cell: ReadCell) -> str:
    text = cell.value or ""
    at = draw.randrange(len(text))
    return f"{text[:at]}{draw.choice('0123456789XYZ')}{text[at:]}"


def _more_women(draw: Draw, _reading: Reading, row: ReadRow, _cell: ReadCell) -> str:
    return str(int(_value(row, "trainees") or 0) + draw.randint(1, 20))


def _other_year(draw: Draw, _reading: Reading, _row: ReadRow, cell: ReadCell) -> str:
    text = cell.value or ""
    return f"{int(text[:4]) + draw.choice([-20, -10, -6, 6, 10, 80])}{text[4:]}"


def _before(column: str) -> Change:
    """A day of the same year before that of the other column."""

    def change(_draw: Draw, _reading: Reading, row: ReadRow, cell: ReadCell) -> str | None:
        other = _value(row, column)
        return cell.value if other is None or other[5:] == "01-01" else f"{other[:4]}-01-01"

    return change


def _another_of_its_sheet(draw: Draw, reading: Reading, row: ReadRow, cell: ReadCell) -> str | None:
    """What another row of the sheet has in the column."""
    rows = (other for other in reading.rows if other.sheet == row.sheet and other is not row)
    told = sorted({value for other in rows if (value := _value(other, cell.column))})
    return draw.choice(told) if told else cell.value


def _beyond_plan(draw: Draw, _reading: Reading, row: ReadRow, cell: ReadCell) -> str | None:
    plan = _value(row, "planned_vnd")
    return cell.value if plan is None else str(int(plan) * draw.randint(121, 400) // 100)


def _of(table: str, *columns: str) -> frozenset[tuple[str, str]]:
    return frozenset((table, column) for column in columns)


_MONEY = (
    _of("projects", "planned_vnd", "spent_vnd", "counterpart_vnd")
    | _of("technology_supports", "support_vnd", "investment_vnd")
    | _of("management_activities", "spent_vnd")
)
_COUNTS = _of("training_classes", "trainees", "women") | _of("designs", "designs")
_DATES = _of("projects", "approved_on", "accepted_on") | _of("training_classes", "starts_on")
_REQUIRED = _of("projects", "title", "activity", "status", "funding") | _of(
    "training_classes", "trainees"
)
_DETAILS: Mapping[str, str] = {
    "training_classes": "project_code",
    "technology_supports": "project_code",
    "designs": "project_code",
    "information_items": "project_code",
}


def _fault(
    name: str, label: str, columns: frozenset[tuple[str, str]], change: Change, *codes: str
) -> Fault:
    return Fault(name, label, columns, frozenset(codes), change)


FAULTS: tuple[Fault, ...] = (
    _fault("thousandfold", "Số tiền lớn gấp một nghìn lần", _MONEY, _times(1000), *SCALE),
    _fault("thousandth", "Số tiền nhỏ đi một nghìn lần", _MONEY, _thousandth, *SCALE),
    _fault("negative_money", "Số tiền âm", _MONEY, _negative, "money.negative"),
    _fault("negative_count", "Số lượng âm", _COUNTS, _negative, "count.negative"),
    _fault(
        "hundredfold_count",
        "Số học viên lớn gấp một trăm lần",
        _of("training_classes", "trainees"),
        _times(100),
        "count.out_of_scale",
    ),
    _fault(
        "more_women",
        "Số nữ lớn hơn số học viên",
        _of("training_classes", "women"),
        _more_women,
        "training_classes.women_above_trainees",
    ),
    _fault("required_missing", "Thiếu giá trị bắt buộc", _REQUIRED, _nothing, "value.missing"),
    _fault(
        "spent_missing",
        "Thiếu kinh phí thực hiện",
        _of("projects", "spent_vnd"),
        _nothing_of_completed,
        "projects.spent_missing",
    ),
    _fault(
        "acceptance_missing",
        "Thiếu ngày nghiệm thu",
        _of("projects", "accepted_on"),
        _nothing_of_completed,
        "projects.accepted_on_missing",
    ),
    _fault(
        "code_typo",
        "Gõ sai mã đề án ở biểu chi tiết",
        frozenset(_DETAILS.items()),
        _typo,
        "detail.project_unknown",
    ),
    _fault(
        "code_twice",
        "Hai đề án cùng một mã",
        _of("projects", "project_code"),
        _another_of_its_sheet,
        "project.code_twice",
    ),
    _fault("other_year", "Ngày thuộc năm khác", _DATES, _other_year, "date.outside_year"),
    _fault(
        "ends_first",
        "Bế giảng trước khai giảng",
        _of("training_classes", "ends_on"),
        _before("starts_on"),
        "training_classes.ends_before_starts",
    ),
    _fault(
        "accepted_first",
        "Nghiệm thu trước phê duyệt",
        _of("projects", "accepted_on"),
        _before("approved_on"),
        "projects.accepted_before_approved",
    ),
    _fault(
        "beyond_plan",
        "Chi vượt kế hoạch trên 20%",
        _of("projects", "spent_vnd"),
        _beyond_plan,
        "projects.spent_beyond_plan",
    ),
    _fault("place_typo", "Gõ sai tên xã", _of("projects", "commune"), _typo, "place.unknown"),
)
