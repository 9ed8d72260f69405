"""Every table of both forms, each with all its columns, out of every kind of file."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kc_pipeline.intake.opening import open_submission
from kc_pipeline.schemas.models import tables
from tests.intake.workbooks import READER, books_balance
from tests.small_phase import MILLION, project, report
from tools.sample_phase.submission import Habit, Row
from tools.sample_phase.workbooks import Layout, write_workbook

CODE = "ĐP-2016-07"
DAY = date(2016, 3, 5)
PROJECT = project(
    CODE,
    title="Cộng đồng làng nghề",
    content_no=1,
    activity="vocational_training",
    lead_unit="UBND huyện Ba Bể",
    partner_unit="Hội Nông dân",
    commune="xã Xuất Hoá",
    planned_vnd=195_880_000,
    spent_vnd=195_000_000,
    counterpart_vnd=2 * MILLION,
    approved_on=DAY,
    accepted_on=DAY,
    note="Đã quyết toán",
)
DETAILS: dict[str, Row] = {
    "training_classes": {
        "class_name": "Lớp dệt thổ cẩm",
        "trade": "Dệt",
        "commune": "xã Xuất Hóa",
        "starts_on": DAY,
        "ends_on": DAY,
        "trainees": 1_140,
        "women": 30,
        "establishment": "HTX Thành Công",
        "enterprises_founded": 1,
        "households_registered": 2,
        "households_unregistered": 0,
    },
    "technology_supports": {
        "establishment": "Công ty TNHH Ngọc Hoá",
        "registration_no": "4700123456",
        "industry": "Chế biến gỗ",
        "equipment": "Máy bào, máy xẻ",
        "investment_vnd": 500 * MILLION,
        "support_vnd": 195_880_000,
        "new_jobs": 5,
        "revenue_increase_vnd": 100 * MILLION,
    },
    "fair_booths": {
        "fair_name": "Hội chợ Xuân",
        "place": "Thái Nguyên",
        "opens_on": DAY,
        "closes_on": DAY,
        "establishment": "Hộ Lý Thị Hoà",
        "booths": 2,
    },
    "selected_products": {
        "round_year": 2016,
        "level": "province",
        "product": "Miến dong",
        "product_group": "Thực phẩm",
        "establishment": "HTX Tài Hoan",
        "certificate_no": "12/GCN",
    },
    "brands": {
        "establishment": "HTX Tài Hoan",
        "mark": "Miến dong Na Rì",
        "certificate_no": "4-0123",
        "certified_on": DAY,
    },
    "designs": {
        "establishment": "HTX Tài Hoan",
        "product_kind": "Bao bì",
        "product": "Hộp miến",
        "designs": 3,
    },
    "information_items": {"channel": "television", "title": "Khuyến công", "published_on": DAY},
    "cluster_works": {"cluster_name": "Cụm Huyền Tụng", "work": "infrastructure", "area_ha": 12.5},
    "international_activities": {"country": "Nhật Bản", "participants": 4, "held_on": DAY},
    "management_activities": {
        "activity": "conference",
        "delegates": 60,
        "held_on": DAY,
        "place": "Chợ Rã",
        "spent_vnd": 19_500_000,
    },
}
ENCODINGS = (set(), {Habit.PLAIN_UTF8}, {Habit.UTF16}, {Habit.WINDOWS_1258})
DELIMITERS = (set(), {Habit.COMMA_SEPARATED}, {Habit.TAB_SEPARATED})
KINDS: list[tuple[str, frozenset[Habit]]] = [
    *((ending, frozenset()) for ending in (".xlsx", ".xlsm", ".xls", ".ods")),
    *(("", frozenset(first | second)) for first, second in product(ENCODINGS, DELIMITERS)),
]


def _canonical(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _expected() -> Iterator[tuple[str, dict[str, str]]]:
    yield "projects", {name: _canonical(v) for name, v in PROJECT.items()}
    for table, row in DETAILS.items():
        told = {"project_code": CODE, **row}
        yield table, {name: _canonical(v) for name, v in told.items()}


def test_the_rows_tell_every_column() -> None:
    told = {(name, column) for name, row in _expected() for column in row}

    (form,) = (form for form in READER.forms if form.id == "KC-2016")
    assert told == {(sheet.table.name, name) for sheet in form.sheets for name in sheet.written}


@pytest.mark.parametrize("layout", ["KC-2014", "KC-2016"])
@pytest.mark.parametrize(
    ("ending", "habits"), KINDS, ids=[f"{e or 'csv'}-{'-'.join(sorted(h))}" for e, h in KINDS]
)
def test_every_column_of_every_table_comes_back(
    tmp_path: Path, layout: Layout, ending: str, habits: frozenset[Habit]
) -> None:
    details = {table: [{"project_code": CODE, **row}] for table, row in DETAILS.items()}
    sent = report("061", 2016, PROJECT, habits=habits, **details)
    path = tmp_path / f"061_2016{ending}"
    write_workbook(sent, path, layout)
    reading = READER.read(open_submission(path))

    known = {table.name: {c.name for c in table.columns} for table in tables()}
    found = {
        row.table: {c.column: c.value for c in row.cells if c.column in known[row.table]}
        for row in reading.rows
    }
    assert (reading.form, found) == (layout, dict(_expected()))
    told = ["file.macros"] if ending == ".xlsm" else []
    assert [issue.code for issue in reading.issues] == told
    assert books_balance(reading)
