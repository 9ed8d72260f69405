from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from kc_pipeline.intake.grid import CellProblem, FlawedCell, Sheet, Workbook
from kc_pipeline.intake.opening import Limits, open_submission
from tests.intake.opening.conftest import Build, Refuse
from tests.intake.opening.parts import rels, worksheet, xlsx_parts

STYLES = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
    '<fonts><font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font>'
    '<font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font></fonts>'
    '<cellStyleXfs><xf numFmtId="14" fontId="1"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/>'
    '<xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/><xf numFmtId="0" fontId="3"/>'
    '<xf numFmtId="22" fontId="0"/><xf numFmtId="20" fontId="0"/><xf numFmtId="165" fontId="0"/>'
    "</cellXfs>"
    '<dxfs><dxf><font><name val=".VnTime"/></font></dxf></dxfs>'
)
DAY, TCVN3, TCVN3_CAPITALS, VNI, MOMENT, TIME, ELAPSED = 1, 2, 3, 4, 5, 6, 7


def only_sheet(build: Build, rows: str, *, after: str = "", **parts: str) -> Sheet:
    path = build(xlsx_parts({"S": worksheet(rows, after=after)}, **parts))
    (sheet,) = open_submission(path).sheets
    return sheet


def one_cell(build: Build, cell: str, **parts: str) -> object:
    """The value of A1, or its flaw."""
    sheet = only_sheet(build, f"<row>{cell}</row>", **parts)
    return sheet.rows.get(1, {}).get(1, sheet.flawed.get((1, 1)))


