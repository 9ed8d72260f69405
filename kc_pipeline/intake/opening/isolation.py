"""Running a task on submissions in child processes that may crash, hang or swell.

A few workers are started once and take one item after another; one that dies or is late is
replaced, and its item becomes a refusal. Own processes over pipes rather than `multiprocessing`,
whose pools cannot end one worker, and whose children first import the caller's main program.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Generic, TypeVar, cast

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening.limits import DEFAULT, MIB, Limits
from kc_pipeline.intake.opening.submission import open_submission
from kc_pipeline.intake.opening.worker import Outcome

Item = TypeVar("Item")
Result = TypeVar("Result")

TIMEOUT = 60.0
"""Seconds for one submission; an honest one takes a fraction of one."""
MEMORY = 2048 * MIB
"""Bytes one worker may hold."""
MOST_WORKERS = 4
ITEMS_A_WORKER = 8
"""So many files are read before another worker would be ready to help with them."""
IN_FLIGHT = MOST_WORKERS * ITEMS_A_WORKER
"""So many items at most are taken before the result of the first of them is: what is in memory does
not grow with their number, and no worker waits because one file takes long."""
START_TIMEOUT = 300.0
"""Seconds for a worker to load its task: no submission is at fault when a machine is that busy."""
STARTS = 2
"""How often a worker is started before an item is given up."""


def open_isolated(
    path: Path, limits: Limits = DEFAULT, *, timeout: float = TIMEOUT, memory: int | None = MEMORY
) -> Workbook:
    """`open_submission` in a child process. Raises `UnreadableSubmission` and nothing else."""
    task = partial(open_submission, limits=limits)
    (result,) = run_isolated(task, [path], timeout=timeout, memory=memory, workers=1)
    if isinstance(result, UnreadableSubmission):
        raise result
    return result


def open_many(
    paths: Iterable[Path],
    limits: Limits = DEFAULT,
    *,
    timeout: float = TIMEOUT,
    memory: int | None = MEMORY,
    workers: int | None = None,
) -> Iterator[tuple[Path, Workbook | UnreadableSubmission]]:
    """`open_submission` for each path, in the order of the paths."""
    listed = list(paths)
    task = partial(open_submission, limits=limits)
    results = run_isolated(task, listed, timeout=timeout, memory=memory, workers=workers)
    yield from zip(listed, results, strict=True)


def run_isolated(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    timeout: float = TIMEOUT,
    memory: int | None = MEMORY,
    workers: int | None = None,
    start_timeout: float = START_TIMEOUT,
) -> Iterator[Result | UnreadableSubmission]:
    """Run a task on each item in child processes; results come in the order of the items.

    Items are taken as results are: never more than `IN_FLIGHT` ahead of them.
    The task is a function of a module (or a `functools.partial` of one); items and results must
    pickle. A refusal the task raises is its result. So are ``file.timeout`` (seconds for one
    item), ``file.out_of_memory`` (bytes a worker may hold, None for no limit, not on Windows),
    ``file.crashed``, for a process that died and for any other exception, and ``file.not_tried``,
    where no worker could be begun: a machine out of processes, memory or time is no fault of the
    item, and the others go on. Raises `RuntimeError` if a worker cannot even load the task.
    """
    coming = iter(items)
    first = list(islice(coming, IN_FLIGHT))
    count = max(1, min(workers or _worth_starting(len(first)), len(first)))
    pool = [_Worker(task, memory, timeout, start_timeout) for _ in range(count)]
    free: SimpleQueue[_Worker[Item, Result]] = SimpleQueue()
    for worker in pool:
        free.put(worker)

    def run_one(item: Item) -> Result | UnreadableSubmission:
        worker = free.get()
        try:
            return worker.run(item)
        finally:
            free.put(worker)

    threads = ThreadPoolExecutor(count, thread_name_prefix="isolation")
    try:
        running = deque(threads.submit(run_one, item) for item in first)
        while running:
            result = running.popleft().result()
            running.extend(threads.submit(run_one, item) for item in islice(coming, 1))
            yield result
    finally:
        for worker in pool:
            worker.stop()
        threads.shutdown(cancel_futures=True)
        for worker in pool:
            worker.close()


def _worth_starting(items: int) -> int:
    return min(os.cpu_count() or 1, MOST_WORKERS, -(-items // ITEMS_A_WORKER))


class _WorkerLostError(Exception):
    """The child process gave no reply; never leaves this module."""

    def __init__(self, *, late: bool, exit_code: int) -> None:
        super().__init__(exit_code)
        self.late = late
        self.exit_code = exit_code


class _NotBegunError(Exception):
    """No worker could be begun, and why; never leaves this module."""


class _Worker(Generic[Item, Result]):
    """One child process at a time, started when there is something to do."""

    def __init__(
        self,
        task: Callable[[Item], Result],
        memory: int | None,
        timeout: float,
        start_timeout: float,
    ) -> None:
        self._setup = pickle.dumps((task, memory, timeout))
        self._timeout = timeout
        self._start_timeout = start_timeout
        self._tries = STARTS
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, item: Item) -> Result | UnreadableSubmission:
        """The result for one item, or the refusal it ended in."""
        request = pickle.dumps(item)
        try:
            process = self._process or self._begun()
        except _NotBegunError as error:
            return UnreadableSubmission("file.not_tried", str(error))
        try:
            outcome, content = self._exchange(process, request, self._timeout)
        except _WorkerLostError as lost:
            self._process = None
            if lost.late:
                return UnreadableSubmission("file.timeout", f"{self._timeout:g} s")
            return UnreadableSubmission("file.crashed", _death(lost.exit_code))
        match outcome:
            case Outcome.OUT_OF_MEMORY:
                self.close()
                return UnreadableSubmission("file.out_of_memory")
            case Outcome.FAILED:
                return UnreadableSubmission("file.crashed", content)
        result: Result | UnreadableSubmission = content
        return result

    def stop(self) -> None:
        """Kill the child process, whatever it is doing, and start no other."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Let go of a child process that is ending."""
        process, self._process = self._process, None
        if process is not None:
            _close(process)

    def _begun(self) -> subprocess.Popen[bytes]:
        """A worker that is ready, started anew if the machine did not let it begin.

        Once that was in vain, the items that follow are given one start each: all of them waiting
        in full would hold up the run.
        """
        tries, self._tries = self._tries, 1
        for _ in range(tries - 1):
            with suppress(_NotBegunError):
                process = self._start()
                break
            if self._stopped:
                raise _NotBegunError("no longer wanted")
        else:
            process = self._start()
        self._tries = STARTS
        return process

    def _start(self) -> subprocess.Popen[bytes]:
        # The child finds modules where the parent does, even under a changed path.
        code = f"import sys; sys.path[:] = {sys.path!r}\n"
        code += "from kc_pipeline.intake.opening.worker import main; main()"
        command = [sys.executable, "-c", code]
        try:
            process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as error:
            raise _NotBegunError(f"no process could be started: {error.strerror}") from error
        # Known before it is asked anything, so that `stop` in another thread cannot miss it.
        self._process = process
        if self._stopped:
            process.kill()
        try:
            outcome, content = self._exchange(process, self._setup, self._start_timeout)
        except _WorkerLostError as lost:
            self._process = None
            if lost.late:
                why = f"the process had not begun after {self._start_timeout:g} s"
            else:
                why = f"the process ended before it began: {_death(lost.exit_code)}"
            if lost.exit_code >= 0:  # nothing killed it: our own modules cannot be loaded
                raise RuntimeError(why) from lost
            raise _NotBegunError(why) from lost
        if outcome is not Outcome.READY:
            self.close()
            raise RuntimeError(f"the worker process cannot load its task:\n{content}")
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], request: bytes, seconds: float
    ) -> tuple[Outcome, Any]:
        """Send a request and wait for the reply, so long and no longer."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        requests, replies = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        timer = threading.Timer(seconds, give_up)
        timer.start()
        reply: tuple[Outcome, Any] | None = None
        try:
            requests.write(request)
            requests.flush()
            reply = pickle.load(replies)  # noqa: S301  # from our own child
        except (EOFError, OSError, pickle.UnpicklingError):
            process.kill()
        finally:
            timer.cancel()
            timer.join()
        if reply is None or late.is_set():
            raise _WorkerLostError(late=late.is_set(), exit_code=_close(process))
        return reply


def _close(process: subprocess.Popen[bytes]) -> int:
    """Close the pipes to a process that is ending, and return how it ended."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what could not be written to it any more
                pipe.close()
    return process.wait()


def _death(exit_code: int) -> str:
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
