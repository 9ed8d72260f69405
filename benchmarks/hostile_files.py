"""The worst files that could be sent: each builder writes one into a folder and gives its path.

Each is as bad as it can be while the one limit it aims at lets it through, or far beyond it.
"""

import random
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from struct import pack_into, unpack_from

import xlwt

MIB = 1024 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
COLUMNS = 20
SECTOR = 512
PIECE = 1_000

Pieces = Iterable[str]


def zip_bomb(folder: Path) -> Path:
    """A gigabyte of blanks in a megabyte."""
    return _xlsx(folder / "zip_bomb.xlsx", {"s": _repeated(" " * MIB, 1024)})


def bomb_under_the_ratio(folder: Path) -> Path:
    """One value of 31 MiB, just short of where the ratio is looked at."""
    value = ('<row><c t="str"><v>', *_repeated("a" * MIB, 31), "</v></c></row>")
    return _xlsx(folder / "one_value.xlsx", {"s": value})


def value_of_a_whole_part(folder: Path) -> Path:
    """One value of 50 MiB that packs no better than an honest one."""
    text = _noise(MIB)
    value = ('<row><c t="str"><v>', *_repeated(text, 50), "</v></c></row>")
    return _xlsx(folder / "whole_part.xlsx", {"s": value})


def styled_blanks(folder: Path) -> Path:
    """Four million blanks with a style."""
    row = "<row>" + '<c s="1"/>' * COLUMNS + "</row>"
    return _xlsx(folder / "styled_blanks.xlsx", {"s": _repeated(row * PIECE, 200)})


def stray_cell(folder: Path) -> Path:
    """One cell in the last corner."""
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _xlsx(folder / "stray_cell.xlsx", {"s": (row,)})


def long_texts(folder: Path) -> Path:
    """Cells of 40 000 characters, each another text."""
    return _xlsx(folder / "long_texts.xlsx", {"s": _texts(length=40_000, rows=3_000)})


def texts_of_full_length(folder: Path) -> Path:
    """Cells as long as Excel allows."""
    return _xlsx(folder / "full_texts.xlsx", {"s": _texts(length=32_000, rows=3_000)})


def many_numbers(folder: Path) -> Path:
    """Two million different numbers."""
    rows = (
        "<row>" + "".join(f"<c><v>{row}{n}.5</v></c>" for n in range(COLUMNS)) + "</row>"
        for row in range(100_000)
    )
    return _xlsx(folder / "many_numbers.xlsx", {"s": rows})


def many_sheets(folder: Path) -> Path:
    """More sheets than anyone could look at."""
    return _xlsx(folder / "many_sheets.xlsx", {f"s{n}": ("<row/>",) for n in range(2_000)})


def many_listed_sheets(folder: Path) -> Path:
    """Two million sheets listed, and one there."""
    listed = ('<sheet name="s" r:id="rId1"/>' * PIECE for _ in range(700))
    return _xlsx(folder / "listed_sheets.xlsx", {"s": ("<row/>",)}, listed=listed)


def many_shared_strings(folder: Path) -> Path:
    """Millions of shared strings that no cell asks for."""
    strings = ("".join(f"<si><t>{n}{k}</t></si>" for k in range(PIECE)) for n in range(5_000))
    return _xlsx(folder / "strings.xlsx", {"s": ("<row/>",)}, strings=strings)


def deep_shared_string(folder: Path) -> Path:
    """One shared string of a million runs, and elements within elements."""
    strings = (
        "<si>",
        *_repeated("<r><rPr><rFont val='.VnTime'/></rPr><t>a</t></r>" * PIECE, 600),
        "</si>",
        *_repeated("<x>" * PIECE, 300),
        *_repeated("</x>" * PIECE, 300),
    )
    return _xlsx(folder / "deep_string.xlsx", {"s": ("<row/>",)}, strings=strings)


def many_styles(folder: Path) -> Path:
    """Millions of cell styles."""
    styles = ("<cellXfs>", *_repeated("<xf/>" * PIECE, 6_000), "</cellXfs>")
    return _xlsx(folder / "styles.xlsx", {"s": ("<row/>",)}, styles=styles)


