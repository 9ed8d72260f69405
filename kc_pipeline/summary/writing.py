"""Writing the morning summary beside the warehouse, each file whole or not at all.

That a summary that cannot be made never fails a run is for the caller to see to.
"""

from datetime import datetime

from kc_pipeline.errors import WarehouseMissing
from kc_pipeline.looking.replaced_file import replace_text
from kc_pipeline.paths import Project
from kc_pipeline.summary.gathering import gather
from kc_pipeline.summary.morning import Failure, Morning
from kc_pipeline.summary.page import page, text


def write_summary(project: Project, *, corrections_at: datetime | None = None) -> Morning:
    """Write page and text on what is published. Raises what goes wrong.

    What each correction moved is told where the time is given as of which to work it out.
    """
    return _write(project, gather(project, corrections_at=corrections_at))


def write_failure(project: Project, cause: str, now: datetime) -> Morning:
    """Write page and text on a run that published nothing, the last good state with it."""
    failure = Failure(now, " ".join(cause.split()))
    try:
        morning = gather(project, failure)
    except WarehouseMissing:
        morning = Morning(failure)
    return _write(project, morning)


def _write(project: Project, morning: Morning) -> Morning:
    replace_text(project.status_page, page(morning))
    replace_text(project.status_text, text(morning))
    return morning
