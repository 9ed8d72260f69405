"""The home of a province that holds only what is its own: the rest comes from the program.

``assets/province.toml`` of the program says which files are a province's. Of a home whose own
``province.toml`` says ``rest = "program"`` a whole one is put together under the warehouse folder,
and kept as it is while nothing changes. What the files mean is for others.
"""

import csv
import io
import os
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from kc_pipeline.errors import DeclarationError, UsageError

_DECLARATION = "province.toml"
_UNITS = "reference/units.csv"
_TABLES = "reference/"


def is_province_home(home: Path) -> bool:
    """Say whether the home leaves the rest to the program. Raises DeclarationError."""
    rest = _declared(home / "assets").get("rest")
    if rest not in (None, "program"):
        raise DeclarationError(f"{home / 'assets' / _DECLARATION}: rest is 'program' or not there")
    return rest == "program"


def put_together(home: Path, program: Path, target: Path) -> Path:
    """Make ``target`` the whole home of a province; files that are right are left alone.

    Raises UsageError for a province without units.
    """
    own, rest = home / "assets", program / "assets"
    if not (own / _UNITS).is_file():
        raise UsageError(
            f"{own / _UNITS}: a province has its units; the columns are those of {rest}"
        )
    wanted = _wanted(own, rest)
    made = target / "assets"
    for name, content in wanted.items():
        path = made / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            unfinished.write_bytes(content)
            unfinished.replace(path)
    for name in set(_files(made)) - set(wanted):
        (made / name).unlink(missing_ok=True)
    return target


def _wanted(own: Path, rest: Path) -> dict[str, bytes]:
    """The content of every file by its path under ``assets``."""
    patterns = _declared(rest).get("own")
    if not isinstance(patterns, list):
        raise DeclarationError(f"{rest / _DECLARATION}: own is a list of paths")
    wanted: dict[str, bytes] = {}
    for name in _files(rest):
        content = (rest / name).read_bytes()
        if not any(fnmatchcase(name, pattern) for pattern in patterns):
            wanted[name] = content
        elif name.startswith(_TABLES):
            wanted[name] = content.partition(b"\n")[0] + b"\n"
    for name in _files(own):
        if name != _DECLARATION:
            content = (own / name).read_bytes()
            is_table = name.startswith(_TABLES) and (rest / name).is_file()
            wanted[name] = _with_columns_of(rest / name, content) if is_table else content
    return wanted


def _with_columns_of(table: Path, content: bytes) -> bytes:
    """A province's table, with blanks in the columns that the program has come to know since."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    with table.open(encoding="utf-8-sig", newline="") as lines:
        known = next(csv.reader(lines), [])
    lacking = [name for name in known if rows and name not in rows[0]]
    if not lacking:
        return content
    written = io.StringIO(newline="")
    blanks = [""] * len(lacking)
    csv.writer(written, lineterminator="\n").writerows(
        [[*row, *(lacking if place == 0 else blanks)] for place, row in enumerate(rows) if row]
    )
    return written.getvalue().encode()


def _files(folder: Path) -> Iterator[str]:
    """Every file under a folder by its path in it, hidden ones and those in hidden folders not."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix()


def _declared(assets: Path) -> Mapping[str, object]:
    path = assets / _DECLARATION
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{path}: no valid TOML: {error}") from error
