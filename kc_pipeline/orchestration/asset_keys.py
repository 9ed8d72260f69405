"""The keys of assets that others name: apart, so that naming one loads nothing of it."""

import dagster as dg

PHASE_REPORT = dg.AssetKey("phase_report")
PUBLISHED_WAREHOUSE = dg.AssetKey("published_warehouse")
