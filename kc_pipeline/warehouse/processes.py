"""Whether a process that left its mark is still there: numbers of processes come round again."""

import os
from collections.abc import Mapping
from pathlib import Path


def mark_of_this() -> dict[str, object]:
    """What tells this process from every other on this machine."""
    pid = os.getpid()
    return {"pid": pid, "process_start": _process_start(pid)}


def is_alive(mark: Mapping[str, object]) -> bool:
    """Whether the process that left the mark is there, on this machine.

    Raises KeyError, TypeError or ValueError for what is no mark.
    """
    pid = int(str(mark["pid"]))
    return exists(pid) and _process_start(pid) == mark["process_start"]


def exists(pid: int) -> bool:
    """Whether some process has that number; where that cannot be asked, it has."""
    if os.name == "nt":
        return True  # there, signal 0 would end the process: rather keep a folder too long
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _process_start(pid: int) -> str | None:
    """Give when the process began, where Linux tells."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
