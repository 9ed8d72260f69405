"""A zip archive held in memory, looked over before anything in it is read.

Everything true of any zip submission is checked here: damage, passwords, sizes, archives within
the archive, XML entities. Which parts a workbook needs belongs to the readers.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from types import TracebackType
from typing import Self

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening import xml_events
from kc_pipeline.intake.opening.limits import Budget, Limits, too_large

CHUNK = 65_536
ENCRYPTED_FLAG = 0x1
ARCHIVE_MAGIC = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"MSCF",
)
XML_BEGINNINGS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


class Archive:
    """The parts of a zip file by name, case aside as the Open Packaging Conventions have it."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise UnreadableSubmission("file.truncated", str(error)) from error
        self._members = _members(self._zip, budget.limits)
        _refuse_sizes(list(self._members.values()), len(data), budget.limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of all parts, as written."""
        return [_part_name(member) for member in self._members.values()]

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._members

    def chunks(self, part: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, piece by piece, counted against the limits."""
        member = self._members.get(part.casefold())
        if member is None:
            raise UnreadableSubmission("file.parts_missing", part)
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    self._budget.unpack(len(chunk), part)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise UnreadableSubmission("file.truncated", f"{part}: {error}") from error
        except NotImplementedError as error:  # a way of packing that no spreadsheet uses
            raise UnreadableSubmission("file.damaged", f"{part}: {error}") from error

    def beginning(self, part: str, size: int = 64) -> bytes:
        """The first bytes of a part."""
        for chunk in self.chunks(part):
            return chunk[:size]
        return b""

    def parse(
        self,
        part: str,
        *,
        start: xml_events.Start,
        end: xml_events.End | None = None,
        text: xml_events.Text | None = None,
    ) -> None:
        """Run XML handlers over a part."""
        xml_events.parse(self.chunks(part), part, start=start, end=end, text=text)

    def refuse_dangers(self) -> None:
        """Look into every part: no archive within the archive, no document type in any XML."""
        for part in self.names:
            chunks = self.chunks(part)
            beginning = next(chunks, b"")
            if beginning.startswith(ARCHIVE_MAGIC):
                raise UnreadableSubmission("file.nested_archive", part)
            if beginning.lstrip().startswith(XML_BEGINNINGS):
                xml_events.refuse_document_type(chain((beginning,), chunks), part)


def _part_name(member: zipfile.ZipInfo) -> str:
    # Some writers on Windows use backslashes, against the zip specification.
    return member.filename.replace("\\", "/").lstrip("/")


def _members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.filename.endswith(("/", "\\"))]
    if len(infos) > limits.members:
        raise too_large("members", limits.members, len(infos), "zip")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _part_name(info)
        if info.flag_bits & ENCRYPTED_FLAG:
            raise UnreadableSubmission("file.encrypted", name)
        if name.casefold() in members:
            # Two readers could see two different workbooks; no spreadsheet program writes this.
            raise UnreadableSubmission("file.damaged", f"{name}: twice in the archive")
        members[name.casefold()] = info
    return members


def _refuse_sizes(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Refuse by what the directory declares; zipfile never unpacks a part beyond that."""
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        largest = max(infos, key=lambda info: info.file_size)
        raise too_large("unpacked_bytes", limits.unpacked_bytes, unpacked, largest.filename)
    ratio = unpacked // max(1, packed)
    if unpacked > limits.ratio_from and ratio > limits.ratio:
        raise too_large("ratio", limits.ratio, ratio, f"{unpacked} bytes from {packed}")
    if sum(info.compress_size for info in infos) > packed:
        # Parts that share their bytes: how a small archive is made to unpack without end.
        raise UnreadableSubmission("file.damaged", "parts of the archive overlap")
