"""The parts of an xlsx beside its sheets: relationships, styles, shared strings.

The sheets themselves are read in `xlsx_sheet`; how it all hangs together stands in `xlsx`.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.limits import Budget
from kc_pipeline.intake.opening.rich_text import RichText
from kc_pipeline.intake.opening.serials import Format, built_in_format, format_of
from kc_pipeline.intake.opening.stored_text import StoredText, legacy_font
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # the strict variant
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one part to another: the last word of its type and where it leads."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's style says about its value; the font only if its text needs decoding."""

    legacy_font: str | None = None
    format: Format = Format.NUMBER


def relationships(archive: Archive, part: str) -> dict[str, Relationship]:
    """The relationships of a part (``""`` for the archive itself) by identifier."""
    folder, name = posixpath.split(part)
    rels_part = posixpath.join(folder, "_rels", f"{name}.rels")
    return _read_relationships(archive, rels_part, folder) if archive.has(rels_part) else {}


def refuse_external(archive: Archive) -> None:
    """Refuse whatever reaches outside the file, plain hyperlinks aside, saying what it is."""
    for rels_part in archive.names:
        if not rels_part.casefold().endswith(".rels"):
            continue
        for relationship in _read_relationships(archive, rels_part, "").values():
            reaches_out = relationship.external and relationship.kind != "hyperlink"
            if reaches_out or relationship.kind == "externalLink":
                detail = f"{relationship.kind}: {relationship.target} ({rels_part})"
                raise UnreadableSubmission("file.external_reference", detail)


def _read_relationships(archive: Archive, rels_part: str, folder: str) -> dict[str, Relationship]:
    found: dict[str, Relationship] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local_name(name) != "Relationship":
            return
        external = attributes.get("TargetMode", "").strip().casefold() == "external"
        target = attributes.get("Target", "")
        if not external:
            joined = posixpath.join("/", folder, unquote(target).replace("\\", "/"))
            target = posixpath.normpath(joined).lstrip("/")
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
        # The number keeps apart what a careless writer gave the same identifier.
        identifier = attributes.get("Id", "")
        key = identifier if identifier not in found else f"{identifier}#{len(found)}"
        found[key] = Relationship(kind, target, external)

    archive.parse(rels_part, start=start)
    return found


def read_styles(archive: Archive, part: str, budget: Budget) -> dict[str, CellStyle]:
    """The cell styles by the index that cells refer to them with, as it is written."""
    formats: dict[str, Format] = {}
    fonts: list[str | None] = []
    styles: list[tuple[str, str]] = []
    containers = ("fonts", "numFmts", "cellXfs", "cellStyleXfs", "dxfs")
    container = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal container
        match (container, local_name(name)):
            case (_, word) if word in containers:
                container = word
            case ("numFmts", "numFmt"):
                code = attributes.get("formatCode", "")
                formats[attributes.get("numFmtId", "")] = format_of(code)
            case ("fonts", "font"):
                budget.style(part)
                fonts.append(None)
            case ("fonts", "name") if fonts:
                fonts[-1] = legacy_font(attributes.get("val"))
            case ("cellXfs", "xf"):
                budget.style(part)
                styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def end(name: str) -> None:
        nonlocal container
        if local_name(name) == container:
            container = ""

    archive.parse(part, start=start, end=end)
    return {
        str(index): CellStyle(_font(fonts, font), _format(formats, number))
        for index, (number, font) in enumerate(styles)
    }


def _font(fonts: list[str | None], index: str) -> str | None:
    return (
        fonts[int(index)]
        if index.isascii() and index.isdigit() and int(index) < len(fonts)
        else None
    )


def _format(formats: dict[str, Format], number: str) -> Format:
    if number in formats:
        return formats[number]
    return built_in_format(int(number)) if number.isascii() and number.isdigit() else Format.NUMBER


def read_shared_strings(archive: Archive, part: str, budget: Budget) -> list[StoredText]:
    """The strings that cells refer to by index."""
    strings: list[StoredText] = []
    rich = RichText()

    def start(name: str, attributes: Attributes) -> None:
        if local_name(name) == "si":
            rich.clear()
        else:
            rich.start(local_name(name), attributes)

    def end(name: str) -> None:
        if local_name(name) == "si":
            strings.append(rich.stored())
            budget.string(0, part)
        else:
            rich.end(local_name(name))

    def text(piece: str) -> None:
        budget.string(len(piece), part)
        rich.text(piece)

    archive.parse(part, start=start, end=end, text=text)
    return strings
