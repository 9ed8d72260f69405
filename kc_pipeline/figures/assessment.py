"""The assessment of a phase as values, sources and reconciliation; staged for ``assessment.*``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from kc_pipeline.errors import DeclarationError, UsageError
from kc_pipeline.figures.catalogue import FigureCatalogue, load_figures
from kc_pipeline.figures.computing import Value, compute
from kc_pipeline.figures.measures import Role, measure
from kc_pipeline.figures.phases import Phase, declared_phases
from kc_pipeline.figures.published_file import PublishedFigure, read_published
from kc_pipeline.figures.reconciling import Comparison, reconcile
from kc_pipeline.figures.sources import Source, sources, sources_by_table
from kc_pipeline.reference import read_csv, read_reference
from kc_pipeline.warehouse.build import load_in_parts, load_inputs
from kc_pipeline.warehouse.sql_asset import SqlAssets

_AMOUNT = pa.decimal128(24, 6)
_CELLS_AT_ONCE = 10_000
_MICRO = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Assessor:
    """Computes phases from section tables, by the declarations under ``assets``."""

    assets: Path
    sql: SqlAssets
    figures: FigureCatalogue
    phases: tuple[Phase, ...]

    def values(self, connection: duckdb.DuckDBPyConnection, phase: Phase) -> list[Value]:
        """Every figure of the phase."""
        return compute(connection, phase, self.figures.figures(phase), self.sql)

    def sources(
        self, connection: duckdb.DuckDBPyConnection, phase: Phase, name: str
    ) -> list[Source]:
        """The cells behind one figure. Raises UnknownFigure."""
        value = compute(connection, phase, [self.figures.figure(phase, name)], self.sql)
        return sources(connection, value, self.sql)

    def published(self, phase: Phase, file: Path | None = None) -> tuple[PublishedFigure, ...]:
        """What a CSV says was published, by default the phase's own under ``assets`` if any.

        Raises UsageError for what is wrong in a file that is handed in, else DeclarationError.
        """
        if file is not None:
            return read_published(file)
        own = self.assets / "published" / f"{phase.name}.csv"
        try:
            return read_published(own) if own.exists() else ()
        except UsageError as error:
            raise DeclarationError(str(error)) from error

    def comparisons(
        self, phase: Phase, values: Sequence[Value], published: Sequence[PublishedFigure]
    ) -> list[Comparison]:
        """The values against published figures.

        Differences that ``published/explained.csv`` explains are told apart.
        """
        register = self.assets / "published" / "explained.csv"
        explained = read_csv(register) if register.exists() else ()
        return reconcile(phase.name, values, published, explained)


def load_assessor(assets: Path, sql: SqlAssets) -> Assessor:
    """The assessor of the declared figures and phases.

    Raises DeclarationError for a figure that points at nothing.
    """
    figures = load_figures(assets / "figures")
    figures.see_that_all_point_at(sql)
    return Assessor(
        assets=assets,
        sql=sql,
        figures=figures,
        phases=declared_phases(read_reference(assets, "phases")),
    )


def stage_assessment(connection: duckdb.DuckDBPyConnection, assessor: Assessor) -> None:
    """Load ``staging.figures``, ``figure_sources``, ``reconciliation`` and ``targets``."""
    values: list[Value] = []
    compared: list[Comparison] = []
    for phase in assessor.phases:
        of_phase = assessor.values(connection, phase)
        values += of_phase
        compared += assessor.comparisons(phase, of_phase, assessor.published(phase))
    load_inputs(
        connection,
        "staging",
        {
            "figures": _figures_table(values, assessor.sql),
            "reconciliation": _reconciliation_table(compared),
            "targets": targets_table(assessor),
        },
    )
    load_in_parts(connection, "staging", _source_parts(connection, values, assessor.sql))


def _figures_table(values: Sequence[Value], sql: SqlAssets) -> pa.Table:
    roles = [measure(sql[f"sections.{v.figure.table}"], v.figure.measure).parts for v in values]
    return pa.table(
        {
            "place": pa.array(range(len(values)), pa.int64()),
            "phase": pa.array([v.phase for v in values], pa.string()),
            "figure": pa.array([v.figure.name for v in values], pa.string()),
            "label_vi": pa.array([v.figure.label_vi for v in values], pa.string()),
            "value": pa.array([_exact(v.value) for v in values], _AMOUNT),
            "unit": pa.array([v.figure.unit for v in values], pa.string()),
            "is_additive": pa.array(
                [parts[0].role in {Role.ADDS, Role.COUNTED} for parts in roles], pa.bool_()
            ),
            "has_sources": pa.array([bool(parts[0].cell_columns) for parts in roles], pa.bool_()),
        }
    )


def _source_parts(
    connection: duckdb.DuckDBPyConnection, values: Sequence[Value], sql: SqlAssets
) -> Iterator[Mapping[str, pa.Table]]:
    """``figure_sources`` by section table: some thousand cells at a time are Python's."""
    yield {"figure_sources": _sources_table(())}
    for of_table in sources_by_table(connection, values, sql):
        read = [_sources_table(cells) for cells in iter(partial(_some, of_table), [])]
        if read:
            yield {"figure_sources": pa.concat_tables(read)}


