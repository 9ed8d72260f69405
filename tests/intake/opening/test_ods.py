from datetime import date, datetime, time
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kc_pipeline.intake.grid import CellProblem, FlawedCell, Sheet
from kc_pipeline.intake.opening import Limits, open_submission
from tests.intake.opening.conftest import Build, Refuse
from tests.intake.opening.parts import ods_parts

FACES = (
    '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
    '<style:font-face style:name="Arial" svg:font-family="Arial"/>'
)
STYLES = (
    '<style:style style:name="ce1" style:family="table-cell">'
    '<style:text-properties style:font-name="F1"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    '<style:style style:name="ce3" style:family="table-cell">'
    '<style:text-properties fo:font-family="VNI-Times"/></style:style>'
    '<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>'
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties style:font-name="Arial"/></style:style>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
NO_TEXT_OF_THE_CELL = (
    "<office:annotation><text:p>chú thích</text:p></office:annotation>"
    "<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>"
)


def table(rows: str, *, name: str = "S", style: str = "", before: str = "") -> str:
    named = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {named}>{before}{rows}</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str | None = None, attributes: str = "") -> str:
    paragraph = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"


def only_sheet(build: Build, rows: str, *, before: str = "") -> Sheet:
    path = build(ods_parts(table(rows, before=before), styles=STYLES, faces=FACES), "a.ods")
    (sheet,) = open_submission(path).sheets
    return sheet


def test_as_a_library_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Biểu 1")
    line = TableRow()
    text = TableCell(valuetype="string")
    text.addElement(P(text="Đề án"))
    line.addElement(text)
    line.addElement(TableCell(valuetype="float", value=195.88))
    line.addElement(TableCell(valuetype="date", datevalue="2017-01-15"))
    sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))
    workbook = open_submission(path)
    assert workbook.kind == "ods"
    assert workbook.sheets == (
        Sheet(name="Biểu 1", rows={1: {1: "Đề án", 2: 195.88, 3: date(2017, 1, 15)}}),
    )


@pytest.mark.parametrize(
    ("text", "attributes", "value"),
    [
        ("5", 'office:value-type="float" office:value="5.0"', 5),
        ("20%", 'office:value-type="percentage" office:value="0.2"', 0.2),
        ("5 đ", 'office:value-type="currency" office:value="5"', 5),
        ("ĐÚNG", 'office:value-type="boolean" office:boolean-value="true"', True),
        ("x", 'office:value-type="boolean" office:boolean-value="false"', False),
        ("15/1", 'office:value-type="date" office:date-value="2017-01-15"', date(2017, 1, 15)),
        (
            "15/1",
            'office:value-type="date" office:date-value="2017-01-15T10:30:00.000000000"',
            datetime(2017, 1, 15, 10, 30),  # noqa: DTZ001  # a sheet knows no zone
        ),
        ("10:30", 'office:value-type="time" office:time-value="PT10H30M00S"', time(10, 30)),
        ("36:00", 'office:value-type="time" office:time-value="PT36H00M00S"', 1.5),
        ("chữ", 'office:value-type="string"', "chữ"),
        ("chữ", "", "chữ"),
        (None, 'office:value-type="string" office:string-value="chữ"', "chữ"),
        ("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d", "", "a   b\tc\nd"),
        ("a\n   b", "", "a b"),
        ("a</text:p><text:p>b", "", "a\nb"),
        ("=1+1", 'office:value-type="string"', "=1+1"),
        ("\u00a0\u200b", 'office:value-type="string"', None),
        (None, "", None),
        ("", 'table:formula="of:=&quot;&quot;" office:value-type="string"', None),
        (
            "#DIV/0!",
            'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
            FlawedCell(CellProblem.ERROR_VALUE, "#DIV/0!"),
        ),
        (
            "Err:508",
            'table:formula="of:=(" office:value-type="float" office:value="0"',
            FlawedCell(CellProblem.ERROR_VALUE, "Err:508"),
        ),
        (
            None,
            'table:formula="of:=[.A2]+1"',
            FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, "=[.A2]+1"),
        ),
        (
            "x",
            'office:value-type="float" office:value="NaN"',
            FlawedCell(CellProblem.ERROR_VALUE, "NaN"),
        ),
        (
            "x",
            'office:value-type="date" office:date-value="hôm qua"',
            FlawedCell(CellProblem.ERROR_VALUE, "hôm qua"),
        ),
        (
            "x",
            'office:value-type="time" office:time-value="P1D"',
            FlawedCell(CellProblem.ERROR_VALUE, "P1D"),
        ),
        ("a" * 32_768, "", FlawedCell(CellProblem.TEXT_TOO_LONG, "a" * 100 + "…")),
        ("khuyÕn c«ng", 'table:style-name="ce1"', "khuyến công"),
        ("khuyÕn c«ng", 'table:style-name="ce2"', "khuyến công"),
        ("khuyÕn", 'table:style-name="loop"', "khuyÕn"),
        ("khuyeán", 'table:style-name="ce3"', "khuyến"),
        (
            'c«ng<text:span text:style-name="T1"> «</text:span>',
            'table:style-name="ce1"',
            "công «",
        ),
        (
            f"a{NO_TEXT_OF_THE_CELL}",
            "",
            "a",
        ),
        ('<text:a xlink:href="http://example.org">nối</text:a>', "", "nối"),
    ],
)
def test_value(build: Build, text: str | None, attributes: str, value: object) -> None:
    sheet = only_sheet(build, row(cell(text, attributes)))
    found = sheet.rows.get(1, {}).get(1, sheet.flawed.get((1, 1)))
    assert (type(found), found) == (type(value), value)


