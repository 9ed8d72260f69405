"""Blank templates, and what the pipeline makes of them once they are filled in."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kc_pipeline.errors import UsageError
from kc_pipeline.feedback.checking import check_files
from kc_pipeline.feedback.template import form_of_year, write_project_template
from kc_pipeline.feedback.template_places import places_of
from kc_pipeline.feedback.template_table import INPUT_ROWS
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.own_sheets import GUIDE_SHEET, LISTS_SHEET
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.units import Units
from kc_pipeline.rules.finding import Severity
from kc_pipeline.schemas.columns import Kind
from kc_pipeline.schemas.models import tables
from tests.feedback.filling import Value, accepts, fill, layout, rule_at, typed
from tests.feedback.told import places, values
from tests.small_phase import HOME
from tools.sample_phase.phase import submissions
from tools.sample_phase.wording import CHOICES
from tools.sample_phase.workbooks import write_workbook

READER = make_reader(HOME / "assets", tables())
CLASSES = "Biểu 02 - Lớp học"
PROJECTS = "Biểu 01 - Đề án"
WINDOWS = {
    row["column_name"]: (int(row["years_before"]), int(row["years_after"]))
    for row in read_reference(HOME / "assets", "day_windows")
}
FORM = form_of_year(READER.forms, 2017)
COLUMNS = {
    (sheet.table.name, column.name): column
    for sheet in FORM.sheets
    for column in sheet.table.columns
    if column.name in sheet.written
}


def test_a_blank_template_is_a_report_without_rows(blank: Path) -> None:
    reading = READER.read(open_submission(blank))
    assert (reading.form, reading.rows, places(reading.issues)) == ("KC-2016", (), [])
    assert [sheet.table for sheet in reading.sheets] == [s.table.name for s in FORM.sheets]
    assert {(s.table, name) for s in reading.sheets for name in s.columns} == set(COLUMNS)
    assert {fact.name: fact.value for fact in reading.cover} == {
        "unit": "Huyện Ba Bể",
        "unit_code": "061",
        "year": "2017",
        "version": "1",
        "money_unit": "triệu đồng",
    }


def test_the_same_template_has_the_same_bytes(
    blank: Path, tmp_path: Path, kc_project: Project
) -> None:
    again = write_project_template(
        kc_project, year=2017, unit_code="061", target=tmp_path / "a.xlsx"
    )
    assert again.read_bytes() == blank.read_bytes()


def test_headings_are_protected_and_rows_are_not(blank: Path) -> None:
    workbook = load_workbook(blank)
    assert workbook.sheetnames[0] == GUIDE_SHEET
    assert workbook.sheetnames[-1] == LISTS_SHEET
    assert all(sheet.protection.sheet for sheet in workbook.worksheets)
    assert not any(sheet.protection.password for sheet in workbook.worksheets)
    sheet = workbook[PROJECTS]
    assert [cell.value for cell in sheet[4]][:4] == [
        "Mã đề án *",
        "Tên đề án *",
        "Nội dung *",
        "Hoạt động *",
    ]
    last = 5 + INPUT_ROWS
    locked = [sheet[f"B{row}"].protection.locked for row in (4, 5, 6, last, last + 1)]
    assert locked == [True, True, False, False, True]
    assert (sheet["J5"].value, sheet.freeze_panes) == (f"=ROUND(SUM(J6:J{last}),6)", "B6")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$4:$4", "landscape")
    assert sheet.page_setup.paperSize == 9


def test_every_column_tells_what_to_write(blank: Path) -> None:
    workbook, where = load_workbook(blank), layout(blank)
    for table, letters in where.letters.items():
        for letter in letters.values():
            cell = f"{letter}{where.first_rows[table]}"
            rule = rule_at(workbook, where.sheets[table], cell)
            assert 0 < len(rule.promptTitle) <= 32
            assert 0 < len(rule.prompt) <= 255
            assert len(rule.error or "") <= 255
    assert rule_at(workbook, CLASSES, "G6").prompt == (
        "Tổng số học viên của lớp, cả nam và nữ.\nSố nguyên, không âm.\nBắt buộc.\nVí dụ: 30"
    )


@pytest.mark.parametrize(("unit", "year"), [("061", 2017), ("058", 2024), ("TTKC", 2020)])
def test_places_are_those_of_the_year(unit: str, year: int) -> None:
    units = Units.load(read_reference(HOME / "assets", "units"))
    reporter = units.of_code(unit, year)
    assert reporter is not None
    found = places_of(units, reporter, year)
    assert [units.place(name, year, unit).problem for name in found] == [None] * len(found)
    assert len(found) == {"061": 17, "058": 9, "TTKC": 9}[unit]
    assert (
        found[-1] == {"061": "Huyện Ba Bể", "058": "Thành phố Bắc Kạn", "TTKC": "Toàn tỉnh"}[unit]
    )


def test_who_and_when_must_be_known(tmp_path: Path, kc_project: Project) -> None:
    for unit, year in (("061", 2014), ("061", 2030), ("999", 2017), ("01936", 2017)):
        with pytest.raises(UsageError):
            write_project_template(
                kc_project, year=year, unit_code=unit, target=tmp_path / "a.xlsx"
            )
    assert form_of_year(READER.forms, 2016).id == "KC-2016"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("unit", "year"), [("061", 2017), ("TTKC", 2018)])
def test_a_filled_template_reads_as_the_report_it_replaces(
    unit: str, year: int, tmp_path: Path, kc_project: Project
) -> None:
    sent = [s.submission for s in submissions() if s.submission.unit_code == unit]
    (submission,) = (s for s in sent if s.year == year)
    report = tmp_path / "report.xlsx"
    write_workbook(replace(submission, habits=frozenset()), report)
    template = write_project_template(
        kc_project, year=year, unit_code=unit, target=tmp_path / "template.xlsx"
    )
    filled = tmp_path / "filled.xlsx"
    rows = {table: [typed(row) for row in given] for table, given in submission.tables.items()}
    workbook = fill(template, rows, filled, **{"Người lập biểu": "Nguyễn Thị Hoa"})
    expected, reading = READER.read(open_submission(report)), READER.read(open_submission(filled))
    assert values(reading) == values(expected)
    assert places(reading.issues) == []
    assert reading.fact("prepared_by") == "Nguyễn Thị Hoa"
    columns = layout(template).letters
    refused = [
        (row.table, cell.column, cell.raw)
        for row in reading.rows
        for cell in row.cells
        if not accepts(workbook, row.sheet, cell.cell, workbook[row.sheet][cell.cell].value)
        and COLUMNS[row.table, cell.column].kind is not Kind.PLACE
    ]
    assert refused == []
    assert set(columns) == {table.name for table in tables()}


UNITS = Units.load(read_reference(HOME / "assets", "units"))
BA_BE = UNITS.of_code("061", 2017)
PLACES = places_of(UNITS, BA_BE, 2017) if BA_BE else ()


def valid(column: str, kind: Kind, code_list: str | None, draw: random.Random) -> Value:
    if code_list is not None:
        words = READER.codes.labels[code_list]
        return draw.choice(words) if code_list != "content" else draw.randint(1, 9)
    match kind:
        case Kind.COUNT:
            return draw.randint(2015, 2017) if column == "round_year" else draw.randint(0, 400)
        case Kind.NUMBER | Kind.MONEY:
            return draw.choice([0, draw.randint(0, 10**9), round(draw.uniform(0, 900), 2)])
        case Kind.DATE:
            before, after = WINDOWS[column]
            first = date(2017 - before, 1, 1)
            return first + timedelta(draw.randrange((date(2018 + after, 1, 1) - first).days))
        case Kind.PLACE:
            return draw.choice(PLACES)
        case _:
            return draw.choice(["HTX Nhung Lũy", "+84", "-", "=1+1", "Cộng đồng", "'ghi"])


def valid_row(table: str, number: int, draw: random.Random) -> dict[str, Value]:
    row = {
        c.name: valid(c.name, c.kind, c.code_list, draw)
        for (t, _), c in COLUMNS.items()
        if t == table
    }
    required = {c.name for (t, _), c in COLUMNS.items() if t == table and c.value_required}
    texts = {c.name for (t, _), c in COLUMNS.items() if t == table and c.kind is Kind.TEXT}
    row |= {name: f"Tên {number}" for name in (required & texts) | {"establishment"} if name in row}
    row["project_code"] = f"ĐP-2017-{number + 1:02}" if table == "projects" else "ĐP-2017-01"
    if "women" in row:
        row["women"] = draw.randint(0, int(str(row["trainees"])))
    return row


def test_whatever_the_template_lets_in_is_no_error(
    blank: Path, tmp_path: Path, kc_project: Project
) -> None:
    draw = random.Random(5)  # noqa: S311  # chance, not secrecy
    rows: dict[str, list[dict[str, Value]]] = {
        table.name: [valid_row(table.name, number, draw) for number in range(12)]
        for table in tables()
    }
    target = tmp_path / "061 valid.xlsx"
    workbook = fill(blank, rows, target)
    where = layout(blank)
    for table, filled in rows.items():
        for number, row in enumerate(filled, start=where.first_rows[table]):
            for column, value in row.items():
                cell = f"{where.letters[table][column]}{number}"
                assert accepts(workbook, where.sheets[table], cell, value), (column, value)
    (check,) = check_files(kc_project, [target])
    assert [f for f in check.findings if f.severity is Severity.ERROR] == []
    assert check.rows_accepted == 12 * len(rows)
    assert not any(f.code == "total.differs" for f in check.findings)


def test_every_kind_of_column_is_tried() -> None:
    tried = {
        column.kind for column in COLUMNS.values() if invalid("", column.kind, column.code_list)
    }
    words = {Kind.TEXT, Kind.ESTABLISHMENT, Kind.PROJECT_CODE}
    assert tried == {column.kind for column in COLUMNS.values()} - words
    assert len(PLACES) == 17


def test_every_day_has_its_window() -> None:
    told = [
        (row["table_name"], row["column_name"])
        for row in read_reference(HOME / "assets", "day_windows")
    ]
    days = [at for at, column in COLUMNS.items() if column.kind is Kind.DATE]
    assert sorted(told) == sorted([*days, ("selected_products", "round_year")])


def invalid(column: str, kind: Kind, code_list: str | None) -> list[Value]:
    if code_list is not None:
        return ["không có", 17, -1]
    match kind:
        case Kind.COUNT:
            below = [3.5, "ba mươi"]
            return [2014, 2018, *below] if column == "round_year" else [-1, *below]
        case Kind.NUMBER | Kind.MONEY:
            return [-0.5, "nhiều", 10**13 if kind is Kind.MONEY else -7]
        case Kind.DATE:
            return [
                date(2011, 12, 31),
                date(2019, 1, 1),
                "Quý II/2017",
                "31/02/2017",
                2_500_000,
                -3,
            ]
        case Kind.PLACE:
            return ["Xã Không Có", "Xã Hiệp Lực", "Thị trấn Nà Phặc"]
        case _:
            return []


def test_what_the_template_refuses_the_pipeline_tells(
    blank: Path, tmp_path: Path, kc_project: Project
) -> None:
    draw = random.Random(7)  # noqa: S311  # chance, not secrecy
    wrong: dict[tuple[str, str], Value] = {}
    where = layout(blank)
    rows: dict[str, list[dict[str, Value]]] = {table.name: [] for table in tables()}
    rows["projects"].append(valid_row("projects", 0, draw))
    for (table, name), column in COLUMNS.items():
        cases = invalid(name, column.kind, column.code_list)
        if name == "women":
            cases.append(10**6)
        for value in cases:
            number = len(rows[table])
            rows[table].append(valid_row(table, number, draw) | {name: value})
            cell = f"{where.letters[table][name]}{where.first_rows[table] + number}"
            wrong[where.sheets[table], cell] = value
    first, letter = where.first_rows["projects"], where.letters["projects"]["project_code"]
    for code in ("ĐP-2017-99", "đp-2017-99"):
        at = where.sheets["projects"], f"{letter}{first + len(rows['projects'])}"
        rows["projects"].append(valid_row("projects", 0, draw) | {"project_code": code})
        wrong[at] = code
    target = tmp_path / "061 invalid.xlsx"
    workbook = fill(blank, rows, target)
    assert [at for at, value in wrong.items() if accepts(workbook, *at, value)] == []
    (check,) = check_files(kc_project, [target])
    told = {(f.sheet, f.cell) for f in check.findings if f.severity is not Severity.NOTICE}
    assert {at: value for at, value in wrong.items() if at not in told} == {}


def test_the_lists_are_the_code_lists(blank: Path) -> None:
    workbook, where = load_workbook(blank), layout(blank)
    for (table, name), column in COLUMNS.items():
        if column.code_list is None or name not in CHOICES:
            continue
        cell = f"{where.letters[table][name]}{where.first_rows[table]}"
        sheet = where.sheets[table]
        known = READER.codes.labels[column.code_list]
        words = {*known, *CHOICES[name].values(), "Truyền thanh", "x"}
        for word in words:
            taken = READER.codes.code(column.code_list, word) is not None
            assert accepts(workbook, sheet, cell, word) == taken, (name, word)
