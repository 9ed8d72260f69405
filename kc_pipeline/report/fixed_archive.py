"""A zip archive written anew so that equal contents are equal bytes: fixed times, fixed order."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def fixed(archive: bytes) -> bytes:
    """The same members without the time they were packed at; the content types stay first."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (n != _FIRST, n)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # else it tells the system it was written on
            target.writestr(member, source.read(name))
    return written.getvalue()
