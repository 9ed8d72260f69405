"""A submission as the steps after intake know it: whose it is, and what became of it as a whole."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.whose_and_when import Identity
from kc_pipeline.rules.finding import Issue


class Standing(StrEnum):
    """What became of a submission as a whole; its findings may still refine ``accepted``."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission with its identity and standing.

    ``submission_id`` follows from the content; of a file that could not be copied, from its path;
    a second file with the same bytes has a number behind it. ``replaced_by`` is the hash of the
    content that was put in this one's place. ``is_taken`` says that it may count, or once did:
    False for a correction that nobody accepted, where corrections wait (`holding`).
    """

    submission_id: str
    taken: TakenIn
    identity: Identity
    standing: Standing
    issues: tuple[Issue, ...]
    is_in_raw: bool = True
    replaced_by: str | None = None
    is_taken: bool = True

    @property
    def place(self) -> tuple[str, str | None, int | None]:
        """The path and what it is the report of: another unit's file there replaces nothing."""
        return self.taken.path, self.identity.unit_code, self.identity.year

    @property
    def received_at(self) -> datetime:
        """When it came in: the date of report on its cover, else the file's time."""
        day = self.identity.reported_on
        return (
            self.taken.modified_at if day is None else datetime.combine(day, time.min, tzinfo=UTC)
        )

    @property
    def reading(self) -> Reading | None:
        """What was read; None where the file could not be opened."""
        reading = self.taken.reading
        return None if isinstance(reading, UnreadableSubmission) else reading
