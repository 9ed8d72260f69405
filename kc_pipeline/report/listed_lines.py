"""The lines behind a printed number that no cell of a submission is behind.

They stand in a declared list (what was published, what a phase set out to reach, the contents of
the decree), told by file and line; or in what is known of the submissions, told by a query under
``assets/report/lists``: one for each query under ``rows`` of which numbers are printed, with the
same columns, a line each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb

from kc_pipeline.errors import DeclarationError
from kc_pipeline.figures.printed_number import printed_number
from kc_pipeline.figures.session import Assessment
from kc_pipeline.reference import read_csv
from kc_pipeline.report.model import SourceLine
from kc_pipeline.report.pointers import Place
from kc_pipeline.report.quantity import plain

DECLARED = ("published", "reference", "targets")
"""Folders of lists under ``assets``, which a place may name as its schema."""

_WHERE_IT_STANDS = ("path", "part", "line", "told")
_PARAMETERS = ("from_year", "to_year")
_COUNTED = "reference"
"""The folder of lists that tell what there is: their lines are counted, not their numbers read."""

_FIRST_LINE = 2
"""Of what a list holds: the line above it tells the columns."""


@dataclass(frozen=True, slots=True)
class ListedLines:
    """The lists of one phase, each read when it is first asked for."""

    assessment: Assessment
    assets: Path
    _queried: dict[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict, repr=False)

    def behind(self, place: Place) -> tuple[SourceLine, ...]:
        """The lines that the number at a place is read from; DeclarationError for no such list."""
        if place.schema in DECLARED:
            return tuple(self._declared(place))
        return tuple(self._told(place))

    def _declared(self, place: Place) -> Iterator[SourceLine]:
        name = f"assets/{place.schema}/{place.table}.csv"
        path = self.assets / place.schema / f"{place.table}.csv"
        for number, row in enumerate(read_csv(path), start=_FIRST_LINE):
            if all(row.get(key) == value for key, value in place.where.items()):
                raw = row[place.column]
                is_counted = place.schema == _COUNTED
                given = Decimal(1) if is_counted else printed_number(raw, name).value
                yield SourceLine(name, "", f"dòng {number}", raw, given)

    def _told(self, place: Place) -> Iterator[SourceLine]:
        for row in self._rows(place.table):
            given = row.get(place.column)
            is_of_slice = all(row.get(key) == value for key, value in place.where.items())
            if is_of_slice and isinstance(given, int) and given:
                path, part, line, told = (plain(str(row[name] or "")) for name in _WHERE_IT_STANDS)
                yield SourceLine(path, part, line, told, Decimal(given))

    def _rows(self, name: str) -> tuple[Mapping[str, object], ...]:
        if name not in self._queried:
            self._queried[name] = tuple(self._query(name))
        return self._queried[name]

    def _query(self, name: str) -> Iterator[Mapping[str, object]]:
        path = self.assets / "report" / "lists" / f"{name}.sql"
        if not path.exists():
            raise DeclarationError(
                f"{path}: there is no such query; "
                f"without it nobody can look up the numbers of rows/{name}.sql that are printed"
            )
        sql = path.read_text(encoding="utf-8")
        phase = self.assessment.phase
        asked = {"from_year": phase.from_year, "to_year": phase.to_year}
        try:
            found = self.assessment.connection.execute(
                sql, {p: asked[p] for p in _PARAMETERS if f"${p}" in sql}
            )
        except duckdb.Error as error:
            raise DeclarationError(f"{path}: {error}") from error
        names = [column[0] for column in found.description or ()]
        for row in found.fetchall():
            told = dict(zip(names, row, strict=True))
            # As a pointer has it: texts of cells on one line.
            yield {k: plain(v) if isinstance(v, str) else v for k, v in told.items()}