def test_whole_workbook_as_a_library_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Biểu 1")
        legacy = book.add_format({"font_name": ".VnTime"})
        sheet.write("A1", "Đề án")
        sheet.write("B2", "§Ò ¸n", legacy)
        sheet.write("C2", "   \u00a0\u200b")
        sheet.write_rich_string(
            "A3", legacy, "kh«ng ", book.add_format({"font_name": "Arial"}), "«ng", legacy, " g×"
        )
        sheet.write("A4", 5.5)
        sheet.write("B4", 195_880_000)
        sheet.write("C4", True)  # noqa: FBT003  # xlsxwriter has positions only
        sheet.write("D4", date(2017, 1, 15), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula("A5", "=B4/2", None, 97_940_000)
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.merge_range("A10:C11", "Tổng cộng")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(90, None, None, {"hidden": True})
        sheet.set_column("C:D", None, None, {"hidden": True})
        sheet.add_table("F1:G3")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Biểu 1'!$A$4:$B$4"})
        book.add_chartsheet("Đồ thị").set_chart(chart)
        book.add_worksheet("Ẩn").hide()
        book.add_worksheet("Rất ẩn").very_hidden()
    first, hidden, very_hidden = open_submission(path).sheets
    assert first == Sheet(
        name="Biểu 1",
        rows={
            1: {1: "Đề án", 6: "Column1", 7: "Column2"},
            2: {2: "Đề án"},
            3: {1: "không «ng gì"},
            4: {1: 5.5, 2: 195_880_000, 3: True, 4: date(2017, 1, 15)},
            5: {1: 97_940_000},
            10: {1: "Tổng cộng"},
        },
        hidden_rows=frozenset({4}),
        hidden_columns=frozenset({3, 4}),
        flawed={(5, 2): FlawedCell(CellProblem.ERROR_VALUE, "#DIV/0!")},
        merges=((10, 1, 11, 3),),
        formulas={(5, 1): "=B4/2", (5, 2): "=1/0"},
    )
    assert hidden == Sheet(name="Ẩn", rows={}, hidden=True)
    assert very_hidden == Sheet(name="Rất ẩn", rows={}, hidden=True)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>5</v></c>", 5),
        ("<c><v>5.0</v></c>", 5),
        ("<c><v>1.5E3</v></c>", 1500),
        ("<c><v> 0.1 </v></c>", 0.1),
        ("<c><v>123456789012345678</v></c>", 1.2345678901234568e17),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>0</v></c>', False),
        ('<c t="str"><f>A2</f><v>chữ</v></c>', "chữ"),
        ('<c t="str"><f>A2</f><v></v></c>', None),
        ('<c t="inlineStr"><is><t>một</t></is></c>', "một"),
        ('<c t="inlineStr"><is><r><t>một </t></r><r><t>hai</t></r></is></c>', "một hai"),
        ('<c t="inlineStr"><is><t>ab</t><rPh sb="0" eb="1"><t>xy</t></rPh></is></c>', "ab"),
        ('<c t="inlineStr"><is><t> =1+1 </t></is></c>', " =1+1 "),
        ('<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\rb_x0041_"),
        ('<c t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>', "\U0001f600 \ufffd"),
        ('<c t="inlineStr"/>', None),
        ('<c t="d"><v>2017-01-15</v></c>', date(2017, 1, 15)),
        ('<c t="d"><v>2017-01-15T00:00:00Z</v></c>', date(2017, 1, 15)),
        ('<c t="d"><v>2017-01-15T10:30:00</v></c>', datetime(2017, 1, 15, 10, 30)),  # noqa: DTZ001
        ("<c/>", None),
        ('<c s="1"/>', None),
        ('<c s="99"><v>7</v></c>', 7),
        ("<c><v></v></c>", None),
        ('<c t="e"><v>#REF!</v></c>', FlawedCell(CellProblem.ERROR_VALUE, "#REF!")),
        ('<c t="e"><f>A9</f><v>#N/A</v></c>', FlawedCell(CellProblem.ERROR_VALUE, "#N/A")),
        ("<c><v>NaN</v></c>", FlawedCell(CellProblem.ERROR_VALUE, "NaN")),
        ("<c><v>1e999</v></c>", FlawedCell(CellProblem.ERROR_VALUE, "inf")),
        ("<c><v>1_000</v></c>", FlawedCell(CellProblem.ERROR_VALUE, "1_000")),
        ('<c t="b"><v>x</v></c>', FlawedCell(CellProblem.ERROR_VALUE, "x")),
        ('<c t="new"><v>x</v></c>', FlawedCell(CellProblem.ERROR_VALUE, "x")),
        ("<c><f>A2+1</f></c>", FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, "=A2+1")),
        ("<c><f>A2+1</f><v></v></c>", FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, "=A2+1")),
        ('<c><f t="dataTable"/></c>', FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, "=")),
    ],
)
def test_value(build: Build, cell: str, value: object) -> None:
    found = one_cell(build, cell)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("style", "serial", "value"),
    [
        (DAY, "42750", date(2017, 1, 15)),
        (DAY, "42750.5", datetime(2017, 1, 15, 12)),  # noqa: DTZ001
        (MOMENT, "42750.9999999999", date(2017, 1, 16)),
        (DAY, "1", date(1900, 1, 1)),
        (DAY, "59", date(1900, 2, 28)),
        (DAY, "60", 60),
        (DAY, "61", date(1900, 3, 1)),
        (DAY, "0", 0),
        (DAY, "-5", -5),
        (DAY, "2958465", date(9999, 12, 31)),
        (DAY, "2958466", 2_958_466),
        (DAY, "20170115", 20_170_115),
        (TIME, "0.4375", time(10, 30)),
        (TIME, "0", time(0)),
        (MOMENT, "0.4375", time(10, 30)),
        (ELAPSED, "1.5", 1.5),
        (0, "42750", 42_750),
    ],
)
def test_serial_under_a_format(build: Build, style: int, serial: str, value: object) -> None:
    assert one_cell(build, f'<c s="{style}"><v>{serial}</v></c>', styles=STYLES) == value


@pytest.mark.parametrize(
    ("serial", "value"),
    [("41288", date(2017, 1, 15)), ("0", date(1904, 1, 1)), ("2958000", 2_958_000)],
)
def test_serial_of_the_1904_epoch(build: Build, serial: str, value: object) -> None:
    parts = xlsx_parts(
        {"S": worksheet(f'<row><c s="1"><v>{serial}</v></c></row>')},
        styles=STYLES,
        properties='<workbookPr date1904="1"/>',
    )
    workbook = open_submission(build(parts))
    assert workbook.epoch_1904
    assert workbook.sheets[0].rows == {1: {1: value}}


