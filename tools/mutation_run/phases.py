"""Clean phases: the sample's reports without their irregularities, and random ones like them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.decisions.docket import Settlement
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reading import ReadCell, Reading
from kc_pipeline.intake.taking_in import TakenIn, make_reader
from kc_pipeline.resolution.in_force import settle
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.whose_and_when import identify
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.connection import connect
from tools.sample_phase.phase import submissions
from tools.sample_phase.workbooks import write_workbook

Phase = Mapping[str, Reading]
"""Readings by path."""

Found = frozenset[tuple[str, str | None, str | None, str]]
"""Path, sheet, cell and code of every finding."""

_NOW = datetime(2019, 2, 1, tzinfo=UTC)


def clean_sample(steps: Consolidation, folder: Path) -> Phase:
    """The sample's reports, each on the form as handed out, written to ``folder`` and read."""
    reader = make_reader(steps.project.assets, tables())
    phase: dict[str, Reading] = {}
    for sent in submissions():
        path = sent.path.with_suffix(".xlsx")
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(replace(sent.submission, habits=frozenset()), file)
        phase[path.as_posix()] = reader.read(open_submission(file))
    return phase


def random_phase(phase: Phase, draw: random.Random) -> Phase:
    """The same reports with other money: each report's amounts are multiplied by a factor.

    The factors lie between 0.6 and 1.2, so that nothing passes its ceiling.
    """
    return {path: _scaled(reading, draw.randint(60, 120)) for path, reading in phase.items()}


def _scaled(reading: Reading, percent: int) -> Reading:
    rows = tuple(
        replace(row, cells=tuple(_of(cell, percent) for cell in row.cells)) for row in reading.rows
    )
    cover = tuple(
        replace(fact, value=str(int(fact.value) * percent // 100), raw="")
        if fact.name.startswith("plan_")
        else fact
        for fact in reading.cover
    )
    return replace(reading, rows=rows, cover=cover)


def _of(cell: ReadCell, percent: int) -> ReadCell:
    if not cell.column.endswith("_vnd") or not cell.value:
        return cell
    value = str(int(cell.value) * percent // 100)
    return replace(cell, value=value, raw=value)


@dataclass(frozen=True)
class Judge:
    """The steps of a consolidation, from readings to findings."""

    steps: Consolidation

    def findings(self, phase: Phase) -> Found:
        """What the rules say of the phase."""
        taken = [
            TakenIn(path, int(path[:4]), _NOW, f"{n:012x}", reading)
            for n, (path, reading) in enumerate(phase.items())
        ]
        settled = settle(
            [(t, identify(t, self.steps.units)) for t in taken],
            [],
            Ledger(),
            self.steps.catalogue.holds_back,
        )
        with connect(":memory:") as connection:
            self.steps.stage(connection, Settlement(tuple(settled)), _NOW.date())
            found: Sequence[tuple[str, str | None, str | None, str]] = connection.execute(
                "select path, sheet, cell, code from staging.findings"
            ).fetchall()
        return frozenset(found)
