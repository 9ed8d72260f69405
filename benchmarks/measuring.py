"""What a command costs: the clock, the processor, and the peak of memory, its children included.

Processor time is what the system books for the command and everything it started: orphans become
ours (``PR_SET_CHILD_SUBREAPER``), so that none escapes. Memory is the proportional set size (PSS,
which shares a common page among those who have it) of all of them together, looked at many times a
second; a look waits at least twenty times as long as the last one took, so that looking costs
little. What the system itself noted as the most that one of them had (``VmHWM``) is a floor of it.
Linux only.
"""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Ending = Literal["done", "capped", "failed"]

_HERE = Path(__file__).parents[1]
_SUBREAPER = 36
_SHORTEST_WAIT = 0.03
_LOOKS_COST = 20
_KIB = 1024


@dataclass(frozen=True)
class Measure:
    """What one command cost; ``seconds`` of a capped one is the cap it reached."""

    seconds: float
    processor: float
    peak_mib: float
    ending: Ending
    printed: str = ""


def measured(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    cap: float,
    succeeding: frozenset[int] = frozenset({0}),
) -> Measure:
    """Run to the end, or to the cap; all processes it left behind are ended."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "printed.txt").open("wb") as printed:
        begin = time.monotonic()
        process = subprocess.Popen(  # noqa: S603  # our own commands
            command,
            stdout=printed,
            stderr=subprocess.STDOUT,
            cwd=_HERE,
            env={**os.environ, **environment, "PYTHONDONTWRITEBYTECODE": ""},
        )
        peak, code = _watched(process.pid, begin + cap)
        seconds = time.monotonic() - begin
    ending: Ending = "capped"
    if code is not None:
        ending = "done" if code in succeeding else "failed"
    process.returncode = 0  # waited for here, not by Popen
    _end_all()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measure(
        seconds=seconds,
        processor=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        peak_mib=peak,
        ending=ending,
        printed=(folder / "printed.txt").read_text(encoding="utf-8", errors="replace"),
    )


def _watched(pid: int, until: float) -> tuple[float, int | None]:
    """The peak seen, and the exit code of the process; None at the cap."""
    peak = 0.0
    while True:
        begin = time.monotonic()
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return peak, os.waitstatus_to_exitcode(status)
        if begin > until:
            return peak, None
        there = list(_descendants(os.getpid()))
        together = sum(_mib(other, "smaps_rollup", "Pss:") for other in there)
        peak = max(peak, together, *(_mib(other, "status", "VmHWM:") for other in there))
        looked = time.monotonic() - begin
        time.sleep(max(_SHORTEST_WAIT, _LOOKS_COST * looked))


def _descendants(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from _descendants(int(child))


def _mib(pid: int, file: str, name: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8").splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / _KIB
    return 0.0


def _end_all() -> None:
    """End whatever is left below us and wait for it, so that its time is booked."""
    while left := list(_descendants(os.getpid())):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, 0)[0]:
                pass
