"""A quiet night: the warehouse is told to be current, with what its publication told of it."""

import dagster as dg

from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.still_current import LOOK, tell_still_current


def test_a_look_is_recorded_beside_what_the_publication_told() -> None:
    with dg.instance_for_test() as instance:
        assert not tell_still_current(instance, "nothing changed")
        assert instance.get_latest_materialization_event(PUBLISHED_WAREHOUSE) is None

        published = dg.AssetMaterialization(PUBLISHED_WAREHOUSE, metadata={"snapshot": "1"})
        instance.report_runless_asset_event(published)
        assert tell_still_current(instance, "nothing changed")

        event = instance.get_latest_materialization_event(PUBLISHED_WAREHOUSE)
        assert event is not None
        assert event.asset_materialization is not None
        assert event.asset_materialization.metadata == {
            "snapshot": dg.TextMetadataValue("1"),
            LOOK: dg.TextMetadataValue("nothing changed"),
        }
