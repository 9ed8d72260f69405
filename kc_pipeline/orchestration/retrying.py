"""What is tried again and what is not.

A full disk, a share that is away or a file that is being copied may pass by themselves; a wrong
declaration, a failed check or a missing warehouse will not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from kc_pipeline.errors import KcError

RETRIES = dg.RetryPolicy(
    max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


@contextmanager
def final_when_ours() -> Iterator[None]:
    """Turn an error raised on purpose into a failure that is told plainly and not tried again."""
    try:
        yield
    except KcError as error:
        raise dg.Failure(description=str(error), allow_retries=False) from error
