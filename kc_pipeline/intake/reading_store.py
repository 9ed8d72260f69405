"""Readings kept by content: an unchanged file under an unchanged reader is never parsed again.

One Parquet file a submission, under a folder named after the reader's fingerprint: the values of
its rows as a table, everything else as JSON in its metadata. Whoever asks for a reading is given
what is in the metadata; its rows stay on disk until somebody goes through them.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.kept_rows import CELLS, KeptRows, cells_of
from kc_pipeline.intake.reading import CoverFact, Fate, Reading, RowFate, SheetReading
from kc_pipeline.rules.finding import Issue

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


def may_pass(reading: Reading | UnreadableSubmission) -> bool:
    """Whether another try may end otherwise."""
    return isinstance(reading, UnreadableSubmission) and reading.code in PASSING


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
            schema = pq.read_schema(path)
        except (OSError, pa.ArrowInvalid):
            return None
        kept = (schema.metadata or {}).get(b"reading")
        if kept is None:
            return None
        told = json.loads(kept)
        if "refused" in told:
            return UnreadableSubmission(told["refused"], told["detail"], sheet=told["sheet"])
        return _reading(told, path)

    def keep(
        self, sha256: str, reading: Reading | UnreadableSubmission
    ) -> Reading | UnreadableSubmission:
        """Keep a reading or a refusal, whole or not at all; give it without the rows in memory."""
        path = self._folder / f"{sha256}.parquet"
        if isinstance(reading, UnreadableSubmission):
            if not may_pass(reading):
                told = {"refused": reading.code, "detail": reading.detail, "sheet": reading.sheet}
                self._write(path, told, CELLS.empty_table())
            return reading
        kept = replace(reading, rows=())
        self._write(path, asdict(kept) | {"rows": len(reading.rows)}, cells_of(reading.rows))
        return replace(kept, rows=KeptRows(path, len(reading.rows)))

    def _write(self, path: Path, told: Mapping[str, object], cells: pa.Table) -> None:
        table = cells.replace_schema_metadata({"reading": json.dumps(told, ensure_ascii=False)})
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.tmp")
        pq.write_table(table, unfinished, write_page_checksum=True)
        unfinished.replace(path)


def _reading(told: dict[str, Any], path: Path) -> Reading:
    return Reading(
        form=str(told["form"]),
        form_years=tuple(_items(told["form_years"])),
        cover=tuple(CoverFact(**fact) for fact in _items(told["cover"])),
        sheets=tuple(_sheet(sheet) for sheet in _items(told["sheets"])),
        rows=KeptRows(path, told["rows"]),
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