def test_formula_keeps_its_value(build: Build) -> None:
    attributes = 'table:formula="of:=[.A2]" office:value-type="float" office:value="7"'
    sheet = only_sheet(build, row(cell("7", attributes)))
    assert (sheet.rows, sheet.formulas) == ({1: {1: 7}}, {(1, 1): "=[.A2]"})


def test_fonts_of_rows_and_columns_hold_for_cells_without_a_style(build: Build) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="ce1"/>'
    )
    rows = row(cell("«"), cell("«"), cell("«")) + row(
        cell("«"), attributes='table:default-cell-style-name="ce1"'
    )
    assert only_sheet(build, rows, before=columns).rows == {
        1: {1: "«", 2: "«", 3: "ô"},
        2: {1: "ô"},
    }


def test_repeats_hidden_and_merged(build: Build) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16382"/>'
    )
    seven = cell(
        "7", 'office:value-type="float" office:value="7" table:number-columns-repeated="2"'
    )
    rows = (
        row(cell(attributes='table:number-columns-repeated="16384"'))
        + row(cell("a"), seven, attributes='table:number-rows-repeated="2"')
        + row(
            cell("b", 'table:number-columns-spanned="2" table:number-rows-spanned="3"'),
            "<table:covered-table-cell/>",
            cell("c"),
            attributes='table:visibility="filter"',
        )
        + row(
            cell(attributes='table:style-name="ce1" table:number-columns-repeated="16384"'),
            attributes='table:number-rows-repeated="1048572" table:visibility="collapse"',
        )
    )
    assert only_sheet(build, rows, before=columns) == Sheet(
        name="S",
        rows={2: {1: "a", 2: 7, 3: 7}, 3: {1: "a", 2: 7, 3: 7}, 4: {1: "b", 3: "c"}},
        hidden_rows=frozenset({4}),
        hidden_columns=frozenset({1, 2}),
        merges=((4, 1, 6, 2),),
    )


def test_hidden_tables_and_the_1904_epoch(build: Build) -> None:
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
        "</table:calculation-settings><table:tracked-changes><table:table-cell><text:p>cũ</text:p>"
        "</table:table-cell></table:tracked-changes>"
    )
    tables = settings + table("", name="Một") + table("", name="Hai", style="ta2")
    workbook = open_submission(build(ods_parts(tables, styles=STYLES), "a.ods"))
    assert workbook.epoch_1904
    assert workbook.sheets == (Sheet(name="Một", rows={}), Sheet(name="Hai", rows={}, hidden=True))


@pytest.mark.parametrize(
    ("rows", "limits", "detail"),
    [
        (row(cell("a"), attributes='table:number-rows-repeated="999999999"'), Limits(), "cells "),
        (row(cell("a", 'table:number-columns-repeated="3000000"')), Limits(), "cells "),
        (row(cell("a", 'table:number-columns-repeated="16385"')), Limits(), "columns "),
        (
            row(attributes='table:number-rows-repeated="1048576"') + row(cell("a")),
            Limits(),
            "rows ",
        ),
    ],
)
def test_repeats_without_end(
    build: Build, refused: Refuse, rows: str, limits: Limits, detail: str
) -> None:
    refusal = refused(build(ods_parts(table(rows)), "a.ods"), limits)
    assert (refusal.code, refusal.sheet) == ("file.too_large", "S")
    assert refusal.detail.startswith(detail)


@pytest.mark.parametrize(
    ("limits", "detail"),
    [
        (Limits(styles=1), "styles 2 > 1: "),
        (Limits(strings=3), "strings 4 > 3: "),
        (Limits(stored_characters=4), "stored_characters 5 > 4: "),
    ],
)
def test_what_is_stored_is_limited(
    build: Build, refused: Refuse, limits: Limits, detail: str
) -> None:
    cells = row(cell("a<text:tab/>"), cell("<text:s text:c='2'/>b"))
    path = build(ods_parts(table(cells), styles=STYLES, faces=FACES), "a.ods")
    refusal = refused(path, limits)
    assert refusal.code == "file.too_large"
    assert refusal.detail.startswith(detail)


@pytest.mark.parametrize(
    "content",
    [
        table('<table:table-source xlink:href="file:///C:/a.xls"/>'),
        table(
            row(
                '<table:table-cell><table:cell-range-source xlink:href="a.ods"/></table:table-cell>'
            )
        ),
        table(row(cell('<draw:image xlink:href="http://example.org/a.png"/>'))),
        table(row(cell('<draw:image xlink:href="../a.png"/>'))),
    ],
)
def test_external_reference(build: Build, refused: Refuse, content: str) -> None:
    assert refused(build(ods_parts(content), "a.ods")).code == "file.external_reference"


def test_own_pictures_are_no_external_reference(build: Build) -> None:
    picture = cell('a<draw:image xlink:href="Pictures/1.png"/>')
    assert only_sheet(build, row(picture)).rows == {1: {1: "a"}}


def test_a_password(build: Build, refused: Refuse) -> None:
    parts = ods_parts("")
    parts["META-INF/manifest.xml"] = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    parts["content.xml"] = b"\x1f\x8b\x08 encrypted"
    assert refused(build(parts, "a.ods")).code == "file.encrypted"


def test_parts(build: Build, refused: Refuse) -> None:
    parts = ods_parts(table(""))
    content = parts.pop("content.xml")
    assert refused(build(parts, "a.ods")).code == "file.parts_missing"
    parts["content.xml"] = "<x/>"
    assert refused(build(parts, "a.ods")).code == "file.damaged"
    parts["content.xml"] = f"<!DOCTYPE x>{str(content).partition('?>')[2]}"
    assert refused(build(parts, "a.ods")).code == "file.xml_entities"
    parts["content.xml"] = content
    parts["Object 1/content.xml"] = "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"
    assert refused(build(parts, "a.ods")).code == "file.xml_entities"