@pytest.mark.parametrize(
    ("style", "written", "text"),
    [
        (0, "khuyÕn c«ng", "khuyÕn c«ng"),
        (TCVN3, "khuyÕn c«ng \u00ad", "khuyến công ư"),
        (TCVN3_CAPITALS, "khuyÕn c«ng", "KHUYẾN CÔNG"),
        (VNI, "khuyeán coâng", "khuyến công"),
    ],
)
def test_legacy_font_of_the_cell(build: Build, style: int, written: str, text: str) -> None:
    cell = f'<c t="s" s="{style}"><v>0</v></c>'
    plain = f"<si><t>{written}</t></si>"
    assert one_cell(build, cell, strings=plain, styles=STYLES) == text
    in_runs = f"<si><r><t>{written[:9]}</t></r><r><rPr><b/></rPr><t>{written[9:]}</t></r></si>"
    assert one_cell(build, cell, strings=in_runs, styles=STYLES) == text


def test_font_of_a_run_beats_the_font_of_the_cell(build: Build) -> None:
    strings = (
        '<si><r><rPr><rFont val="Arial"/></rPr><t>«</t></r><r><t>c«ng</t></r>'
        '<r><rPr><rFont val="VNI-Times"/></rPr><t>co</t></r>'
        '<r><rPr><b/><rFont val="VNI-Times"/></rPr><t>âng</t></r></si>'
    )
    cell = f'<c t="s" s="{TCVN3}"><v>0</v></c>'
    assert one_cell(build, cell, strings=strings, styles=STYLES) == "«côngcông"


def test_text_beyond_the_limit_is_flawed(build: Build) -> None:
    text = "a" * 32_768
    found = one_cell(build, f'<c t="inlineStr"><is><t>{text}</t></is></c>')
    assert found == FlawedCell(CellProblem.TEXT_TOO_LONG, "a" * 100 + "…")
    longest = one_cell(build, f'<c t="inlineStr"><is><t>{text[1:]}</t></is></c>')
    assert longest == text[1:]


def test_cells_and_rows_without_or_with_repeated_addresses(build: Build) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
        '<row r="5"><c r="C5"><v>6</v></c><c r="A5"><v>7</v></c></row>'
        '<row r="2"><c r="$B$2"><v>8</v></c><c r="b2"/></row>'
    )
    sheet = only_sheet(build, rows)
    assert sheet.rows == {1: {1: 1, 2: 2}, 2: {2: 8}, 5: {1: 7, 3: 6, 4: 4}, 6: {1: 5}}
    assert list(sheet.rows) == [1, 2, 5, 6]
    assert list(sheet.rows[5]) == [1, 3, 4]


def test_an_address_that_is_first_a_value_and_then_an_error_is_only_flawed(build: Build) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="A1" t="e"><v>#REF!</v></c></row>'
    sheet = only_sheet(build, rows)
    assert sheet.rows == {}
    assert list(sheet.row_numbers()) == [1]


def test_cells_outside_the_dimension_are_read(build: Build) -> None:
    sheet = worksheet('<row r="9"><c r="Z9"><v>1</v></c></row>', before='<dimension ref="A1:B2"/>')
    assert open_submission(build(xlsx_parts({"S": sheet}))).sheets[0].rows == {9: {26: 1}}


def test_shared_formula_is_told_for_each_cell(build: Build) -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$D$1</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="B4"><f t="shared" si="9"/><v>1</v></c></row>'
    )
    sheet = only_sheet(build, rows)
    assert sheet.formulas == {
        (1, 2): "=A1*$D$1",
        (2, 2): "=A2*$D$1",
        (3, 2): "=A3*$D$1",
        (4, 2): "=",
    }
    assert sheet.rows == {1: {2: 2}, 2: {2: 4}, 4: {2: 1}}
    assert sheet.flawed == {(3, 2): FlawedCell(CellProblem.FORMULA_WITHOUT_VALUE, "=A3*$D$1")}


