"""When anybody last looked whether something changed, and what came of it: for the status page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kc_pipeline.looking.look import Look
from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.paths import Project


class Looker(StrEnum):
    """Who looked."""

    COMMAND = "kc run"
    SCHEDULE = "schedule"
    SENSOR = "sensor"


@dataclass(frozen=True, slots=True)
class LastLook:
    """The last look: when, by whom, what had changed (nothing: empty), since which snapshot."""

    looked_at: datetime
    by: Looker
    changes: tuple[str, ...]
    snapshot: str | None


def record_look(project: Project, look: Look, by: Looker) -> None:
    """Remember a look in place of the one before."""
    told = {
        "looked_at": look.looked_at.isoformat(),
        "by": by,
        "changes": look.changes,
        "snapshot": look.record.snapshot if look.record else None,
    }
    replace_json(project.last_look, told)


def read_last_look(project: Project) -> LastLook | None:
    """The last look; None where nobody looked yet or the file cannot be read."""
    told = read_json(project.last_look)
    if told is None:
        return None
    try:
        return LastLook(
            looked_at=datetime.fromisoformat(told["looked_at"]),
            by=Looker(told["by"]),
            changes=tuple(told["changes"]),
            snapshot=told["snapshot"],
        )
    except (KeyError, TypeError, ValueError):
        return None
