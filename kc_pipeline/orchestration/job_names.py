"""The names of jobs and tags, as the browser, the schedule and the recorded runs know them."""

NIGHTLY = "nightly_consolidation"
ASSESSMENT = "phase_assessment"
WARM = "warm_readings"
STARTED_BY = "khuyen_cong/started_by"
"""The tag of runs from the command line; Dagster itself tags those of schedule and sensor."""
