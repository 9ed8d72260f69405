"""The names of the two jobs, as the browser, the schedule and the recorded runs know them."""

NIGHTLY = "nightly_consolidation"
ASSESSMENT = "phase_assessment"
