"""Who reported what and when: received, late, no activity, refused, missing, not yet due."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kc_pipeline.warehouse.build import materialise
from kc_pipeline.warehouse.checks import run_checks
from kc_pipeline.warehouse.connection import connect
from tests.small_phase import HOME, Province, project, report

TABLES = ("quality.completeness", "quality.reporting_rates")
DUE = date(2017, 1, 15)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    province = Province(tmp_path_factory.mktemp("completeness"))
    for submission in (
        report("058", 2016, project("A"), reported_on=DUE),
        report("060", 2016, project("B"), reported_on=date(2017, 1, 17)),
        report("061", 2016, reported_on=date(2017, 1, 10)),
        report("062", 2016, reported_on=date(2017, 1, 20)),
        # held back as a whole is not the same as no activity
        report("063", 2016, project("C", status="unheard of"), reported_on=DUE),
    ):
        province.send(submission)
    (province.raw / "2016" / "064.xlsx").write_bytes(b"rubbish")
    return province


def told(
    province: Province, today: date, columns: str = "unit_code, state, days_late"
) -> list[list[tuple[Any, ...]]]:
    steps = province.steps
    with connect(":memory:") as connection:
        steps.stage(connection, province.settle(), today)
        for name in TABLES:
            materialise(connection, steps.sql[name])
            assert [c for c in run_checks(connection, steps.sql[name]) if not c.passed] == []
        states = f"select {columns} from quality.completeness"
        return [connection.execute(sql).fetchall() for sql in (states, f"from {TABLES[1]}")]


CAME = [
    ("058", "received", 0),
    ("060", "late", 2),
    ("061", "zero_activity", 0),
    ("062", "zero_activity", 5),
    ("063", "received", 0),
    ("064", "rejected", None),
]


def test_what_did_not_come_is_missing_once_it_is_due(province: Province) -> None:
    states, rates = told(province, date(2017, 1, 16))
    assert states == [*CAME, *((unit, "missing", None) for unit in ("065", "066", "TTKC"))]
    counted = (9, 5, 3, 2, 1, 3, Decimal("55.6"), Decimal("33.3"))
    assert rates == [(2016, *counted), (None, *counted)]


def test_until_then_it_is_not_expected(province: Province) -> None:
    states, rates = told(province, DUE)
    assert states == [*CAME, *((unit, "not_due", None) for unit in ("065", "066", "TTKC"))]
    counted = (6, 5, 3, 2, 1, 0, Decimal("83.3"), Decimal("50.0"))
    assert rates == [(2016, *counted), (None, *counted)]


def test_without_reports_nothing_is_expected(tmp_path: Path) -> None:
    states, rates = told(Province(tmp_path), DUE)
    assert states == []
    assert rates == [(None, 0, 0, 0, 0, 0, 0, None, None)]


def test_a_year_of_which_nothing_came_is_missing_where_the_deadlines_say_so(
    province: Province, tmp_path: Path
) -> None:
    assets = tmp_path / "home" / "assets"
    shutil.copytree(HOME / "assets", assets)
    (assets / "reference" / "deadlines.csv").write_text(
        "from_year,due_month,due_day,even_if_none_came,note\n2014,1,15,no,\n2017,3,31,yes,\n"
    )
    shutil.copytree(province.raw, tmp_path / "raw")
    declared = Province(tmp_path)
    for today, years in ((date(2019, 3, 31), {2016, 2017}), (date(2019, 4, 1), {2016, 2017, 2018})):
        states, _ = told(declared, today, "year, state")
        assert {year for year, _ in states} == years
        assert {state for year, state in states if year > 2016} == {"missing"}
