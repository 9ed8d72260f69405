"""Where a warehouse is built of what is published and of files besides, away from all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.consolidation import Consolidation
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.paths import Project
from kc_pipeline.resolution.ledger import Ledger, read_ledger, write_ledger
from kc_pipeline.warehouse.waiting_corrections import waiting_corrections

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Bench:
    """Steps that read what is kept beside the warehouse and write to a folder of their own.

    ``taken`` are the submissions that the published file was made from, as they lay in raw/ then.
    """

    def __init__(
        self,
        project: Project,
        folder: Path,
        published: duckdb.DuckDBPyConnection,
        now: datetime,
    ) -> None:
        """Lay the ledger out and read the submissions. Raises NotPublished where bytes are gone."""
        own = Project(home=project.home, raw=project.raw, warehouse=folder)
        inputs = read_inputs(published)
        waiting = {one.sha256 for one in waiting_corrections(published)}
        known = {one.sha256 for one in inputs} - waiting
        # What the ledger came to know later is no part of what these inputs made.
        entered = read_ledger(project.ledger).entries
        write_ledger(own.ledger, Ledger(tuple(e for e in entered if e.sha256 in known)))
        self.steps = Consolidation(own, kept=project)
        self.taken = self.steps.take_again(lying(inputs))
        self._today = now.astimezone(_ZONE).date()

    def build(self, taken: Sequence[TakenIn], name: str, accepted: Iterable[str] = ()) -> Project:
        """The project whose published file is made from these; each has a name of its own.

        ``accepted`` are contents that need not wait. Raises CheckFailed for a check that blocks.
        """
        own = self.steps.project
        built = replace(own, warehouse=own.warehouse / name)
        built.warehouse.mkdir()
        self.steps.build_whole(built.published, self.steps.settle(taken, accepted), self._today)
        return built


def read_inputs(published: duckdb.DuckDBPyConnection) -> list[Input]:
    """What a published file was made from."""
    rows = published.execute(
        "select kind, path, sha256, modified_at, withdrawn_at from quality.inputs "
        "order by kind, path, sha256"
    ).fetchall()
    return [
        Input(InputKind(kind), path, sha256, _utc(modified), withdrawn_at=_utc(withdrawn))
        for kind, path, sha256, modified, withdrawn in rows
    ]


def lying(inputs: Iterable[Input]) -> list[Input]:
    """The submissions that lay in raw/."""
    return [one for one in inputs if one.kind is InputKind.SUBMISSION]


def _utc(time: datetime | None) -> datetime | None:
    return None if time is None else time.replace(tzinfo=UTC)
