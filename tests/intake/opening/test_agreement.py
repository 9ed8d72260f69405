"""Our own reader of xlsx and ods against three well-kept ones, on what all can read."""

import random
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlrd
import xlsxwriter
import xlwt

from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.opening.serials import Format, built_in_format
from tests.intake.opening.conftest import Build
from tests.intake.opening.parts import ods_parts

ALPHABET = "Đề án khuyến công, =+-@<&>\"' \n\t123"
THAI = 67
"""From here on formats of the Thai edition only."""
Cells = dict[tuple[int, int], object]


def some_value(chance: random.Random) -> object:
    match chance.randrange(7):
        case 0:
            return chance.randrange(-(10**9), 10**9)
        case 1:
            return round(chance.uniform(-1e6, 1e6), chance.randrange(6))
        case 2:
            return chance.random() < 0.5
        case 3:
            return date(1901, 1, 1).fromordinal(chance.randrange(694_000, 740_000))
        case 4:
            return datetime(2016, chance.randrange(1, 13), 5, chance.randrange(1, 24), 30)  # noqa: DTZ001
        case _:
            return "a" + "".join(chance.choices(ALPHABET, k=chance.randrange(40))) + "z"


def some_cells(chance: random.Random) -> Cells:
    return {
        (chance.randrange(1, 40), chance.randrange(1, 30)): some_value(chance) for _ in range(150)
    }


def ours(path: Path) -> Cells:
    (sheet,) = open_submission(path).sheets
    return {
        (row, column): value for row, cells in sheet.rows.items() for column, value in cells.items()
    }


def plain(value: object) -> object:
    """What another reader gave, in our words: a day is a date, a whole number an int."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@pytest.mark.parametrize("seed", range(6))
def test_xlsx_as_xlsxwriter_writes_and_as_others_read_it(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # an example, no secret
    cells = some_cells(chance)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for (row, column), value in cells.items():
            if isinstance(value, date):
                sheet.write_datetime(row - 1, column - 1, value, formats[type(value)])
            else:
                sheet.write(row - 1, column - 1, value)
    found = ours(path)
    assert found == {at: plain(value) for at, value in cells.items()}
    first, *_ = openpyxl.load_workbook(path).worksheets
    by_openpyxl = {
        (cell.row, cell.column): plain(cell.value)
        for line in first.iter_rows()
        for cell in line
        if cell.value is not None
    }
    assert found == by_openpyxl
    calamine = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
    by_calamine = {
        (row, column): plain(value)
        for row, line in enumerate(calamine.to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    }
    assert found == by_calamine


@pytest.mark.parametrize("seed", range(3))
def test_xlsx_as_openpyxl_writes_it(tmp_path: Path, seed: int) -> None:
    cells = some_cells(random.Random(seed))  # noqa: S311  # an example, no secret
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.worksheets[0].cell(row, column)
        cell.value = value  # type: ignore[assignment]
    book.save(tmp_path / "a.xlsx")
    assert ours(tmp_path / "a.xlsx") == {at: plain(value) for at, value in cells.items()}


def test_one_content_in_every_kind(build: Build, tmp_path: Path) -> None:
    """The same rows come out of xlsx, xls and ods."""
    rows = [["Đề án", 195.88, 5, date(2017, 1, 15)], ["khuyÕn c«ng", 0.5, -7, date(1900, 2, 28)]]
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("S")
        for number, line in enumerate(rows):
            font = book.add_format({"font_name": ".VnTime"})
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            for column, (value, look) in enumerate(zip(line, (font, None, None, day), strict=True)):
                style = look if number or look is day else None
                sheet.write(number, column, value, style)
    old = xlwt.Workbook()
    old_sheet = old.add_sheet("S")
    for number, line in enumerate(rows):
        for column, value in enumerate(line):
            style = xlwt.XFStyle()
            style.font.name = ".VnTime" if number and column == 0 else "Arial"
            style.num_format_str = "DD/MM/YYYY" if column == 3 else "General"
            old_sheet.write(number, column, 59 if value == date(1900, 2, 28) else value, style)
    old.save(str(tmp_path / "a.xls"))
    styles = (
        '<style:style style:name="c" style:family="table-cell"><style:text-properties '
        'fo:font-family=".VnTime"/></style:style>'
    )
    lines = []
    for number, (text, amount, count, day_value) in enumerate(rows):
        style = 'table:style-name="c"' if number else ""
        lines.append(
            f"<table:table-row><table:table-cell {style}><text:p>{text}</text:p></table:table-cell>"
            f'<table:table-cell office:value-type="float" office:value="{amount}"/>'
            f'<table:table-cell office:value-type="float" office:value="{count}"/>'
            f'<table:table-cell office:value-type="date" office:date-value="{day_value}"/>'
            "</table:table-row>"
        )
    ods = build(
        ods_parts(f'<table:table table:name="S">{"".join(lines)}</table:table>', styles=styles)
    )
    expected = open_submission(tmp_path / "a.xlsx").sheets
    assert expected[0].rows[2] == {1: "khuyến công", 2: 0.5, 3: -7, 4: date(1900, 2, 28)}
    assert open_submission(tmp_path / "a.xls").sheets == expected
    assert open_submission(ods).sheets == expected


def test_built_in_formats_mean_what_xlrd_takes_them_for() -> None:
    known = xlrd.formatting.std_format_code_types.items()
    for number, meaning in ((number, meaning) for number, meaning in known if number < THAI):
        is_date = meaning == xlrd.biffh.FDT
        assert (built_in_format(number) is not Format.NUMBER) == is_date, number
