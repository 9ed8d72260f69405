"""The figure catalogue: every figure is a pointer into a section table.

A pointer names the table, a measure and a slice; dimensions the slice does not name are taken at
their total. Values and sources both follow from it (`computing`, `measures`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kc_pipeline.errors import DeclarationError, UnknownFigure
from kc_pipeline.figures.phases import Phase
from kc_pipeline.warehouse.sql_asset import SqlAssets

_FUNDINGS = {"national": "nguồn quốc gia", "local": "nguồn địa phương"}
_KEYS = frozenset({"label_vi", "unit", "table", "measure", "where", "by_funding", "by_year"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, Vietnamese label, unit, and where it is read."""

    name: str
    label_vi: str
    unit: str
    table: str
    measure: str
    where: tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    figure: Figure
    by_funding: bool
    by_year: bool
    path: Path


@dataclass(frozen=True, slots=True)
class FigureCatalogue:
    """Every declared figure; which there are depends on a phase's years."""

    entries: tuple[_Entry, ...]

    def see_that_all_point_at(self, sql: SqlAssets) -> None:
        """Raise DeclarationError for an entry whose table, measure or slice is not there."""
        for entry in self.entries:
            figure = entry.figure
            table = sql.by_name.get(f"sections.{figure.table}")
            place = f"{entry.path}: figure {figure.name}"
            if table is None:
                raise DeclarationError(f"{place}: there is no assets/sections/{figure.table}.sql")
            columns = {column.name for column in table.header.columns}
            for name in (figure.measure, *dict(figure.where)):
                if name not in columns:
                    raise DeclarationError(f"{place}: {figure.table} has no column {name}")

    def figures(self, phase: Phase) -> tuple[Figure, ...]:
        """The figures of a phase in order: each entry, its fundings, its years."""
        return tuple(figure for entry in self.entries for figure in _expanded(entry, phase))

    def figure(self, phase: Phase, name: str) -> Figure:
        """One figure of a phase. Raises UnknownFigure."""
        for entry in self.entries:
            # Its fundings and years are named after it: no other entry has to be expanded.
            if f"{name}.".startswith(f"{entry.figure.name}."):
                for figure in _expanded(entry, phase):
                    if figure.name == name:
                        return figure
        raise UnknownFigure(f"{name!r} is no figure of {phase.name}; see kc figures {phase.name}")


def load_figures(folder: Path) -> FigureCatalogue:
    """The catalogue of a folder of TOML files, overview first, then by file name.

    Raises DeclarationError naming the file and the figure.
    """
    entries: dict[str, _Entry] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda p: (p.stem != "overview", p.stem)):
        for entry in _entries(path.read_text(encoding="utf-8"), path):
            if entry.figure.name in entries:
                raise DeclarationError(f"{path}: figure {entry.figure.name} is declared twice")
            entries[entry.figure.name] = entry
    return FigureCatalogue(tuple(entries.values()))


@lru_cache(maxsize=64)
def _entries(text: str, path: Path) -> tuple[_Entry, ...]:
    """The figures of a file, read once a process."""
    return tuple(_entry(name, told, path) for name, told in tomllib.loads(text).items())


def _entry(name: str, declared: Mapping[str, Any], path: Path) -> _Entry:
    unknown = set(declared) - _KEYS
    missing = {"label_vi", "unit", "table", "measure", "where"} - set(declared)
    if unknown or missing:
        wrong = ", ".join(sorted(unknown | missing))
        raise DeclarationError(f"{path}: figure {name}: missing or unknown entries: {wrong}")
    figure = Figure(
        name=name,
        label_vi=declared["label_vi"],
        unit=declared["unit"],
        table=declared["table"],
        measure=declared["measure"],
        where=tuple(declared["where"].items()),
    )
    return _Entry(figure, declared.get("by_funding", False), declared.get("by_year", False), path)


def _expanded(entry: _Entry, phase: Phase) -> Iterator[Figure]:
    figure = entry.figure
    yield figure
    if entry.by_funding:
        for funding, words in _FUNDINGS.items():
            label_vi = f"{figure.label_vi} {_funding_note(figure, funding, words)}"
            yield _sliced(figure, funding, label_vi, "funding", funding)
    if entry.by_year:
        for year in phase.years:
            yield _sliced(figure, str(year), f"{figure.label_vi} năm {year}", "year", year)


def _funding_note(figure: Figure, funding: str, words: str) -> str:
    """What the label says of a source, also where the figure as such is of one source alone."""
    of = dict(figure.where).get("funding", funding)
    if of != funding:
        return f"– phần {words} (không có: chỉ tiêu này chỉ gồm {_FUNDINGS[str(of)]})"
    return f"– toàn bộ từ {words}" if "funding" in dict(figure.where) else f"({words})"


def _sliced(figure: Figure, ending: str, label_vi: str, dimension: str, value: str | int) -> Figure:
    """The figure in one slice more; empty where its own slice already excludes that."""
    where = dict(figure.where)
    if where.get(dimension, value) != value:
        where[dimension] = NOWHERE
    else:
        where[dimension] = value
    return Figure(
        name=f"{figure.name}.{ending}",
        label_vi=label_vi,
        unit=figure.unit,
        table=figure.table,
        measure=figure.measure,
        where=tuple(where.items()),
    )


NOWHERE = "(nowhere)"
"""A value no dimension has: the national part of what is local by definition is nothing."""
