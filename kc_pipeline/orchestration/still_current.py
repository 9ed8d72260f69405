"""What the freshness of the published warehouse goes by on nights when nothing changed.

Dagster counts materializations alone, and a run that would publish the same again is not started:
without a word the warehouse would be called overdue after two quiet days.
"""

import dagster as dg

from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE

LOOK = "last look"


def tell_still_current(instance: dg.DagsterInstance, told: str) -> bool:
    """Record that the warehouse was found up to date, with what its publication told of it.

    Nothing is recorded, and False given, where Dagster knows of no publication.
    """
    event = instance.get_latest_materialization_event(PUBLISHED_WAREHOUSE)
    published = event.asset_materialization if event else None
    if published is None:
        return False
    instance.report_runless_asset_event(
        dg.AssetMaterialization(
            PUBLISHED_WAREHOUSE,
            description="Not published anew: nothing changed",
            metadata={**published.metadata, LOOK: told},
        )
    )
    return True