def shared_formulas(folder: Path) -> Path:
    """One long formula, spelled out again for each of many cells."""
    first = f'<c><f t="shared" si="0">{"A1+" * 2_700}A1</f><v>1</v></c>'
    other = '<c><f t="shared" si="0"/><v>1</v></c>'
    rows = ("<row>", first, "</row>", *_repeated("<row>" + other * 10 + "</row>", 10_000))
    return _xlsx(folder / "formulas.xlsx", {"s": rows})


def many_formulas(folder: Path) -> Path:
    """A long formula in each of many cells."""
    formula = f"<row><c><f>{'A1+' * 2_700}A1</f><v>1</v></c></row>"
    return _xlsx(folder / "long_formulas.xlsx", {"s": _repeated(formula, 3_800)})


def big_csv(folder: Path) -> Path:
    """Thirty-one megabytes of small values, one of them in letters of four bytes."""
    path = folder / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("\U0001f4a9\n")
        for row in range(31 * MIB // 55):
            file.write(f"{row:08};0;1;2;3;4;đề án;7;8;9;10;11;12;13;14\n")
    return path


def csv_of_one_line(folder: Path) -> Path:
    """Thirty-one megabytes without a line break."""
    path = folder / "line.csv"
    path.write_text("\U0001f4a9" + "đ;" * (10 * MIB), encoding="utf-8")
    return path


def csv_of_one_record(folder: Path) -> Path:
    """Line breaks enough, but every one within quotation marks."""
    path = folder / "record.csv"
    path.write_text('"a\n";' * (5 * MIB), encoding="utf-8")
    return path


def csv_of_long_values(folder: Path) -> Path:
    """Values as long as a cell allows, in letters of four bytes."""
    path = folder / "long.csv"
    path.write_text(("\U0001f4a9" * 32_000 + "\n") * 240, encoding="utf-8")
    return path


def ods_of_repeated_rows(folder: Path) -> Path:
    """A row of values that stands for a million, and blanks that stand for all the rest."""
    cell = '<t:table-cell o:value-type="float" o:value="5"/>'
    row = f'<t:table-row t:number-rows-repeated="1048576">{cell * COLUMNS}</t:table-row>'
    return _ods(folder / "repeated.ods", (row,))


def ods_of_allowed_rows(folder: Path) -> Path:
    """Repeated rows of texts, as many as the limit on cells allows."""
    cell = "<t:table-cell><x:p>đề án</x:p></t:table-cell>"
    row = f'<t:table-row t:number-rows-repeated="24000">{cell * COLUMNS}</t:table-row>'
    return _ods(folder / "allowed.ods", (row,))


def ods_of_many_runs(folder: Path) -> Path:
    """One cell of millions of tabs."""
    cell = ("<t:table-row><t:table-cell><x:p>", *_repeated("<x:tab/>" * PIECE, 3_500))
    return _ods(folder / "runs.ods", (*cell, "</x:p></t:table-cell></t:table-row>"))


def ods_of_many_styles(folder: Path) -> Path:
    """A million styles."""
    styles = (
        "".join(f'<y:style y:name="{n}.{k}" y:family="table-cell"/>' for k in range(PIECE))
        for n in range(1_000)
    )
    return _ods(folder / "styles.ods", (), styles=styles)


def xls_in_circles(folder: Path) -> Path:
    """Sectors that lead back to the first."""
    path = folder / "circles.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(2_000):
        sheet.write(row, 0, f"đề án {row}")
    book.save(str(path))
    data = bytearray(path.read_bytes())
    (table,) = unpack_from("<i", data, 76)
    at = SECTOR + table * SECTOR
    for entry in range(SECTOR // 4):
        (following,) = unpack_from("<i", data, at + entry * 4)
        if following > 0:
            pack_into("<i", data, at + entry * 4, 0)
    path.write_bytes(data)
    return path


def xls_of_many_cells(folder: Path) -> Path:
    """As many values as an old workbook takes."""
    path = folder / "many.xls"
    book = xlwt.Workbook()
    for number in range(4):
        sheet = book.add_sheet(f"S{number}")
        for row in range(20_000):
            for column in range(4):
                sheet.write(row, column, row + column / 7)
    book.save(str(path))
    return path


BUILDERS: tuple[Callable[[Path], Path], ...] = (
    zip_bomb,
    bomb_under_the_ratio,
    value_of_a_whole_part,
    styled_blanks,
    stray_cell,
    long_texts,
    texts_of_full_length,
    many_numbers,
    many_sheets,
    many_listed_sheets,
    many_shared_strings,
    deep_shared_string,
    many_styles,
    shared_formulas,
    many_formulas,
    big_csv,
    csv_of_one_line,
    csv_of_one_record,
    csv_of_long_values,
    ods_of_repeated_rows,
    ods_of_allowed_rows,
    ods_of_many_runs,
    ods_of_many_styles,
    xls_in_circles,
    xls_of_many_cells,
)


def _repeated(text: str, times: int) -> Iterator[str]:
    return (text for _ in range(times))


def _noise(length: int) -> str:
    """Letters that do not pack well."""
    chance = random.Random(length)  # noqa: S311  # an example, no secret
    return "".join(chance.choices("abcdefghijklmnop", k=length))


def _texts(*, length: int, rows: int) -> Iterator[str]:
    text = ("đề án " + _noise(PIECE)) * (length // PIECE)
    for row in range(rows):
        yield f'<row><c t="inlineStr"><is><t>{row} {text[:length]}</t></is></c></row>'


def _xlsx(
    path: Path,
    sheets: Mapping[str, Pieces],
    *,
    listed: Pieces = (),
    strings: Pieces = (),
    styles: Pieces = (),
) -> Path:
    named = (f'<sheet name="{n}" r:id="rId{i}"/>' for i, n in enumerate(sheets, start=1))
    targets = {f"rId{i}": ("worksheet", f"s{i}.xml") for i in range(1, len(sheets) + 1)}
    targets |= {"t": ("sharedStrings", "strings.xml"), "y": ("styles", "styles.xml")}
    arrows = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _part(archive, "[Content_Types].xml", "<Types>", ())
        _part(archive, "_rels/.rels", f'<Relationships xmlns="{PACKAGE}">', (main,))
        root = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        _part(archive, "xl/workbook.xml", root, ("<sheets>", *named, *listed, "</sheets>"))
        root = f'<Relationships xmlns="{PACKAGE}">'
        _part(archive, "xl/_rels/workbook.xml.rels", root, arrows)
        _part(archive, "xl/strings.xml", f'<sst xmlns="{MAIN}">', strings)
        _part(archive, "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">', styles)
        for number, rows in enumerate(sheets.values(), start=1):
            root = f'<worksheet xmlns="{MAIN}">'
            within = (
                piece for part in (("<sheetData>",), rows, ("</sheetData>",)) for piece in part
            )
            _part(archive, f"xl/s{number}.xml", root, within)
    return path


def _ods(path: Path, rows: Pieces, *, styles: Pieces = ()) -> Path:
    spaces = {"o": "office", "t": "table", "x": "text", "y": "style"}
    declared = " ".join(f'xmlns:{key}="{ODF}:{name}:1.0"' for key, name in spaces.items())
    body = ("<o:automatic-styles>", *styles, "</o:automatic-styles><o:body><o:spreadsheet>")
    table = ('<t:table t:name="S">', *rows, "</t:table></o:spreadsheet></o:body>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        _part(archive, "content.xml", f"<o:document-content {declared}>", (*body, *table))
    return path


def _part(archive: zipfile.ZipFile, name: str, root: str, pieces: Pieces) -> None:
    """Write an XML part piece by piece between the root and its end."""
    with archive.open(name, "w", force_zip64=True) as stream:
        stream.write(root.encode())
        for piece in pieces:
            stream.write(piece.encode())
        stream.write(f"</{root[1:-1].split(' ', 1)[0]}>".encode())


if __name__ == "__main__":
    # In a process of its own: what opens the file must not inherit how much it took to write it.
    _, wanted, into = sys.argv
    builder = next(builder for builder in BUILDERS if builder.__name__ == wanted)
    sys.stdout.write(str(builder(Path(into))))
