"""Taken-in files and identities from a few words, for the tests of whose, when and in force."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.in_force import Decided, settle
from kc_pipeline.resolution.ledger import Entry, Ledger
from kc_pipeline.resolution.submission import Submission
from kc_pipeline.resolution.whose_and_when import Identity
from kc_pipeline.rules.finding import Issue

NEW_YEAR = datetime(2015, 1, 5, 8, tzinfo=UTC)
RUBBISH = UnreadableSubmission("file.damaged", "no workbook")
EMPTY = Reading(form="KC-2014", form_years=(2014, 2015), cover=(), sheets=(), rows=(), issues=())

File = tuple[TakenIn, Identity]


def file(
    content: str,
    path: str = "2014/061.xlsx",
    *,
    unit: str | None = "061",
    year: int | None = 2014,
    version: int = 1,
    reported_on: date | None = None,
    day: int = 0,
    contradicts: bool = False,
) -> File:
    """A file with those bytes; ``rubbish`` cannot be opened. ``day`` is its time."""
    issues = (Issue("submission.unit_contradiction"),) if contradicts else ()
    reading = RUBBISH if content.startswith("rubbish") or not content else EMPTY
    taken = TakenIn(path, year, NEW_YEAR + timedelta(days=day), content, reading)
    return taken, Identity(unit, year, version, reported_on, issues)


def rejects(issue: Issue) -> bool:
    """Whether an issue rejects a file."""
    return issue.code.startswith(("submission.unit_contradiction", "file."))


class Nights:
    """Night after night: what lies in raw/ is settled, and what was accepted is remembered."""

    def __init__(self, *, holding: bool = False) -> None:
        self.ledger = Ledger()
        self.accepted: frozenset[str] | None = frozenset() if holding else None
        self._known: dict[str, File] = {}

    def night(self, *present: File) -> list[Submission]:
        """One run, over exactly those files."""
        here = {taken.sha256 for taken, _ in present}
        remembered = [
            (replace(self._known[e.sha256][0], path=e.path), self._known[e.sha256][1])
            for e in self.ledger.entries
            if e.sha256 not in here
        ]
        settled = settle(present, remembered, self.ledger, rejects, Decided({}, self.accepted))
        self._known |= {taken.sha256: (taken, identity) for taken, identity in present}
        self.ledger = self.ledger.with_accepted(
            Entry(s.taken.sha256, s.taken.path, s.taken.modified_at, s.replaced_by)
            for s in settled
            if s.standing in ("in_force", "superseded") and s.is_taken
        )
        return settled

    def accept(self, content: str) -> None:
        """Let a content take force that waits."""
        self.accepted = (self.accepted or frozenset()) | {content}

    def withdraw(self, content: str) -> None:
        """Take a content out of force on purpose."""
        self.ledger = self.ledger.with_withdrawn(content, "sai số liệu", NEW_YEAR)


def told(settled: list[Submission]) -> dict[str, tuple[str, ...]]:
    """By content (a duplicate's with its path): the standing, then the codes of its issues."""
    return {
        s.taken.sha256 if s.standing != "duplicate" else f"{s.taken.sha256} {s.taken.path}": (
            str(s.standing),
            *(issue.code.removeprefix("submission.") for issue in s.issues),
        )
        for s in settled
    }
