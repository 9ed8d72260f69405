"""What a report may tell of a phase: its figures, cells of section tables, and named rows.

Read from an open assessment; nothing is computed here and nothing is worded. Named rows are the
queries under ``assets/report/rows``: examples that a sentence may name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb

from kc_pipeline.errors import DeclarationError, UnknownFigure
from kc_pipeline.figures.session import Assessment
from kc_pipeline.report.quantity import PERCENT, Quantity, plain, quantity_of
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
class Facts:
    """The facts of one phase, as long as its assessment is open."""

    assessment: Assessment
    figures: Mapping[str, LabelledFigure]
    rows_folder: Path
    _rows: dict[str, tuple[NamedRow, ...]] = field(default_factory=dict, repr=False)
    """Rows already asked for: several sections name the same projects."""

    def figure(self, name: str) -> Quantity:
        """A figure of the phase. Raises UnknownFigure."""
        found = self.figures.get(name)
        if found is None:
            raise UnknownFigure(f"{name!r} is no figure of {self.assessment.phase.name}")
        return found.quantity

    def cell(self, table: str, measure: str, **slices: str | int) -> Quantity:
        """A measure of a section table at a slice; every dimension not named is at its total.

        Nothing where the phase has no such slice. Raises DeclarationError for an unknown measure.
        """
        try:
            asset = self.assessment.assessor.sql[f"sections.{table}"]
            unit = next(c.unit for c in asset.header.columns if c.name == measure)
        except (KeyError, StopIteration):
            raise DeclarationError(f"sections.{table} has no measure {measure}") from None
        dimensions = [key for key in asset.header.keys if key != "phase"]
        if set(slices) - set(dimensions):
            raise DeclarationError(f"sections.{table} is not sliced by {', '.join(slices)}")
        conditions = [f"{d} = ?" if d in slices else f"{d} is null" for d in dimensions]
        found = self.assessment.connection.execute(
            f"select {identifier(measure)} from {identifier('sections', table)} "
            f"where {' and '.join(['phase = ?', *conditions])}",
            [self.assessment.phase.name, *(slices[d] for d in dimensions if d in slices)],
        ).fetchone()
        nothing = None if unit == PERCENT else Decimal(0)
        named = ", ".join(f"{name}={value}" for name, value in slices.items())
        value = nothing if found is None else found[0]
        return quantity_of(value, unit or "", f"sections.{table}.{measure}[{named}]")

    def limitation(self, name: str) -> Quantity:
        """A row of ``sections.section_8_limitations``; nothing where the phase has none."""
        found = self.assessment.connection.execute(
            "select value, unit from sections.section_8_limitations "
            "where phase = ? and limitation = ?",
            [self.assessment.phase.name, name],
        ).fetchone()
        value, unit = found or (0, "")
        return quantity_of(value, unit, f"sections.section_8_limitations.value[{name}]")

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
        return tuple(
            {
                column: _told(value, f"report.{name}.{column}[{place}]")
                for column, value in zip(names, row, strict=True)
            }
            for place, row in enumerate(found.fetchall(), start=1)
        )


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
    )


def _told(value: object, cell: str) -> str | Quantity:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return quantity_of(value, "rows", cell)
    return "" if value is None else plain(str(value))
