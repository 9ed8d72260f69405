"""The folder ``exports/`` in the warehouse folder: what is published, as files, kept up to date.

Each file is replaced as a whole and only where its bytes differ; the manifest, written last, has
the hash of every one, for those who read several and want them of one snapshot.
"""

import hashlib
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kc_pipeline.access.exports.csv_files import CSV, write_csv
from kc_pipeline.access.exports.described_table import DescribedTable, described_tables
from kc_pipeline.access.exports.parquet_files import HIVE, PARQUET, write_parquet
from kc_pipeline.access.exports.postgresql import POSTGRESQL, write_postgresql
from kc_pipeline.access.opening import OpenWarehouse, open_place
from kc_pipeline.errors import NotPublished
from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.paths import Project

FORMATS = (PARQUET, CSV, POSTGRESQL)
USUAL = (PARQUET, CSV)
_MANIFEST = "manifest.json"
_UNFINISHED = ".unfinished"
_OURS = {PARQUET: ".parquet", HIVE: ".parquet", CSV: ".csv", POSTGRESQL: ".sql"}
"""The folders that are wholly ours, and how files end that we remove there."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did; paths are relative to ``folder``."""

    folder: Path
    snapshot: str | None
    files: tuple[str, ...]
    changed: tuple[str, ...]


def asked_for(project: Project) -> tuple[str, ...]:
    """The formats that are there and to be kept up to date; none where nobody asked for any."""
    told = read_json(project.exports / _MANIFEST) or {}
    formats = told.get("formats")
    return tuple(f for f in FORMATS if f in formats) if isinstance(formats, list) else ()


def export(project: Project, formats: Collection[str] = USUAL) -> Exported:
    """Write every published table in those formats; other formats that are there go.

    Call it as the writer. Raises WarehouseMissing where nothing is published, NotPublished where a
    program holds a file so that it cannot be replaced, the manifest being as it was.
    """
    unfinished = project.exports / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)  # what an export that was killed has left
    try:
        with open_place(project.warehouse) as opened:
            tables = described_tables(opened.connection)
            unfinished.mkdir(parents=True)
            _write(opened, tables, formats, unfinished)
            manifest = _manifest(opened, tables, formats, unfinished)
            snapshot = opened.snapshot
        files = tuple(path.relative_to(unfinished).as_posix() for path in _files(unfinished))
        changed = _put_in_place(unfinished, project.exports, files)
        _remove_others(project.exports, frozenset(files))
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    replace_json(project.exports / _MANIFEST, manifest)
    return Exported(project.exports, snapshot, files, changed)


def renew(project: Project) -> Exported | None:
    """Write anew, as the writer, what was asked for before; None where nothing was."""
    formats = asked_for(project)
    return export(project, formats) if formats else None


def _write(
    opened: OpenWarehouse,
    tables: Sequence[DescribedTable],
    formats: Collection[str],
    folder: Path,
) -> None:
    for table in tables:
        if PARQUET in formats:
            write_parquet(opened.connection, table, folder)
        if CSV in formats:
            write_csv(opened.connection, table, folder)
    if POSTGRESQL in formats:
        write_postgresql(opened.connection, list(tables), folder)


def _manifest(
    opened: OpenWarehouse,
    tables: Sequence[DescribedTable],
    formats: Collection[str],
    folder: Path,
) -> dict[str, object]:
    return {
        "snapshot": opened.snapshot,
        "published_at": opened.published_at.isoformat() if opened.published_at else None,
        "formats": [name for name in FORMATS if name in formats],
        "tables": [
            {
                "table": table.qualified_name,
                "meaning": table.meaning,
                "rows": opened.connection.table(table.source).count("*").fetchall()[0][0],
                "ordered_by": table.order,
                "partitioned_by": table.partition,
                "columns": [asdict(column) for column in table.columns],
            }
            for table in tables
        ],
        "files": {
            path.relative_to(folder).as_posix(): {
                "bytes": path.stat().st_size,
                "sha256": _sha256(path),
            }
            for path in _files(folder)
        },
    }


def _put_in_place(unfinished: Path, folder: Path, files: Sequence[str]) -> tuple[str, ...]:
    """Replace what differs. Raises NotPublished naming what a program holds, all else in place."""
    changed = [name for name in files if not _is_same(unfinished / name, folder / name)]
    held = []
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            (unfinished / name).replace(folder / name)
        except PermissionError:
            held.append(name)
    if held:
        raise NotPublished(
            f"{folder}: a program holds {', '.join(held)} open, which is older than the rest now; "
            "close it and run kc export again"
        )
    return tuple(changed)


def _remove_others(folder: Path, files: Collection[str]) -> None:
    for name, ending in _OURS.items():
        for path in (*sorted((folder / name).rglob("*"), reverse=True), folder / name):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif path.suffix == ending and path.relative_to(folder).as_posix() not in files:
                path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _is_same(one: Path, other: Path) -> bool:
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return _sha256(one) == _sha256(other)


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
