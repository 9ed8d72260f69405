"""What a report may tell of a phase: its figures, cells of section tables, and named rows.

Read from an open assessment; nothing is computed here and nothing is worded. Named rows are the
queries under ``assets/report/rows``: examples that a sentence may name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from kc_pipeline.errors import DeclarationError, UnknownFigure
from kc_pipeline.figures.measures import measure as taken_apart
from kc_pipeline.figures.session import Assessment
from kc_pipeline.report.coverage import Coverage, Reporting, read_reporting
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import Quantity, plain, quantity_of
from kc_pipeline.warehouse.quoting import identifier

NamedRow = Mapping[str, str | Quantity]
"""A row of a query: texts, never None but empty; whole numbers as quantities."""

_PARAMETERS = ("phase", "from_year", "to_year")


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure with its label, as ``assessment.figures`` has it."""

    name: str
    label_vi: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Levels:
    """A section table in one phase: its measures by what stands in its dimensions."""

    dimensions: tuple[str, ...]
    units: Mapping[str, str]
    rows: Mapping[tuple[Any, ...], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one phase, as long as its assessment is open."""

    assessment: Assessment
    figures: Mapping[str, LabelledFigure]
    rows_folder: Path
    reporting: Reporting
    _rows: dict[str, tuple[NamedRow, ...]] = field(default_factory=dict, repr=False)
    """Rows already asked for: several sections name the same projects."""
    _read_levels: dict[str, _Levels] = field(default_factory=dict, repr=False)
    """Section tables already read, whole: a report asks for hundreds of their cells."""
    _read_projects: dict[str, dict[str, int | None]] = field(default_factory=dict, repr=False)
    """Columns of ``core.projects`` already read, by project."""

    def figure(self, name: str) -> Quantity:
        """A figure of the phase. Raises UnknownFigure."""
        found = self.figures.get(name)
        if found is None:
            raise UnknownFigure(f"{name!r} is no figure of {self.assessment.phase.name}")
        return found.quantity

    def coverage(self, name: str) -> Coverage:
        """How complete the data of a figure of the phase is. Raises UnknownFigure."""
        assessor = self.assessment.assessor
        figure = assessor.figures.figure(self.assessment.phase, name)
        return self.reporting.of_slice(assessor.sql[f"sections.{figure.table}"], dict(figure.where))

    def cell(self, table: str, measure: str, **slices: str | int) -> Quantity:
        """A measure of a section table at a slice; every dimension not named is at its total.

        Nothing where the phase has no such slice. Raises DeclarationError for an unknown measure.
        """
        levels = self._levels(table)
        unit = levels.units.get(measure)
        if unit is None:
            raise DeclarationError(f"sections.{table} has no measure {measure}")
        if set(slices) - set(levels.dimensions):
            raise DeclarationError(f"sections.{table} is not sliced by {', '.join(slices)}")
        found = levels.rows.get(tuple(slices.get(d) for d in levels.dimensions))
        if found is None:
            asset = self.assessment.assessor.sql[f"sections.{table}"]
            value = None if taken_apart(asset, measure).is_share else Decimal(0)
        else:
            value = found[measure]
        return quantity_of(value, unit, place("sections", table, measure, **slices))

    def years_with(self, table: str, measure: str, **slices: str | int) -> tuple[str, ...]:
        """The years of the phase in which a measure of a section table is more than nothing."""
        years = self.assessment.phase.years
        return tuple(str(y) for y in years if self.cell(table, measure, **slices, year=y))

    def of_project(self, code: str, column: str) -> Quantity:
        """An amount of a project's row; unknown where the row does not tell it."""
        if column not in self._read_projects:
            found = self.assessment.connection.execute(
                f"select project_code, {identifier(column)} from core.projects"
            )
            self._read_projects[column] = dict(found.fetchall())
        value = self._read_projects[column].get(code)
        return quantity_of(value, "đồng", place("core", "projects", column, project_code=code))

    def values(self, table: str, dimension: str) -> tuple[str | int, ...]:
        """What occurs in a dimension of a section table in this phase, in order."""
        levels = self._levels(table)
        at = levels.dimensions.index(dimension)
        return tuple(sorted({key[at] for key in levels.rows if key[at] is not None}))

    def _levels(self, table: str) -> _Levels:
        if table not in self._read_levels:
            self._read_levels[table] = self._queried_levels(table)
        return self._read_levels[table]

    def _queried_levels(self, table: str) -> _Levels:
        try:
            asset = self.assessment.assessor.sql[f"sections.{table}"]
        except KeyError:
            raise DeclarationError(f"there is no table sections.{table}") from None
        dimensions = tuple(key for key in asset.header.keys if key != "phase")
        units = {c.name: c.unit for c in asset.header.columns if c.unit}
        columns = ", ".join(identifier(name) for name in (*dimensions, *units))
        found = self.assessment.connection.execute(
            f"select {columns} from {identifier('sections', table)} where phase = ?",
            [self.assessment.phase.name],
        ).fetchall()
        split = len(dimensions)
        rows = {row[:split]: dict(zip(units, row[split:], strict=True)) for row in found}
        return _Levels(dimensions, units, rows)

    def limitation(self, name: str) -> Quantity:
        """A row of ``sections.section_8_limitations``; nothing where the phase has none."""
        found = self.assessment.connection.execute(
            "select value, unit from sections.section_8_limitations "
            "where phase = ? and limitation = ?",
            [self.assessment.phase.name, name],
        ).fetchall()
        ((value, unit),) = found or ((0, ""),)
        return quantity_of(
            value, unit, place("sections", "section_8_limitations", "value", limitation=name)
        )

    def rows(self, name: str) -> tuple[NamedRow, ...]:
        """The rows of a query of ``rows_folder``. Raises DeclarationError naming its file."""
        if name not in self._rows:
            self._rows[name] = self._queried(name)
        return self._rows[name]

    def _queried(self, name: str) -> tuple[NamedRow, ...]:
        path = self.rows_folder / f"{name}.sql"
        if not path.exists():
            raise DeclarationError(f"{path}: there is no such query")
        sql = path.read_text(encoding="utf-8")
        phase = self.assessment.phase
        asked = {"phase": phase.name, "from_year": phase.from_year, "to_year": phase.to_year}
        try:
            found = self.assessment.connection.execute(
                sql, {p: asked[p] for p in _PARAMETERS if f"${p}" in sql}
            )
        except duckdb.Error as error:
            raise DeclarationError(f"{path}: {error}") from error
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return tuple(_told_row(name, row) for row in rows)


def read_facts(assessment: Assessment, report_assets: Path) -> Facts:
    """The facts of an open assessment."""
    found = assessment.connection.execute(
        "select figure, label_vi, value, unit from assessment.figures where phase = ?",
        [assessment.phase.name],
    ).fetchall()
    by_name = {
        name: LabelledFigure(name, label, Quantity(value, unit, figure=name))
        for name, label, value, unit in found
    }
    # In the order of the catalogue: a table promises none.
    ordered = (f.name for f in assessment.assessor.figures.figures(assessment.phase))
    return Facts(
        assessment,
        {name: by_name[name] for name in ordered if name in by_name},
        report_assets / "rows",
        read_reporting(assessment),
    )


def _told_row(query: str, row: Mapping[str, object]) -> NamedRow:
    """A row with its numbers as quantities, each known by the texts it stands beside."""
    numbers = {
        column: value
        for column, value in row.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    }
    texts = {
        column: "" if value is None else plain(str(value))
        for column, value in row.items()
        if column not in numbers
    }
    return {
        column: quantity_of(numbers[column], "rows", place("report", query, column, **texts))
        if column in numbers
        else texts[column]
        for column in row
    }
