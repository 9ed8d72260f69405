"""Writing huge XML parts into an archive piece by piece, and the pieces they are made of."""

import random
import zipfile
from collections.abc import Iterable, Iterator

MIB = 1024 * 1024
PIECE = 1_000
"""How often the smallest element stands in one piece."""

Pieces = Iterable[str]


def repeated(text: str, times: int) -> Iterator[str]:
    """The text so many times, never all at once."""
    return (text for _ in range(times))


def noise(length: int) -> str:
    """Letters that do not pack well."""
    chance = random.Random(length)  # noqa: S311  # an example, no secret
    return "".join(chance.choices("abcdefghijklmnop", k=length))


def write_part(archive: zipfile.ZipFile, name: str, root: str, pieces: Pieces) -> None:
    """Write an XML part piece by piece between the root and its end."""
    with archive.open(name, "w", force_zip64=True) as stream:
        stream.write(root.encode())
        for piece in pieces:
            stream.write(piece.encode())
        stream.write(f"</{root[1:-1].split(' ', 1)[0]}>".encode())
