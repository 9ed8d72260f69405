"""A writer that was killed: its sign is left, and people are told until a run is done with it.

Who holds the lock signs it, and takes the sign away however the work ends. One that is left tells
of a process that was killed, or of a machine that lost its power. Nothing heavy is loaded here.
"""

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kc_pipeline.warehouse.processes import is_alive, mark_of_this

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_SIGN = ".writer.json"
_LEFT = ".broken_off.json"


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """Work on the warehouse that has no end: when it was begun, and by which process."""

    started_at: datetime
    pid: int

    def told(self) -> str:
        """One line."""
        when = f"{self.started_at.astimezone(_ZONE):%d/%m/%Y %H:%M:%S}"
        return (
            f"the work of process {self.pid}, started {when}, was broken off: it was killed or the "
            "machine went down; what is published is as it was, kc run completes it"
        )


def sign(warehouse_dir: Path, now: datetime) -> None:
    """Say who writes; call it with the lock. A sign that is there was left, and is kept apart."""
    mark = warehouse_dir / _SIGN
    if mark.exists():
        mark.replace(warehouse_dir / _LEFT)
    told = {**mark_of_this(), "host": platform.node(), "started": now.isoformat()}
    mark.write_text(json.dumps(told))


def unsign(warehouse_dir: Path) -> None:
    """Take the sign away."""
    (warehouse_dir / _SIGN).unlink(missing_ok=True)


def signed_by(warehouse_dir: Path) -> str:
    """Say who holds the lock; between taking and signing it nobody can be named."""
    try:
        told = json.loads((warehouse_dir / _SIGN).read_text())
        return f"process {told['pid']}, started {told['started']},"
    except (OSError, ValueError, KeyError):
        return "another process"


def broken_off(warehouse_dir: Path) -> BrokenOff | None:
    """The last work that was broken off and that no run has told of since; None if there is none.

    A writer on another machine, whose processes cannot be seen, counts as alive.
    """
    return left_sign(warehouse_dir) or _read(warehouse_dir / _LEFT)


def left_sign(warehouse_dir: Path) -> BrokenOff | None:
    """The work of the last writer, if it was broken off; None once another has written since."""
    return _read(warehouse_dir / _SIGN, is_over=lambda told: not is_alive(told))


def _read(
    path: Path, is_over: Callable[[Mapping[str, object]], bool] | None = None
) -> BrokenOff | None:
    try:
        told = json.loads(path.read_text())
        if is_over and (told["host"] != platform.node() or not is_over(told)):
            return None
        started_at = datetime.fromisoformat(told["started"])
        return BrokenOff(started_at, int(told["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_broken_off(warehouse_dir: Path) -> None:
    """A run is done and has told of it; call it as the writer."""
    (warehouse_dir / _LEFT).unlink(missing_ok=True)
