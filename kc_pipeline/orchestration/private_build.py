"""The private build that the steps of one run share: the writer's lock, the folder, what was read.

Dagster opens this resource once a run, since every executor here is in-process, and closes it
however the run ends: the lock is held from the first step to the last, an unpublished build goes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import duckdb

from kc_pipeline.errors import CheckFailed, NotPublished
from kc_pipeline.orchestration.ended_runs import tell_ended_runs
from kc_pipeline.orchestration.old_runs import forget_old_runs
from kc_pipeline.paths import PUBLISHED_FILE, Project
from kc_pipeline.resolution.submission import Submission
from kc_pipeline.warehouse.checks import CheckResult
from kc_pipeline.warehouse.connection import building
from kc_pipeline.warehouse.private_builds import (
    build_folder,
    clean_leftovers,
    discard,
    writer_lock,
)

_WHOLE_JOB = "launch the job nightly_consolidation, whose steps share one build"


@dataclass(slots=True)
class PrivateBuild:
    """The build of one run and what its steps leave to those after them."""

    folder: Path
    _submissions: Sequence[Submission] | None = None
    built: set[str] = field(default_factory=set)
    failed_checks: list[CheckResult] = field(default_factory=list)
    _opened: ExitStack = field(default_factory=ExitStack)
    _connection: duckdb.DuckDBPyConnection | None = None

    @property
    def file(self) -> Path:
        """The private database."""
        return self.folder / PUBLISHED_FILE

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give the private database to one step; it stays open for the next one.

        Closing writes out all that is new, and opening reads it again. A step that fails may leave
        the connection as it cannot be used: it is closed, and opened anew when the step is retried.
        """
        try:
            if self._connection is None:
                self._connection = self._opened.enter_context(building(self.file))
            yield self._connection
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the private database, as it must be to be published or to go."""
        self._connection = None
        self._opened.close()

    def settle(self, submissions: Sequence[Submission]) -> None:
        """Keep what this build is made from: what is published is compared with just that."""
        self._submissions = submissions

    @property
    def submissions(self) -> Sequence[Submission]:
        """What this build is made from. Raises NotPublished where this run staged nothing."""
        if self._submissions is None:
            raise NotPublished(f"nothing was staged in this run: {_WHOLE_JOB}")
        return self._submissions

    def refuse_unfinished(self, layers: Sequence[str]) -> None:
        """Raise NotPublished unless all layers were built, CheckFailed if one must not go out."""
        missing = [layer for layer in layers if layer not in self.built]
        if missing:
            raise NotPublished(f"not built in this run: {', '.join(missing)}; {_WHOLE_JOB}")
        faults = [f"{c.asset}.{c.name}" for c in self.failed_checks if c.blocking]
        if faults:
            raise CheckFailed(f"blocking checks failed: {', '.join(faults)}")


def private_build(project: Project) -> dg.ResourceDefinition:
    """The resource: waits to be the only writer, clears what dead runs left, makes the folder.

    Leftovers are cleared before the folder is made, as a fresh one of another run cannot exist.
    """

    def opened(context: dg.InitResourceContext) -> Iterator[PrivateBuild]:
        if context.run is None or context.instance is None:
            raise AssertionError("a build belongs to a run")
        with writer_lock(project.warehouse, now=datetime.now(UTC)):
            tell_ended_runs(context.instance, clean_leftovers(project.warehouse))
            forget_old_runs(context.instance, datetime.now(UTC))
            folder = build_folder(project.warehouse, context.run.run_id)
            build = PrivateBuild(folder)
            try:
                yield build
            finally:
                build.close()
                discard(folder)

    make: Callable[[dg.InitResourceContext], object] = opened
    return dg.ResourceDefinition(
        resource_fn=make,
        description="The private database that the steps of a run build; one run at a time has it",
    )
