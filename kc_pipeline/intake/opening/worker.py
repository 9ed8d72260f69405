"""The child process of `isolation`: it runs a task on one item after another until told no more.

Requests come in on standard input, replies go out on standard output, both pickled. What a lost or
late reply means is the parent's to judge.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

from kc_pipeline.errors import UnreadableSubmission

try:
    import resource
except ImportError:  # Windows has no such limits
    HAS_LIMITS = False
else:
    HAS_LIMITS = True


GRACE = 30.0
"""Seconds beyond the parent's own timeout, so that it is always the parent that ends a worker."""


class Outcome(Enum):
    """How a request ended."""

    READY = "ready"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    OUT_OF_MEMORY = "out_of_memory"


def main() -> None:
    """Serve requests: first the task and its memory limit, then items; end with the input."""
    requests, replies = _private_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when work is over
    try:
        task, memory, timeout = pickle.load(requests)  # noqa: S301  # from the parent
        _limit(memory)
    except Exception:  # noqa: BLE001  # whatever it is, the parent raises it
        _send(replies, pickle.dumps((Outcome.FAILED, traceback.format_exc())))
        return
    _send(replies, pickle.dumps((Outcome.READY, None)))
    while True:
        _end_within(0)  # waiting for work may take any time
        try:
            item = pickle.load(requests)  # noqa: S301  # from the parent
        except EOFError:
            return
        _end_within(timeout + GRACE)
        try:
            _send(replies, _reply(task, item))
        except MemoryError:
            # What is left of this process is not worth going on with.
            _send(replies, pickle.dumps((Outcome.OUT_OF_MEMORY, None)))
            return


def _reply(task: Callable[[Any], Any], item: object) -> bytes:
    try:
        return pickle.dumps((Outcome.DONE, task(item)))
    except UnreadableSubmission as refusal:
        return pickle.dumps((Outcome.REFUSED, refusal))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # one submission must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        return pickle.dumps((Outcome.FAILED, f"{type(error).__name__}: {error} ({where})"))


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, kept from libraries that print."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, replies


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(reply)
    replies.flush()


def _end_within(seconds: float) -> None:
    """End this process by itself if the parent, which is to end it, is no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(memory: int | None) -> None:
    if not HAS_LIMITS:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no image behind
    if memory is not None:
        # Data, not address space: libraries reserve far more of the latter than they use.
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
