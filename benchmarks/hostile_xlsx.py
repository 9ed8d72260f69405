"""The worst xlsx files: each builder writes one into a folder and gives its path."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.packing import MIB, PIECE, Pieces, noise, repeated, write_part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COLUMNS = 20


def zip_bomb(folder: Path) -> Path:
    """A gigabyte of blanks in a megabyte."""
    return _xlsx(folder / "zip_bomb.xlsx", {"s": repeated(" " * MIB, 1024)})


def bomb_under_the_ratio(folder: Path) -> Path:
    """One value of 31 MiB, just short of where the ratio is looked at."""
    value = ('<row><c t="str"><v>', *repeated("a" * MIB, 31), "</v></c></row>")
    return _xlsx(folder / "one_value.xlsx", {"s": value})


def value_of_a_whole_part(folder: Path) -> Path:
    """One value of 50 MiB that packs no better than an honest one."""
    text = noise(MIB)
    value = ('<row><c t="str"><v>', *repeated(text, 50), "</v></c></row>")
    return _xlsx(folder / "whole_part.xlsx", {"s": value})


def styled_blanks(folder: Path) -> Path:
    """Four million blanks with a style."""
    row = "<row>" + '<c s="1"/>' * COLUMNS + "</row>"
    return _xlsx(folder / "styled_blanks.xlsx", {"s": repeated(row * PIECE, 200)})


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
        *repeated("<r><rPr><rFont val='.VnTime'/></rPr><t>a</t></r>" * PIECE, 600),
        "</si>",
        *repeated("<x>" * PIECE, 300),
        *repeated("</x>" * PIECE, 300),
    )
    return _xlsx(folder / "deep_string.xlsx", {"s": ("<row/>",)}, strings=strings)


def many_styles(folder: Path) -> Path:
    """Millions of cell styles."""
    styles = ("<cellXfs>", *repeated("<xf/>" * PIECE, 6_000), "</cellXfs>")
    return _xlsx(folder / "styles.xlsx", {"s": ("<row/>",)}, styles=styles)


def shared_formulas(folder: Path) -> Path:
    """One long formula, spelled out again for each of many cells."""
    first = f'<c><f t="shared" si="0">{"A1+" * 2_700}A1</f><v>1</v></c>'
    other = '<c><f t="shared" si="0"/><v>1</v></c>'
    rows = ("<row>", first, "</row>", *repeated("<row>" + other * 10 + "</row>", 10_000))
    return _xlsx(folder / "formulas.xlsx", {"s": rows})


def many_formulas(folder: Path) -> Path:
    """A long formula in each of many cells."""
    formula = f"<row><c><f>{'A1+' * 2_700}A1</f><v>1</v></c></row>"
    return _xlsx(folder / "long_formulas.xlsx", {"s": repeated(formula, 3_800)})


def many_comments(folder: Path) -> Path:
    """A million comments, each on a cell of its own in which nothing stands."""
    path = _xlsx(folder / "comments.xlsx", {"s": ("<row/>",)})
    arrow = f'<Relationship Id="c" Type="{OFFICE}/comments" Target="comments.xml"/>'
    said = "<text><t>a</t></text></comment>"
    comments = (f'<comment ref="A{row}">{said}' for row in range(1, 1_000_001))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        root = f'<Relationships xmlns="{PACKAGE}">'
        write_part(archive, "xl/_rels/s1.xml.rels", root, (arrow,))
        write_part(archive, "xl/comments.xml", f'<comments xmlns="{MAIN}">', comments)
    return path


def _texts(*, length: int, rows: int) -> Iterator[str]:
    text = ("đề án " + noise(PIECE)) * (length // PIECE)
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
        write_part(archive, "[Content_Types].xml", "<Types>", ())
        write_part(archive, "_rels/.rels", f'<Relationships xmlns="{PACKAGE}">', (main,))
        root = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        write_part(archive, "xl/workbook.xml", root, ("<sheets>", *named, *listed, "</sheets>"))
        root = f'<Relationships xmlns="{PACKAGE}">'
        write_part(archive, "xl/_rels/workbook.xml.rels", root, arrows)
        write_part(archive, "xl/strings.xml", f'<sst xmlns="{MAIN}">', strings)
        write_part(archive, "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">', styles)
        for number, rows in enumerate(sheets.values(), start=1):
            root = f'<worksheet xmlns="{MAIN}">'
            within = (
                piece for part in (("<sheetData>",), rows, ("</sheetData>",)) for piece in part
            )
            write_part(archive, f"xl/s{number}.xml", root, within)
    return path