def _some(sources: Iterator[Source]) -> list[Source]:
    return list(islice(sources, _CELLS_AT_ONCE))


def _sources_table(behind: Sequence[Source]) -> pa.Table:
    return pa.table(
        {
            "phase": pa.array([s.phase for s in behind], pa.string()),
            "figure": pa.array([s.figure for s in behind], pa.string()),
            "submission_id": pa.array([s.submission_id for s in behind], pa.string()),
            "sheet": pa.array([s.sheet for s in behind], pa.string()),
            "row_no": pa.array([s.row_no for s in behind], pa.int64()),
            "cell": pa.array([s.cell for s in behind], pa.string()),
            "contribution": pa.array([_exact(s.contribution) for s in behind], _AMOUNT),
        }
    )


def _reconciliation_table(compared: Sequence[Comparison]) -> pa.Table:
    return pa.table(
        {
            "place": pa.array(range(len(compared)), pa.int64()),
            "phase": pa.array([c.phase for c in compared], pa.string()),
            "figure": pa.array([c.figure for c in compared], pa.string()),
            "published": pa.array([_exact(c.published) for c in compared], _AMOUNT),
            "computed": pa.array([_exact(c.computed) for c in compared], _AMOUNT),
            "unit": pa.array([c.unit for c in compared], pa.string()),
            "difference": pa.array([_exact(c.difference) for c in compared], _AMOUNT),
            "verdict": pa.array([str(c.verdict) for c in compared], pa.string()),
            "reason_vi": pa.array([c.reason_vi for c in compared], pa.string()),
        }
    )


def targets_table(assessor: Assessor) -> pa.Table:
    """The targets of every declared phase, each with the figure it is measured by."""
    measured = {
        row["target"]: row["figure"]
        for row in read_csv(assessor.assets / "targets" / "measured_by.csv")
    }
    rows = [
        {
            "phase": phase.name,
            "target": row["target"],
            "content_no": int(row["content"]) if row["content"] else None,
            "label": row["label"],
            "figure": measured[row["target"]],
            "target_value": _exact(Decimal(row["value"])),
            "unit": row["unit"],
        }
        for phase in assessor.phases
        if (path := assessor.assets / "targets" / f"{phase.name}.csv").exists()
        for row in read_csv(path)
    ]
    schema = pa.schema(
        [
            ("phase", pa.string()),
            ("target", pa.string()),
            ("content_no", pa.int64()),
            ("label", pa.string()),
            ("figure", pa.string()),
            ("target_value", _AMOUNT),
            ("unit", pa.string()),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def _exact(value: Decimal | None) -> Decimal | None:
    """A value with the six decimals that đồng in million VND have; a share's are rounded."""
    return None if value is None else value.quantize(_MICRO)
