"""A recorded run that failed, as ``kc`` tells it and ends."""

import sys
from collections.abc import Sequence
from typing import NoReturn

from kc_pipeline.cli import EXIT_NOT_DONE
from kc_pipeline.cli.printing import say


def end_failed(run_id: str, faults: Sequence[str], so: str) -> NoReturn:
    """Tell why a run failed and what did not come of it; ends with exit code 3."""
    for fault in faults or ("the run failed without telling why",):
        for line in f"Error: {fault}".splitlines():
            say(line, err=True)
    say(f"{so} (run {run_id}).", err=True)
    sys.exit(EXIT_NOT_DONE)
