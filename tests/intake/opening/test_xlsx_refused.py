import io
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from kc_pipeline.intake.opening import Limits, open_submission
from tests.intake.opening.conftest import Build, Refuse
from tests.intake.opening.parts import rels, worksheet, xlsx_parts

ONE = "<row><c><v>1</v></c></row>"
MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("part", "code", "sheet"),
    [
        ("xl/workbook.xml", "file.parts_missing", None),
        ("xl/_rels/workbook.xml.rels", "file.parts_missing", "S"),
        ("xl/worksheets/sheet1.xml", "file.parts_missing", "S"),
    ],
)
def test_a_part_is_missing(
    build: Build, refused: Refuse, part: str, code: str, sheet: str | None
) -> None:
    parts = xlsx_parts({"S": worksheet(ONE)})
    del parts[part]
    refusal = refused(build(parts))
    assert (refusal.code, refusal.sheet) == (code, sheet)


def test_strings_are_missing_and_needed(build: Build, refused: Refuse) -> None:
    parts = xlsx_parts({"S": worksheet('<row><c t="s"><v>0</v></c></row>')})
    refusal = refused(build(parts))
    assert (refusal.code, refusal.sheet) == ("file.parts_missing", "S")
    with_strings = xlsx_parts({"S": worksheet('<row><c t="s"><v>7</v></c></row>')}, strings="")
    assert refused(build(with_strings)).code == "file.damaged"


def test_a_workbook_lists_no_sheets(build: Build, refused: Refuse) -> None:
    assert refused(build(xlsx_parts({}))).code == "file.parts_missing"


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/theme/theme1.xml",
        "docProps/app.xml",
        "x.bin",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"], ids=["utf-8", "utf-16"])
def test_entities_in_any_part(build: Build, refused: Refuse, part: str, encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!-- {"x" * 5000} --><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts[part] = (bomb + "<x>&l9;</x>").encode(encoding)
    refusal = refused(build(parts))
    assert (refusal.code, refusal.detail) == ("file.xml_entities", part)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("externalLinkPath", "!file:///C:/a.xlsx"),
        ("image", "!http://example.org/a.png"),
        ("externalLink", "externalLinks/externalLink1.xml"),
        ("oleObject", "!\\\\server\\a.doc"),
    ],
)
def test_external_reference(build: Build, refused: Refuse, kind: str, target: str) -> None:
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("rId1", kind, target))
    refusal = refused(build(parts))
    assert refusal.code == "file.external_reference"
    assert kind in refusal.detail
    assert target.lstrip("!").rpartition("/")[2] in refusal.detail


def test_hyperlinks_are_no_external_reference(build: Build) -> None:
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("a", "hyperlink", "!http://example.org"))
    assert open_submission(build(parts)).sheets[0].rows == {1: {1: 1}}


def test_archive_within_the_archive(build: Build, refused: Refuse) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a", "b")
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts["xl/embeddings/Microsoft_Excel_Sheet1.xlsx"] = inner.getvalue()
    refusal = refused(build(parts))
    assert refusal.code == "file.nested_archive"
    assert refusal.detail == "xl/embeddings/Microsoft_Excel_Sheet1.xlsx"


def test_embedded_ole_objects_are_passed_over(build: Build) -> None:
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    parts["xl/media/image1.png"] = b"\x89PNG\r\n\x1a\n"
    assert open_submission(build(parts)).sheets[0].rows == {1: {1: 1}}


def patch(path: Path, name: str, fields: dict[tuple[int, int], bytes]) -> None:
    """Overwrite fields of a member's two headers, each given by its offsets in them."""
    data = bytearray(path.read_bytes())
    for magic, name_at, which in ((b"PK\x03\x04", 30, 0), (b"PK\x01\x02", 46, 1)):
        at = data.find(magic)
        while not data[at + name_at :].startswith(name.encode()):
            at = data.find(magic, at + 1)
        for offsets, value in fields.items():
            data[at + offsets[which] : at + offsets[which] + len(value)] = value
    path.write_bytes(data)


METHOD, SIZE = (8, 10), (22, 24)


