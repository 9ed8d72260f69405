"""Who put an older snapshot back, when and why: it stands until something new arrives.

Kept beside the published file, like the record of the last publication; the next one removes it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.looking.publication_record import read_record
from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.placing import current_file


@dataclass(frozen=True, slots=True)
class Rollback:
    """An older snapshot made current on purpose; ``reason`` is empty where none was told."""

    snapshot: str
    published_sha256: str
    rolled_back_at: datetime
    by: str
    reason: str


def record_rollback(
    project: Project, snapshot: str, *, by: str, reason: str, now: datetime
) -> None:
    """Remember it; going back to what was published last is no rollback. Call it as the writer."""
    last = read_record(project)
    if last is not None and last.snapshot == snapshot:
        forget_rollback(project)
        return
    digest = hash_submission(current_file(project.warehouse))
    told = asdict(Rollback(snapshot, digest, now, by, reason))
    replace_json(project.rollback_record, told | {"rolled_back_at": now.isoformat()})


def standing_rollback(project: Project) -> Rollback | None:
    """The rollback that stands; None where there is none or something else was published since."""
    told = read_json(project.rollback_record)
    if told is None:
        return None
    try:
        found = Rollback(
            **told | {"rolled_back_at": datetime.fromisoformat(told["rolled_back_at"])}
        )
    except (KeyError, TypeError, ValueError):
        return None
    current = current_file(project.warehouse)
    is_here = current.is_file() and hash_submission(current) == found.published_sha256
    return found if is_here else None


def forget_rollback(project: Project) -> None:
    """Forget it: something was published anew."""
    project.rollback_record.unlink(missing_ok=True)
