"""The worst csv, ods and xls files: each builder writes one into a folder and gives its path."""

import zipfile
from pathlib import Path
from struct import pack_into, unpack_from

import xlwt

from benchmarks.packing import MIB, PIECE, Pieces, repeated, write_part

ODF = "urn:oasis:names:tc:opendocument:xmlns"
COLUMNS = 20
SECTOR = 512


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
    cell = ("<t:table-row><t:table-cell><x:p>", *repeated("<x:tab/>" * PIECE, 3_500))
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


def _ods(path: Path, rows: Pieces, *, styles: Pieces = ()) -> Path:
    spaces = {"o": "office", "t": "table", "x": "text", "y": "style"}
    declared = " ".join(f'xmlns:{key}="{ODF}:{name}:1.0"' for key, name in spaces.items())
    body = ("<o:automatic-styles>", *styles, "</o:automatic-styles><o:body><o:spreadsheet>")
    table = ('<t:table t:name="S">', *rows, "</t:table></o:spreadsheet></o:body>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        write_part(archive, "content.xml", f"<o:document-content {declared}>", (*body, *table))
    return path