def test_shared_formula_that_cannot_be_moved_is_left_unknown(build: Build) -> None:
    rows = (
        '<row r="5"><c r="B5"><f t="shared" si="0">A1</f><v>2</v></c>'
        '<c r="C5"><f t="shared" si="1">(((}</f><v>2</v></c></row>'
        '<row r="1"><c r="B1"><f t="shared" si="0"/><v>4</v></c>'
        '<c r="C1"><f t="shared" si="1"/><v>4</v></c></row>'
    )
    sheet = only_sheet(build, rows)
    assert sheet.formulas == {(5, 2): "=A1", (5, 3): "=(((}", (1, 2): "=", (1, 3): "="}
    assert sheet.rows == {1: {2: 4, 3: 4}, 5: {2: 2, 3: 2}}


def test_one_long_string_in_many_cells_is_counted_each_time(build: Build, refused: Refuse) -> None:
    cells = f'<c t="s" s="{TCVN3}"><v>0</v></c>' * 4_000
    parts = xlsx_parts(
        {"S": worksheet(f"<row>{cells}</row>")},
        strings=f"<si><t>{'«' * 30_000}</t></si>",
        styles=STYLES,
    )
    refusal = refused(build(parts))
    assert (refusal.code, refusal.detail.split()[0]) == ("file.too_large", "characters")


def test_rows_and_columns_of_no_height_or_width_are_hidden(build: Build) -> None:
    columns = '<cols><col min="2" max="16384" width="0"/></cols>'
    rows = '<row r="1" ht="0"><c><v>1</v></c><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'
    path = build(xlsx_parts({"S": worksheet(rows, before=columns)}))
    sheet = open_submission(path).sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({1}), frozenset({2}))


def test_formulas_of_extensions_are_no_cells(build: Build) -> None:
    after = (
        '<conditionalFormatting sqref="A1"><cfRule><formula>1</formula></cfRule>'
        '</conditionalFormatting><extLst><ext xmlns:xm="u:x"><xm:f>S!A1</xm:f></ext></extLst>'
    )
    sheet = only_sheet(build, "<row><c><v>1</v></c></row>", after=after)
    assert (sheet.rows, sheet.formulas) == ({1: {1: 1}}, {})


def test_strict_variant_prefixes_and_backslashes(build: Build) -> None:
    parts = xlsx_parts({"S": worksheet('<row r="1"><c r="A1" t="b"><v>1</v></c></row>')})
    strict = {
        name.replace("/", "\\"): str(content)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace("xmlns=", "xmlns:x=")
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("<x:?", "<?")
        for name, content in parts.items()
    }
    assert open_submission(build(strict)).sheets[0].rows == {1: {1: True}}


def test_sheet_parts_are_found_by_relationship(build: Build) -> None:
    parts = xlsx_parts({"Một": worksheet("<row><c><v>1</v></c></row>"), "Hai": worksheet("")})
    parts["xl/tabs/Hai tab.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "/xl/tabs/Hai%20tab.xml"),
        ("rId2", "worksheet", "./worksheets/SHEET2.xml"),
    )
    sheets = open_submission(build(parts)).sheets
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("Một", {1: {1: 1}}), ("Hai", {})]


def test_macros_are_taken_along_unseen(build: Build) -> None:
    parts = xlsx_parts({"S": worksheet("<row><c><v>1</v></c></row>")})
    arrows = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 no macro is ever looked at"
    parts["xl/_rels/workbook.xml.rels"] = arrows.replace(
        "</Relationships>",
        '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    workbook = open_submission(build(parts, "a.xlsm"))
    sheets = (Sheet(name="S", rows={1: {1: 1}}),)
    assert workbook == Workbook(sheets=sheets, kind="xlsm", has_macros=True)


def test_strings_may_be_missing_where_no_cell_needs_them(build: Build) -> None:
    parts = xlsx_parts({"S": worksheet("<row><c><v>1</v></c></row>")})
    assert open_submission(build(parts), Limits(sheets=1)).sheets[0].rows == {1: {1: 1}}
