"""The look itself: what differs now from what the published file was made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kc_pipeline.build_inputs import declarations, program
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.looking.deadlines import last_deadline_passed
from kc_pipeline.looking.publication_record import (
    Marks,
    PublicationRecord,
    ledger_hash,
    marks_of,
    read_record,
)
from kc_pipeline.looking.rollback_record import Rollback, standing_rollback
from kc_pipeline.looking.seen_hashes import SeenHashes
from kc_pipeline.looking.upload_record import is_uploaded
from kc_pipeline.object_store.raw_mirror import bring_raw
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.warehouse.broken_off import left_sign
from kc_pipeline.warehouse.placing import held_open, log_of

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: the changes in words, none if a run would publish the same again.

    ``record`` is of the last publication, None where there is none that was carried through;
    ``rollback`` tells that an older snapshot was put in its place on purpose.
    """

    looked_at: datetime
    changes: tuple[str, ...]
    record: PublicationRecord | None
    rollback: Rollback | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether a run has nothing to do."""
        return not self.changes

    def told(self) -> str:
        """One line: that nothing changed since when, or what did."""
        if self.changes or self.record is None:
            return f"changed: {'; '.join(self.changes)}"
        if self.rollback is not None:
            return (
                f"nothing new since snapshot {self.record.snapshot}; snapshot "
                f"{self.rollback.snapshot} stays, put back by {self.rollback.by} on "
                f"{self.rollback.rolled_back_at.astimezone(_ZONE):%d/%m/%Y %H:%M:%S}; "
                "kc run --full publishes anew"
            )
        rejected, failed = self.record.rejected, len(self.record.failed_checks)
        faults = [f"submissions rejected: {rejected}"] * bool(rejected)
        faults += [f"checks failed: {failed}"] * bool(failed)
        so = f" ({', '.join(faults)})" if faults else ""
        return (
            f"nothing changed since snapshot {self.record.snapshot} of "
            f"{self.record.published_at.astimezone(_ZONE):%d/%m/%Y %H:%M:%S}{so}"
        )


def look(project: Project, now: datetime) -> Look:
    """Compare raw/, ``assets/``, program, ledger, deadlines and published file with the record.

    Writes nothing but the hashes seen, and the mirror where raw/ is at a URL. Raises OSError where
    raw/ or ``assets/`` cannot be listed.
    """
    bring_raw(project)
    record = read_record(project)
    if record is None or not record.is_whole:
        return Look(now, ("there is no publication that was carried through",), None)
    rollback = standing_rollback(project)
    changes = [*_changes(project, record, now)]
    # What an officer put back stays until something new arrives: these bring nothing new.
    if rollback is None:
        changes = [*_changes_of_published(project, record), *changes]
        changes += _passed(project, record, now)
    return Look(now, tuple(changes), record, rollback)


def _changes(project: Project, record: PublicationRecord, now: datetime) -> Iterator[str]:
    """What is new, changed or gone of all that a warehouse is built from."""
    if ledger_hash(project) != record.ledger_sha256:
        yield "the ledger of accepted submissions"
    found = SeenHashes(project.seen_hashes, project.raw).of(
        entries(project.raw), int(now.timestamp() * 1_000_000_000)
    )
    yield from _told("raw/", record.submissions, marks_of(found))
    declared = marks_of(declarations(project.home))
    yield from _told("declarations", record.declarations, declared)
    yield from _told("program", record.program, marks_of(program()))


def _passed(project: Project, record: PublicationRecord, now: datetime) -> Iterator[str]:
    """What time alone may have changed."""
    declared = marks_of(declarations(project.home))
    if declared == record.declarations and _deadline(project, now) != record.last_deadline:
        yield "a deadline has passed"
    yield from (f"{path} could not be read the last time" for path in record.passing)


def _changes_of_published(project: Project, record: PublicationRecord) -> Iterator[str]:
    if left_sign(project.warehouse) is not None:
        yield "the last run was broken off"
    if held_open(project.warehouse):
        yield "the published file was held open and could not be replaced"
    elif not project.published.is_file():
        yield "there is no published file"
    elif hash_submission(project.published) != record.published_sha256:
        yield "the published file is not the one that was published last"
    elif log_of(project.published).exists():
        yield "somebody wrote to the published file"
    elif not is_uploaded(project, record.snapshot):
        yield f"the published file was not taken to {project.publish_url}"


def _deadline(project: Project, now: datetime) -> date | None:
    today = now.astimezone(_ZONE).date()
    return last_deadline_passed(read_reference(project.assets, "deadlines"), today)


def _told(what: str, before: Marks, now: Marks) -> Iterator[str]:
    """What is new, changed or gone, the first few by name."""
    kinds = {
        "new": [path for path in now if path not in before],
        "changed": [path for path in now if path in before and now[path] != before[path]],
        "gone": [path for path in before if path not in now],
    }
    for kind, paths in kinds.items():
        if paths:
            named = ", ".join(paths[:_NAMED])
            rest = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            yield f"{what} {kind}: {named}{rest}"
