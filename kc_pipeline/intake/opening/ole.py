"""The OLE container of an xls, looked over before xlrd reads it.

A password, another program's document, a cut-off file and links to other workbooks are found here,
each under its own code; xlrd tells them apart by wording or not at all.
"""

import io
from collections.abc import Iterator
from struct import unpack_from

from xlrd.compdoc import CompDoc

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening.kinds import unsupported

_EOF, _FILEPASS, _SUPBOOK = 0x0A, 0x2F, 0x1AE
# Where a SUPBOOK leads: this workbook's sheets, add-in functions, nowhere.
_OWN_SHEETS, _ADD_INS = b"\x01\x04", b"\x01\x3a"
_NOWHERE = (b"\x01\x00\x00\x00", b"\x01\x00\x00\x20")
_MACROS = "_vba_project_cur"
_FOREIGN_STREAMS = {
    "worddocument": "Word document 97-2003",
    "powerpoint document": "PowerPoint presentation 97-2003",
    "__properties_version1.0": "Outlook message",
    "visiodocument": "Visio drawing",
}


def look_over(data: bytes, ending: str) -> bool:
    """Raise what is wrong with the container or the workbook as a whole; whether it has macros."""
    try:
        document = CompDoc(data, logfile=io.StringIO())
        names = {entry.name.casefold() for entry in document.dirlist}
    except Exception as error:
        # It declares one exception and raises a dozen others on damage.
        raise UnreadableSubmission("file.truncated", f"OLE: {error}") from error
    if "encryptedpackage" in names:
        raise UnreadableSubmission("file.encrypted", "OLE: EncryptedPackage")
    stream = next((name for name in ("workbook", "book") if name in names), None)
    if stream is None:
        what = next(
            (text for name, text in _FOREIGN_STREAMS.items() if name in names),
            "OLE file",
        )
        raise unsupported(what, ending)
    _refuse_endless(document, stream, data)
    content, begin, length = _stream(document, stream)
    if len(content) < begin + length:
        missing = begin + length - len(content)
        raise UnreadableSubmission("file.truncated", f"OLE: {missing} bytes are missing")
    for record, body in _records(content[begin : begin + length]):
        if record == _FILEPASS:
            raise UnreadableSubmission("file.encrypted", "xls: FilePass")
        if record == _SUPBOOK:
            _refuse_external(body)
    return _MACROS in names


def _refuse_endless(document: CompDoc, name: str, data: bytes) -> None:
    """Refuse a short stream whose sectors lead back into themselves: xlrd would follow for ever."""
    (shortest_long_stream,) = unpack_from("<i", data, 56)
    for entry in document.dirlist:
        if entry.name.casefold() != name or entry.tot_size >= shortest_long_stream:
            continue
        sector = entry.first_SID
        for _ in range(len(document.SSAT) + 1):
            if not 0 <= sector < len(document.SSAT):
                break
            sector = document.SSAT[sector]
        else:
            raise UnreadableSubmission("file.truncated", f"OLE: stream {name} never ends")


def _stream(document: CompDoc, name: str) -> tuple[bytes, int, int]:
    try:
        content, begin, length = document.locate_named_stream(name)
    except Exception as error:  # as above
        raise UnreadableSubmission("file.truncated", f"OLE: {error}") from error
    if not content:
        raise UnreadableSubmission("file.truncated", f"OLE: stream {name} is empty")
    return content, begin, length


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the workbook's global part, which comes first."""
    at = 0
    while at + 4 <= len(stream):
        record, size = unpack_from("<HH", stream, at)
        if record == _EOF:
            return
        yield record, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _refuse_external(body: bytes) -> None:
    if body[2:4] in (_OWN_SHEETS, _ADD_INS) or body[2:6] in _NOWHERE:
        return
    wide = body[4:5] == b"\x01"
    path = body[5:].decode("utf-16-le" if wide else "latin-1", "replace")
    shown = "".join(letter for letter in path if letter.isprintable())[:120]
    raise UnreadableSubmission("file.external_reference", f"SUPBOOK: {shown}")
