"""The asset ``exports``: files for other programs, kept up to date where somebody asked for any."""

import dagster as dg

from kc_pipeline.access.exports.exporting import renew
from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.paths import Project

EXPORTS = dg.AssetKey("exports")


def exports_asset(project: Project) -> dg.AssetsDefinition:
    """``exports``. Whatever goes wrong here is told as a warning; the run goes on."""

    @dg.asset(
        key=EXPORTS,
        deps=[PUBLISHED_WAREHOUSE],
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="publication",
        kinds={"parquet", "csv"},
        description=(
            "The published tables as Parquet, CSV or SQL under exports/ in the warehouse folder: "
            "what kc export wrote there once is written anew with each publication."
        ),
    )
    def exports(
        context: dg.AssetExecutionContext,
        # Reading needs no build, but to be the only run: the lock is held to the end.
        private_build: dg.ResourceParam[PrivateBuild],  # noqa: ARG001
    ) -> dg.MaterializeResult[None]:
        try:
            done = renew(project)
        except Exception as error:  # noqa: BLE001  # the warehouse is published all the same
            context.log.warning("The exports are not up to date: %s", error)
            return dg.MaterializeResult(metadata={"up to date": False})
        return dg.MaterializeResult(
            metadata={
                "up to date": True,
                "files": len(done.files) if done else 0,
                "changed": len(done.changed) if done else 0,
                "folder": dg.MetadataValue.path(project.exports),
            }
        )

    return exports