def test_a_bomb_is_refused_at_once_and_for_little(tmp_path: Path, refused: Refuse) -> None:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = compressor.compress(b" " * MIB) + compressor.flush(zlib.Z_FULL_FLUSH)
    path = tmp_path / "bomb.xlsx"
    bomb = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (xlsx_parts({"S": ""}) | {bomb: block * 1100}).items():
            archive.writestr(name, content)
    patch(path, bomb, {METHOD: b"\x08\x00", SIZE: (1100 * MIB).to_bytes(4, "little")})
    assert path.stat().st_size < 1.3 * MIB
    tracemalloc.start()
    refusal = refused(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.code == "file.too_large"
    assert refusal.detail.startswith("unpacked_bytes 11534")
    assert peak < 8 * MIB


def test_a_bomb_that_lies_about_its_size(build: Build, refused: Refuse) -> None:
    path = build(xlsx_parts({"S": worksheet(" " * 5_000_000 + ONE)}))
    patch(path, "xl/worksheets/sheet1.xml", {SIZE: (100).to_bytes(4, "little")})
    assert refused(path).code == "file.truncated"


@pytest.mark.parametrize(
    ("limits", "detail"),
    [
        (Limits(file_bytes=500), "file_bytes "),
        (Limits(unpacked_bytes=2_000), "unpacked_bytes "),
        (Limits(ratio=1, ratio_from=0), "ratio "),
        (Limits(members=3), "members 8 > 3"),
        (Limits(sheets=1), "sheets 2 > 1: T"),
        (Limits(rows=8), "rows 9 > 8: S"),
        (Limits(columns=25), "columns 26 > 25: S"),
        (Limits(cells=1), "cells 2 > 1: "),
        (Limits(characters=3), "characters 4 > 3: T"),
        (Limits(merges=1), "merges 2 > 1: S"),
        (Limits(styles=2), "styles 3 > 2: xl/styles.xml"),
        (Limits(strings=1), "strings 2 > 1: xl/sharedStrings.xml"),
        (Limits(stored_characters=2), "stored_characters 3 > 2: xl/sharedStrings.xml"),
    ],
)
def test_every_limit_names_itself_and_the_measure(
    build: Build, refused: Refuse, limits: Limits, detail: str
) -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    first = worksheet('<row r="9"><c r="Z9"><v>1</v></c></row>' + " " * 5000, after=merges)
    second = worksheet(ONE + '<row><c t="str"><v>chữ!</v></c></row>')
    styles = "<fonts><font/></fonts><cellXfs><xf/><xf/></cellXfs>"
    parts = xlsx_parts({"S": first, "T": second}, strings="<si><t>tệp</t></si>", styles=styles)
    refusal = refused(build(parts), limits)
    assert refusal.code == "file.too_large"
    assert refusal.detail.startswith(detail)


def test_formulas_count_as_text(build: Build, refused: Refuse) -> None:
    cells = "<row><c><f>A1+A1</f><v>1</v></c></row>" * 3
    refusal = refused(build(xlsx_parts({"S": worksheet(cells)})), Limits(characters=17))
    assert (refusal.code, refusal.detail) == ("file.too_large", "characters 18 > 17: S")


def test_sizes_are_counted_as_they_are_read_too(build: Build, refused: Refuse) -> None:
    # The look over the parts and the reading together pass a limit the declared sizes keep.
    path = build(xlsx_parts({"S": worksheet(ONE + " " * 10_000)}))
    with zipfile.ZipFile(path) as archive:
        declared = sum(info.file_size for info in archive.infolist())
    assert refused(path, Limits(unpacked_bytes=declared)).code == "file.too_large"


def test_a_stray_cell_in_the_last_corner_costs_nothing(build: Build) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + last
    path = build(xlsx_parts({"S": worksheet(rows)}))
    tracemalloc.start()
    sheet = open_submission(path).sheets[0]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sheet.rows == {1: {1: 1}, 1_048_576: {16_384: 2}}
    assert peak < 2 * MIB


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("A1048577", "file.too_large"),
        ("XFE1", "file.too_large"),
        ("A0", "file.damaged"),
        ("1A", "file.damaged"),
    ],
)
def test_addresses_outside_every_sheet(
    build: Build, refused: Refuse, reference: str, code: str
) -> None:
    cell = f'<row><c r="{reference}"><v>1</v></c></row>'
    assert refused(build(xlsx_parts({"S": worksheet(cell)}))).code == code


def test_styled_blanks_to_the_end_cost_no_memory(build: Build) -> None:
    blanks = "".join(
        f'<row r="{row}" hidden="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>'
        for row in range(2, 30_000)
    )
    path = build(xlsx_parts({"S": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>' + blanks)}))
    tracemalloc.start()
    sheet = open_submission(path).sheets[0]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (sheet.rows, sheet.hidden_rows) == ({1: {1: 1}}, frozenset())
    assert peak < 3 * MIB


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet"),
        ("xl/worksheets/sheet1.xml", "<html/>"),
        ("xl/worksheets/sheet1.xml", ""),
        ("xl/worksheets/sheet1.xml", worksheet("<row><c><v>1</w></c></row>")),
        ("xl/worksheets/sheet1.xml", '<?xml version="1.0" encoding="klingon"?><worksheet/>'),
        ("xl/worksheets/sheet1.xml", worksheet("", before="<cols><col hidden='1'/></cols>")),
        ("xl/workbook.xml", "<document/>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships>"),
    ],
)
def test_damaged_xml(build: Build, refused: Refuse, part: str, content: str) -> None:
    parts = xlsx_parts({"S": worksheet(ONE)})
    parts[part] = content
    assert refused(build(parts)).code == "file.damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice(build: Build, refused: Refuse) -> None:
    path = build(xlsx_parts({"S": worksheet(ONE)}))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", worksheet("<row><c><v>2</v></c></row>"))
    assert refused(path).code == "file.damaged"


def test_a_zip_with_a_password(build: Build, refused: Refuse) -> None:
    path = build(xlsx_parts({"S": worksheet(ONE)}))
    patch(path, "xl/workbook.xml", {(6, 8): b"\x01\x00"})
    assert refused(path).code == "file.encrypted"


def test_cut_off_anywhere(build: Build, refused: Refuse) -> None:
    path = build(xlsx_parts({"S": worksheet(ONE * 200)}, strings="<si><t>a</t></si>"))
    data = path.read_bytes()
    for length in range(1, len(data) - 1, 37):
        path.write_bytes(data[:length])
        expected = "file.truncated" if length >= 4 else {"file.unknown_kind", "file.mislabelled"}
        assert refused(path).code in expected, length
