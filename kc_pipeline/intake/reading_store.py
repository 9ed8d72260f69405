"""Readings kept by content: an unchanged file under an unchanged reader is never parsed again.

One Parquet file a submission, under a folder named after the reader's fingerprint: the values of
its rows as a table, everything else as JSON in its metadata.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import (
    CoverFact,
    Fate,
    ReadCell,
    Reading,
    ReadRow,
    RowFate,
    SheetReading,
)
from kc_pipeline.rules.finding import Issue

_SCHEMA = pa.schema(
    [
        ("table_name", pa.string()),
        ("sheet", pa.string()),
        ("row_no", pa.int64()),
        ("column_name", pa.string()),
        ("cell", pa.string()),
        ("raw", pa.string()),
        ("value", pa.string()),
    ]
)
PASSING = frozenset(
    {"file.timeout", "file.crashed", "file.out_of_memory", "file.not_tried", "file.not_taken"}
)
"""Refusals that may pass by themselves and are therefore not kept."""


def fingerprint(files: Iterable[Path]) -> str:
    """The hash of the files a reading depends on besides the submission: reader, forms, codes."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


class ReadingStore:
    """The kept readings of one fingerprint."""

    def __init__(self, folder: Path, behind: "ReadingStore | None" = None) -> None:
        """Keep readings in that folder, made when the first is kept; ``behind`` is only read."""
        self._folder = folder
        self._behind = behind

    def get(self, sha256: str) -> Reading | UnreadableSubmission | None:
        """The reading, or the refusal, of those bytes; None if it was never kept or is damaged."""
        found = self._own(sha256)
        return self._behind.get(sha256) if found is None and self._behind else found

    def _own(self, sha256: str) -> Reading | UnreadableSubmission | None:
        path = self._folder / f"{sha256}.parquet"
        try:
            with pq.ParquetFile(path) as kept_file:
                table = kept_file.read(use_threads=False)
        except (OSError, pa.ArrowInvalid):
            return None
        kept = (table.schema.metadata or {}).get(b"reading")
        if kept is None:
            return None
        told = json.loads(kept)
        if "refused" in told:
            return UnreadableSubmission(told["refused"], told["detail"], sheet=told["sheet"])
        return _reading(told, table)

    def keep(self, sha256: str, reading: Reading | UnreadableSubmission) -> None:
        """Keep a reading or a refusal, whole or not at all."""
        if isinstance(reading, UnreadableSubmission):
            if reading.code in PASSING:
                return
            told = {"refused": reading.code, "detail": reading.detail, "sheet": reading.sheet}
            cells: list[dict[str, object]] = []
        else:
            told = asdict(reading) | {"rows": None}
            cells = list(_flat(reading.rows))
        table = pa.Table.from_pylist(cells, schema=_SCHEMA)
        table = table.replace_schema_metadata({"reading": json.dumps(told, ensure_ascii=False)})
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"{sha256}.{os.getpid()}.tmp"
        pq.write_table(table, unfinished)
        unfinished.replace(self._folder / f"{sha256}.parquet")


def _flat(rows: Iterable[ReadRow]) -> Iterator[dict[str, object]]:
    for row in rows:
        for cell in row.cells:
            yield {
                "table_name": row.table,
                "sheet": row.sheet,
                "row_no": row.row_no,
                "column_name": cell.column,
                "cell": cell.cell,
                "raw": cell.raw,
                "value": cell.value,
            }


def _reading(told: dict[str, object], table: pa.Table) -> Reading:
    return Reading(
        form=str(told["form"]),
        form_years=tuple(_items(told["form_years"])),
        cover=tuple(CoverFact(**fact) for fact in _items(told["cover"])),
        sheets=tuple(_sheet(sheet) for sheet in _items(told["sheets"])),
        rows=tuple(_rows(table)),
        issues=tuple(Issue(**issue) for issue in _items(told["issues"])),
    )


def _items(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list was kept, not {type(value).__name__}")
    return value


def _sheet(told: dict[str, Any]) -> SheetReading:
    fates = tuple(
        RowFate(fate["row_no"], Fate(fate["fate"]), fate["reason"]) for fate in told["fates"]
    )
    return SheetReading(**(told | {"fates": fates}))


def _rows(table: pa.Table) -> Iterator[ReadRow]:
    place: tuple[str, str, int] | None = None
    cells: list[ReadCell] = []
    columns = (table[name].to_pylist() for name in _SCHEMA.names)
    for table_name, sheet, row_no, *cell in zip(*columns, strict=True):
        here = (table_name, sheet, row_no)
        if place is not None and here != place:
            yield ReadRow(*place, tuple(cells))
            cells = []
        place = here
        cells.append(ReadCell(*cell))
    if place is not None:
        yield ReadRow(*place, tuple(cells))
