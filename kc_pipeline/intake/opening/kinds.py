"""What a file is, by its content: magic bytes and the parts of an archive, never by its ending.

The ending only decides what to call a file that is none of the supported kinds.
"""

import re
from enum import StrEnum

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening.archive import Archive

WORKBOOK_ENDINGS = {
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".xltx",
    ".xltm",
    ".xlt",
    ".xlsb",
    ".ots",
}
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_FOREIGN_MAGIC = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"MZ": "Windows program",
}
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|div|style)\b", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_BEGINNING = 4_096


class Kind(StrEnum):
    """The kinds of single files that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def kind_of_file(data: bytes, ending: str) -> Kind | None:
    """OLE and plain text; None for a zip, whose kind its parts tell (`kind_of_archive`).

    Raises ``file.mislabelled`` for another kind under a workbook's ending, else
    ``file.unknown_kind``.
    """
    if data.startswith(OLE_MAGIC):
        return Kind.XLS
    if data.startswith(ZIP_MAGIC):
        return None
    what = _foreign_kind(data)
    if ending == ".csv" and what in (None, "text"):
        return Kind.CSV
    raise unsupported(what, ending)


def kind_of_archive(archive: Archive, ending: str) -> Kind:
    """Which kind of workbook an archive is. Raises as `kind_of_file` does."""
    names = {name.casefold() for name in archive.names}
    if "mimetype" in names:
        media_type = archive.beginning("mimetype", 200)
        if media_type.startswith(ODS_TYPE):
            return Kind.ODS
        raise unsupported(media_type[:80].decode("ascii", "replace"), ending)
    if {"content.xml", "meta-inf/manifest.xml"} <= names:
        return Kind.ODS
    for folder, what in (
        ("word/", "Word document"),
        ("ppt/", "PowerPoint presentation"),
    ):
        if any(name.startswith(folder) for name in names):
            raise unsupported(what, ending)
    if "xl/workbook.bin" in names:
        raise unsupported("binary workbook (xlsb)", ending)
    if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    raise unsupported("zip archive", ending)


def unsupported(what: str | None, ending: str) -> UnreadableSubmission:
    """The refusal of a file that is no workbook, as an exception to raise."""
    if what is not None and ending in WORKBOOK_ENDINGS:
        return UnreadableSubmission("file.mislabelled", f"{ending}: {what}")
    return UnreadableSubmission("file.unknown_kind", what or "")


def _foreign_kind(data: bytes) -> str | None:
    for magic, what in _FOREIGN_MAGIC.items():
        if data.startswith(magic):
            return what
    text = _as_text(data[:_BEGINNING])
    if text is None:
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "XML spreadsheet 2003"
    if "urn:oasis:names:tc:opendocument" in text:
        return "flat OpenDocument"
    if _HTML.search(text):
        return "HTML"
    return "XML" if text.lstrip().startswith("<?xml") else "text"


def _as_text(data: bytes) -> str | None:
    """The beginning of a text file in whatever encoding; None if it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    if _CONTROL.search(data):
        return None
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
