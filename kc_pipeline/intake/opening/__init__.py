"""Opening a submission: from a file of any kind to sheets of cells, safely.

What the cells mean belongs to the rest of intake; nothing here knows forms or tables.
"""

from kc_pipeline.intake.opening.isolation import open_isolated, open_many, run_isolated
from kc_pipeline.intake.opening.limits import DEFAULT, Limits
from kc_pipeline.intake.opening.submission import open_submission

__all__ = [
    "DEFAULT",
    "Limits",
    "open_isolated",
    "open_many",
    "open_submission",
    "run_isolated",
]
