"""The Excel file, opened again."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.workbook import Workbook

from kc_pipeline.report.excel.document import render
from kc_pipeline.report.excel.looks import Looks
from kc_pipeline.report.excel.source_sheet import traced_numbers, write_sources
from kc_pipeline.report.model import Annex, Report, Table
from tests.report.conftest import Composed
from tests.report.hostile_phase import FORMULA

SUM = re.compile(r"=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")
SOURCES = "Nguồn số liệu"


@pytest.fixture(scope="module")
def report(sample_report: Composed) -> Report:
    return sample_report("2014-2018")


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return render(report)


@pytest.fixture(scope="module")
def formulas(written: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written))


@pytest.fixture(scope="module")
def values(written: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written), data_only=True)


def _tables(report: Report) -> list[tuple[Annex, Table]]:
    return [(a, block) for a in report.annexes for block in a.blocks if isinstance(block, Table)]


def test_a_table_is_a_sheet_and_the_first_lists_them(values: Workbook, report: Report) -> None:
    names = values.sheetnames
    assert (names[0], names[1], names[-1]) == ("Mục lục", "PL I.1", SOURCES)
    assert len(names) == len(_tables(report)) + 2
    contents = values["Mục lục"]
    listed = [row[0].value for row in contents.iter_rows(min_row=8) if row[0].value]
    assert listed == names[1:]
    assert contents["A4"].value == " ".join(report.subject.splitlines())
    assert {c.hyperlink.location for (c,) in contents["A8:A9"]} == {"'PL I.1'!A1", "'PL I.2'!A1"}


def test_numbers_are_the_numbers_of_the_model(values: Workbook, report: Report) -> None:
    for name, (_, table) in zip(values.sheetnames[1:-1], _tables(report), strict=True):
        told = [
            float(run.number.value)
            for row in table.rows
            for cell in row.cells
            for run in cell
            if run.number
        ]
        found = [
            cell.value
            for row in values[name].iter_rows()
            for cell in row
            if isinstance(cell.value, int | float)
        ]
        assert found == told, name


def test_totals_are_sums_that_agree(formulas: Workbook, values: Workbook) -> None:
    checked = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found = SUM.fullmatch(str(cell.value))
                    assert found is not None, (sheet.title, cell.coordinate)
                    adding = [
                        one.value
                        for (one,) in values[sheet.title][found[1]]
                        if one.data_type == "n"
                    ]
                    total = values[sheet.title][cell.coordinate].value
                    assert sum(v or 0 for v in adding) == pytest.approx(total, abs=1e-9)
                    checked += 1
    assert checked > 40


def test_every_number_leads_to_the_cells_behind_it(values: Workbook, report: Report) -> None:
    sources = values[SOURCES]
    rows = {row[0].row: [cell.value for cell in row] for row in sources.iter_rows(min_row=5)}
    checked = 0
    for name, (_, table) in zip(values.sheetnames[1:-1], _tables(report), strict=True):
        numbers = [r.number for row in table.rows for c in row.cells for r in c if r.number]
        cells = [
            cell
            for row in values[name].iter_rows()
            for cell in row
            if isinstance(cell.value, int | float)
        ]
        for cell, number in zip(cells, numbers, strict=True):
            first = int(cell.hyperlink.location.rpartition("A")[2])
            assert rows[first][1:3] == [number.pointer, float(number.value)]
            checked += 1
    behind = [row for row in rows.values() if row[1] == "s3.machinery.support"]
    assert len(behind) == 30
    assert sum(float(row[8]) for row in behind) == 2118.5
    assert all(row[4].startswith("20") and row[6] and row[7] for row in behind)
    assert checked > 1000


def test_it_is_set_up_for_print_and_its_headings_stay(formulas: Workbook) -> None:
    for sheet in formulas.worksheets[1:]:
        page = sheet.page_setup
        # One page wide is what is meant where it is not told.
        assert (page.orientation, page.paperSize, page.fitToWidth or 1) == ("landscape", 9, 1)
        assert page.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        heading = int(str(sheet.freeze_panes)[1:]) - 1
        assert sheet.print_title_rows == f"${heading}:${heading}"
        assert sheet.oddHeader.center.text == "&P"
        assert sheet.cell(heading, 1).font.bold


def test_equal_reports_are_equal_bytes_and_the_date_is_the_documents_own(
    report: Report, written: bytes
) -> None:
    assert render(report) == written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dated = replace(report, letterhead=replace(report.letterhead, dated=date(2019, 2, 5)))
    book = openpyxl.load_workbook(io.BytesIO(render(replace(dated, annexes=()))))
    assert book.properties.created.date() == date(2019, 2, 5)
    assert book.sheetnames == ["Mục lục", SOURCES]


def test_text_of_the_data_is_never_a_formula(hostile_report: Composed) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(hostile_report("2014-2014"))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [c for c in cells if c.data_type == "f" and not SUM.fullmatch(str(c.value))] == []
    assert [c.data_type for c in cells if c.value == FORMULA] == ["s", "s"]


def test_what_has_too_many_cells_for_a_sheet_says_how_many(report: Report) -> None:
    every = traced_numbers(report)
    most = len(every) * 2
    few = traced_numbers(report, most)
    assert [(n.label, n.number) for n in few] == [(n.label, n.number) for n in every]
    heights = {is_listed: set[int]() for is_listed in (True, False)}
    for n in few:
        heights[n.is_listed].add(len(n.evidence.cells) + len(n.evidence.lines))
    assert 0 < max(heights[True]) < min(heights[False])
    workbook = xlsxwriter.Workbook(made := io.BytesIO(), {"in_memory": True})
    write_sources(workbook.add_worksheet(SOURCES), few, Looks(workbook))
    workbook.close()
    rows = list(openpyxl.load_workbook(made)[SOURCES].iter_rows(min_row=5, values_only=True))
    assert len(every) < len(rows) <= most
    (support,) = (row for row in rows if row[1] == "s3.machinery.support")
    told = "30 nguồn trong 29 tệp; liệt kê đầy đủ trong bản HTML của báo cáo này"
    assert (support[4], support[8]) == (told, 2118.5)
    for traced in few:
        assert rows[traced.first_row - 4][1] == traced.number.pointer
