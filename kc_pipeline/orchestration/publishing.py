"""The asset ``published_warehouse``: the private build in place, when every check let it pass."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import duckdb

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.dictionary.writing import write_dictionary
from kc_pipeline.errors import KcError
from kc_pipeline.object_store.published_copy import upload_published
from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.orchestration.retrying import RETRIES, final_when_ours
from kc_pipeline.orchestration.tables import LAYERS, last_tables
from kc_pipeline.warehouse.finding_history import changes
from kc_pipeline.warehouse.placing import current_file, held_open

FINDINGS_CHANGED = "findings"

# A night may be missed by an hour or two before anybody is told, a whole night may not.
_FRESH = dg.FreshnessPolicy.time_window(
    warn_window=timedelta(hours=26), fail_window=timedelta(hours=48)
)


def publishing_asset(consolidation: Consolidation) -> dg.AssetsDefinition:
    """``published_warehouse``."""

    @dg.asset(
        key=PUBLISHED_WAREHOUSE,
        deps=last_tables(consolidation),
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="publication",
        kinds={"duckdb"},
        freshness_policy=_FRESH,
        retry_policy=RETRIES,
        description=(
            "The warehouse that everybody reads, khuyen_cong.duckdb, replaced as a whole by a "
            "rename and kept as a snapshot. It stays as it was when a blocking check fails."
        ),
    )
    def published_warehouse(
        context: dg.AssetExecutionContext, private_build: dg.ResourceParam[PrivateBuild]
    ) -> dg.MaterializeResult[None]:
        context.log.info("Publishing")
        with final_when_ours():
            submissions = private_build.submissions
            private_build.refuse_unfinished(LAYERS)
            with private_build.open() as connection:
                told: dict[str, int | str] = {}
                told |= _reconciled(connection)
                told |= _standings(connection)
                changed = changes(connection)
                consolidation.finish(connection)
            private_build.close()
            snapshot = consolidation.publish(
                private_build.file,
                submissions,
                datetime.now(UTC),
                failed_checks=private_build.failed_checks,
            )
        _write_dictionary(context, consolidation)
        _upload(context, consolidation)
        refused = held_open(consolidation.project.warehouse)
        if refused is not None:
            context.log.warning(refused)
        return dg.MaterializeResult(
            metadata={
                "snapshot": snapshot.id,
                "file": dg.MetadataValue.path(current_file(consolidation.project.warehouse)),
                "size in MB": round(snapshot.size_bytes / 1_000_000, 1),
                **told,
                FINDINGS_CHANGED: (
                    f"{changed.new} new, {changed.mended} mended, {changed.remaining} remain"
                ),
                "findings waived": changed.waived,
            }
        )

    return published_warehouse


def _write_dictionary(context: dg.AssetExecutionContext, consolidation: Consolidation) -> None:
    """The page beside the warehouse; one that cannot be written fails nothing."""
    figures = consolidation.assessor.figures
    try:
        write_dictionary(consolidation.project, consolidation.sql, consolidation.macros, figures)
    except Exception as error:  # noqa: BLE001  # the warehouse is published all the same
        context.log.warning("The data dictionary could not be written: %s", error)


def _upload(context: dg.AssetExecutionContext, consolidation: Consolidation) -> None:
    """The copy at a URL; where it cannot be written, the next look tells so and a run follows."""
    try:
        pointer = upload_published(consolidation.project)
    except (OSError, KcError) as error:
        context.log.warning("The published file was not uploaded: %s", error)
    else:
        if pointer is not None:
            context.log.info("Uploaded as %s", pointer.file)


def _reconciled(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Figures equal to those published, of how many, by phase: ``57/57``."""
    rows = connection.execute("""
        select phase, count(*) filter (where starts_with(verdict, 'equal')), count(*)
        from assessment.reconciliation
        where published is not null
        group by phase
        order by phase
    """).fetchall()
    return {f"figures equal {phase}": f"{equal}/{published}" for phase, equal, published in rows}


def _standings(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    rows = connection.execute("""
        select status, count(*) from quality.submissions group by status order by status
    """).fetchall()
    return {f"submissions {status}": count for status, count in rows}
