"""Column lineage kept between runs: sqlglot takes seconds over all tables.

How Dagster or the dictionary show it is for them.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.lineage import column_lineage
from kc_pipeline.warehouse.sql_asset import SqlAsset, SqlAssets

Lineage = Mapping[str, list[list[str]]]
"""By column the ``[table, column]`` pairs it is made from, staged ones among them."""


class KeptLineage:
    """The lineage of every table, in one JSON file by the hash of what it follows from."""

    def __init__(self, assets: SqlAssets, file: Path) -> None:
        """Nothing is read or made yet."""
        self._assets = assets
        self._file = file

    def of(self, tables: Iterable[SqlAsset]) -> dict[str, Lineage]:
        """The lineage by qualified name; a table that sqlglot cannot follow is left out."""
        kept = self._read()
        asked = list(tables)
        marks = {table.qualified_name: self._mark(table) for table in asked}
        fresh = {
            marks[table.qualified_name]: self._computed(table)
            for table in asked
            if marks[table.qualified_name] not in kept
        }
        if fresh:
            kept = {**kept, **fresh}
            self._write(kept)
        return {name: kept[mark] for name, mark in marks.items() if kept[mark]}

    def _mark(self, table: SqlAsset) -> str:
        read = sorted(name for name in table.depends_on if name in self._assets.by_name)
        columns = [(name, [c.name for c in self._assets[name].header.columns]) for name in read]
        follows_from = f"{table.qualified_name} {table.sql} {columns}"
        return hashlib.sha256(follows_from.encode()).hexdigest()[:16]

    def _computed(self, table: SqlAsset) -> Lineage:
        try:
            found = column_lineage(table, self._assets)
        except DeclarationError:
            return {}
        return {name: sorted([t, c] for t, c in pairs) for name, pairs in found.items()}

    def _read(self) -> dict[str, Lineage]:
        try:
            kept: dict[str, Lineage] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept

    def _write(self, kept: Mapping[str, Lineage]) -> None:
        current = {self._mark(table) for table in self._assets}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._file.with_suffix(f".{os.getpid()}.tmp")
        told = {mark: lineage for mark, lineage in kept.items() if mark in current}
        unfinished.write_text(json.dumps(told), encoding="utf-8")
        unfinished.replace(self._file)
