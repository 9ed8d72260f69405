"""Files that went wrong: in their bytes, in one of their parts, or in what was typed into cells.

Each mutation takes a sound submission and a source of chance and writes one file; the same chance
writes the same file.
"""

import io
import random
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tests.fuzz.hostile_values import LONGER_THAN_A_CELL, SHEET_NAMES, VALUES
from tools.sample_phase.file_kinds import csv_folder, ods_file, xls_file, xlsx_file
from tools.sample_phase.phase import submissions
from tools.sample_phase.sheets import Area, Cell, Sheet, Style
from tools.sample_phase.workbooks import sheets_of

CREATED = datetime(2017, 1, 5, 8)  # noqa: DTZ001 - file formats keep no zone
BASES = (("061", 2016), ("060", 2014), ("066", 2017), ("063", 2015))
KINDS = (".xlsx", ".xls", ".ods", "")
MOST_CHANGES = 5
LONGEST_CUT = 60
MOST_IN_XLS = 32_767
FURTHEST = 40
WORDS = (
    b"",
    b"0",
    b"-1",
    b"1e309",
    b"999999999999",
    b"\xff",
    b"\x00",
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"&#55296;",
    b"_xD800_",
    b"XFD1048576",
    b" ",
    "đ".encode(),
    b"A" * LONGER_THAN_A_CELL,
)


@dataclass(frozen=True)
class Base:
    """A sound submission: its sheets, and the file of each kind."""

    sheets: tuple[Sheet, ...]
    files: dict[str, bytes]
    csv: dict[str, bytes]


def bases(folder: Path) -> list[Base]:
    """Some submissions of the sample phase, written below the folder once."""
    wanted = [s.submission for s in submissions() if s.submission.version == 1]
    chosen = [s for s in wanted if (s.unit_code, s.year) in BASES]
    return [_base(sheets_of(one), folder / str(n)) for n, one in enumerate(chosen)]


def _base(sheets: Sequence[Sheet], folder: Path) -> Base:
    folder.mkdir(parents=True)
    for ending in KINDS:
        _write(sheets, folder / f"base{ending}")
    return Base(
        sheets=tuple(sheets),
        files={ending: (folder / f"base{ending}").read_bytes() for ending in KINDS if ending},
        csv={path.name: path.read_bytes() for path in sorted((folder / "base").iterdir())},
    )


def _write(sheets: Sequence[Sheet], path: Path) -> None:
    match path.suffix:
        case ".xlsx":
            xlsx_file.write(sheets, path, CREATED)
        case ".xls":
            xls_file.write(sheets, path)
        case ".ods":
            ods_file.write(sheets, path, CREATED)
        case _:
            csv_folder.write(sheets, path)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few small changes."""
    result = bytearray(data)
    for _ in range(chance.randrange(1, MOST_CHANGES)):
        at = chance.randrange(len(result) + 1)
        cut = chance.randrange(1, LONGEST_CUT)
        match chance.randrange(5):
            case 0 if at < len(result):
                result[at] = chance.randrange(256)
            case 1:
                del result[at : at + cut]
            case 2:
                result[at:at] = result[at : at + cut]
            case 3:
                del result[at:]
            case _:
                result[at : at + chance.randrange(4)] = chance.choice(WORDS)
    return bytes(result)


def mutated_bytes(base: Base, chance: random.Random, stem: Path) -> Path:
    """A file with changed bytes; of a CSV folder, one of its files."""
    ending = chance.choice(KINDS)
    if not ending:
        stem.mkdir()
        bad = chance.choice(list(base.csv))
        for name, data in base.csv.items():
            (stem / name).write_bytes(changed(data, chance) if name == bad else data)
        return stem
    path = stem.with_suffix(ending)
    path.write_bytes(changed(base.files[ending], chance))
    return path


def mutated_part(base: Base, chance: random.Random, stem: Path) -> Path:
    """An archive with one changed part, packed soundly."""
    path = stem.with_suffix(chance.choice((".xlsx", ".ods")))
    with zipfile.ZipFile(io.BytesIO(base.files[path.suffix])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bad = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[bad] = changed(parts[bad], chance)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def mutated_cells(base: Base, chance: random.Random, stem: Path) -> Path:
    """A sound file of any kind with hostile values, merges, gaps and names of sheets."""
    path = stem.with_suffix(chance.choice(KINDS))
    sheets = [_with_hostile_cells(sheet, chance, path.suffix) for sheet in base.sheets]
    if chance.random() < 1 / len(KINDS):
        sheets = _with_hostile_name(sheets, chance, path.suffix)
    with warnings.catch_warnings():
        # XlsxWriter warns of texts longer than a cell, and leaves them out.
        warnings.simplefilter("ignore")
        _write(sheets, path)
    return path


def _with_hostile_cells(sheet: Sheet, chance: random.Random, ending: str) -> Sheet:
    cells = dict(sheet.cells)
    areas = list(sheet.areas)
    for _ in range(chance.randrange(MOST_CHANGES + 1)):
        at = chance.choice(list(cells))
        if chance.random() < 1 / MOST_CHANGES:
            at = chance.randrange(FURTHEST), chance.randrange(FURTHEST)
        value = _fit_for(chance.choice(VALUES), ending)
        cells[at] = Cell(value, cells[at].style if at in cells else Style())
    if chance.random() < 1 / MOST_CHANGES:
        gone = chance.randrange(FURTHEST)
        cells = {at: cell for at, cell in cells.items() if at[0] != gone}
        areas = [area for area in areas if not area.top <= gone <= area.bottom]
    if cells and chance.random() < 1 / MOST_CHANGES:
        areas = [_some_area(chance, cells)]
    return replace(sheet, cells=cells, areas=[a for a in areas if (a.top, a.left) in cells])


def _some_area(chance: random.Random, cells: dict[tuple[int, int], Cell]) -> Area:
    top, left = chance.choice(list(cells))
    return Area(top, left, top + 1 + chance.randrange(FURTHEST), left + chance.randrange(FURTHEST))


def _fit_for(value: object, ending: str) -> str | float | None:
    """The value where the writer of that kind can write it, else the beginning of it."""
    if isinstance(value, str) and ending == ".xls":
        return value[:MOST_IN_XLS].encode("utf-16", "replace").decode("utf-16")
    if isinstance(value, str) and ending == ".ods":
        return "".join(letter for letter in value if letter.isprintable() or letter in "\n\t")
    if isinstance(value, bool) and ending == ".ods":
        return int(value)
    return value  # type: ignore[return-value]


def _with_hostile_name(sheets: Sequence[Sheet], chance: random.Random, ending: str) -> list[Sheet]:
    names = SHEET_NAMES if ending == ".ods" else [n for n in SHEET_NAMES if "/" not in n]
    new = chance.choice(names)
    at = chance.randrange(len(sheets))
    taken = {sheet.name.casefold() for n, sheet in enumerate(sheets) if n != at}
    if new.casefold() in taken and ending != ".ods":
        return list(sheets)
    return [replace(s, name=new) if n == at else s for n, s in enumerate(sheets)]


Mutation = Callable[[Base, random.Random, Path], Path]
MUTATIONS: tuple[Mutation, ...] = (mutated_bytes, mutated_part, mutated_cells, mutated_cells)
