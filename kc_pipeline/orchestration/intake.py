"""The assets of intake: the submissions by year, and the staged rows that all is built from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import dagster as dg

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.report.markdown import escaped_line
from kc_pipeline.resolution.submission import Standing

_GROUP = "intake"
FULL = "kc/full"
"""The tag of a run that reads every submission anew."""

SUBMISSIONS = dg.AssetKey("submissions")
STAGED_ROWS = dg.AssetKey("staged_rows")


def intake_assets(
    consolidation: Consolidation, years: dg.StaticPartitionsDefinition
) -> list[dg.AssetsDefinition]:
    """``submissions`` and ``staged_rows``."""
    return [_submissions(consolidation, years), _staged_rows(consolidation)]


def _submissions(
    consolidation: Consolidation, years: dg.StaticPartitionsDefinition
) -> dg.AssetsDefinition:
    @dg.asset(
        key=SUBMISSIONS,
        partitions_def=years,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=_GROUP,
        kinds={"excel", "parquet"},
        retry_policy=RETRIES,
        description=(
            "The workbooks under raw/YEAR, each copied, hashed and read in a child process. What "
            "is unchanged since the last time is not read again."
        ),
    )
    def submissions(
        context: dg.AssetExecutionContext,
        # Reading needs no build, but to be the only run: the lock is held from here on.
        private_build: dg.ResourceParam[PrivateBuild],  # noqa: ARG001
    ) -> None:
        wanted = [int(key) for key in context.partition_keys]
        context.log.info("Reading the submissions of %s–%s", wanted[0], wanted[-1])
        with final_when_ours():
            mirrored = consolidation.bring_raw()
            for path in mirrored.waiting if mirrored else ():
                context.log.warning("%s is being written, or has no usable name: left out", path)
            if FULL in context.run.tags:
                consolidation.forget_readings()
            taken = consolidation.take_in(wanted)
        for year in wanted:
            of_year = [entry for entry in taken if entry.year == year]
            context.add_asset_metadata(_read(of_year), partition_key=str(year))

    return submissions


def _read(taken: Sequence[TakenIn]) -> dict[str, int | dg.MetadataValue]:
    opened = [t.reading for t in taken if not isinstance(t.reading, UnreadableSubmission)]
    refused = [t.path for t in taken if isinstance(t.reading, UnreadableSubmission)]
    told: dict[str, int | dg.MetadataValue] = {
        "files": len(taken),
        "rows read": sum(sheet.rows_read for r in opened for sheet in r.sheets),
        "data rows": sum(len(reading.rows) for reading in opened),
        "noticed while reading": sum(len(reading.issues) for reading in opened),
        "could not be opened": len(refused),
    }
    if refused:
        told["which could not be opened"] = dg.MetadataValue.md(_listed(refused))
    return told


def _staged_rows(consolidation: Consolidation) -> dg.AssetsDefinition:
    @dg.asset(
        key=STAGED_ROWS,
        deps=[SUBMISSIONS],
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=_GROUP,
        kinds={"python", "duckdb"},
        retry_policy=RETRIES,
        description=(
            "One private database with the rows of all years: which submissions are in force, "
            "typed rows, places, establishments, and every finding of the rules. Also takes in "
            "what lies in raw/ outside the year folders."
        ),
    )
    def staged_rows(
        context: dg.AssetExecutionContext, private_build: dg.ResourceParam[PrivateBuild]
    ) -> dg.MaterializeResult[None]:
        with final_when_ours():
            settlement = consolidation.settle(consolidation.take_in())
            settled = settlement.submissions
            private_build.settle(settled)
            context.log.info("Validating the rows of %s submissions", len(settled))
            with private_build.open() as connection:
                note = consolidation.stage(connection, settlement, _today())
                counted = connection.execute("""
                    select (select count(*) from staging.rows),
                        (select count(*) from staging.held_rows),
                        (select count(*) from staging.findings)
                """).fetchone()
        if note is not None:
            context.log.warning(note)
        rows, held, findings = counted or (0, 0, 0)
        rejected = [s.taken.path for s in settled if s.standing is Standing.REJECTED]
        return dg.MaterializeResult(
            metadata={
                "submissions": len(settled),
                "in force": sum(s.standing is Standing.IN_FORCE for s in settled),
                "waiting to be accepted": sum(s.standing is Standing.WAITING for s in settled),
                "rejected": len(rejected),
                "which were rejected": dg.MetadataValue.md(_listed(rejected) or "none"),
                "dagster/row_count": rows,
                "rows held back": held,
                "findings": findings,
                "history of findings": note or "goes on",
            }
        )

    return staged_rows


def _today() -> date:
    """The day it is in Viet Nam, where the deadlines are."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def _listed(paths: Iterable[str]) -> str:
    """A list for Dagster's pages; a file may be called what Markdown takes for markup."""
    return "\n".join(f"- {escaped_line(path)}" for path in paths)
