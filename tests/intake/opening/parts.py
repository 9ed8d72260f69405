"""Builders of files part by part, for what no library would write."""

from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

Parts = dict[str, str | bytes]


def rels(*arrows: tuple[str, str, str]) -> str:
    """A relationships part; a target that begins with ``!`` is external."""
    lines = []
    for identifier, kind, target in arrows:
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        where = target.removeprefix("!")
        ends = f'Type="{OFFICE_RELS}/{kind}" Target="{where}"{mode}'
        lines.append(f'<Relationship Id="{identifier}" {ends}/>')
    body = "".join(lines)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELS}">{body}</Relationships>'


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part."""
    data = f"<sheetData>{rows}</sheetData>"
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}{data}{after}</worksheet>'


def xlsx_parts(
    sheets: Mapping[str, str],
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
) -> Parts:
    """The parts of a workbook with these worksheets, in one dictionary to alter."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    arrows = [
        (f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)
    ]
    parts: Parts = {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"/>'
        ),
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE_RELS}">'
            f"{properties}<sheets>{listed}</sheets></workbook>"
        ),
    }
    for n, sheet in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet
    if strings is not None:
        arrows.append(("rIdS", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        arrows.append(("rIdT", "styles", "styles.xml"))
        parts["xl/styles.xml"] = f'{DECLARATION}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = rels(*arrows)
    return parts


ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:calcext='
    '"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods_parts(tables: str, *, styles: str = "", faces: str = "") -> Parts:
    """The parts of an ods with these tables."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": (
            f"{DECLARATION}<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        ),
        "content.xml": (
            f"{DECLARATION}<office:document-content {ODS_SPACES}>"
            f"<office:font-face-decls>{faces}</office:font-face-decls>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>"
        ),
    }
