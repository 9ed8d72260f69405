"""Which submissions are in force: duplicates by content, corrections by version, what was removed.

For each unit and year one submission is in force: the highest version, then the later date of
report, then the later file time, then the path. A file replaced in its place by an acceptable one
is superseded whatever these say. A rejected or unreadable file, one overwritten by something else,
and one removed leave the last accepted one in force.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from types import MappingProxyType

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.whose_and_when import Identity
from kc_pipeline.rules.finding import Issue

_ID_LENGTH = 12


class Standing(StrEnum):
    """What became of a submission as a whole; its findings may still refine ``accepted``."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission with its identity and standing.

    ``submission_id`` follows from the content; of a file that could not be copied, from its path;
    a second file with the same bytes has a number behind it. ``replaced_by`` is the hash of the
    content that was put in this one's place.
    """

    submission_id: str
    taken: TakenIn
    identity: Identity
    standing: Standing
    issues: tuple[Issue, ...]
    is_in_raw: bool = True
    replaced_by: str | None = None

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


def settle(
    present: Sequence[tuple[TakenIn, Identity]],
    remembered: Sequence[tuple[TakenIn, Identity]],
    ledger: Ledger,
    rejects: Callable[[Issue], bool],
    excluded: Mapping[str, str] = MappingProxyType({}),
) -> list[Submission]:
    """Every submission with its standing; ``rejects`` tells which issues reject a file.

    ``present`` is all that lies in raw/, ``remembered`` the contents accepted before that do no
    more: overwritten or removed. ``excluded`` are the contents that are not to be in force, hash to
    reason, beside those the ledger has as withdrawn.
    """
    unique, duplicates = _split_duplicates(present, ledger, rejects)
    withdrawn = {**_withdrawn(ledger), **excluded}
    judged = [_judged(taken, identity, withdrawn, rejects) for taken, identity in unique]
    kept = [
        replace(_judged(taken, identity, withdrawn, rejects), is_in_raw=False)
        for taken, identity in remembered
    ]
    replaced = _tell_replaced(kept, judged, ledger)
    settled = [_tell_removed(s, judged) for s in _supersede([*judged, *replaced])]
    return [*_tell_corrections(settled), *duplicates]


def _withdrawn(ledger: Ledger) -> dict[str, str]:
    """The contents taken out of force by command, hash to reason."""
    return {e.sha256: e.withdrawn_why or "" for e in ledger.entries if e.withdrawn_at is not None}


def _judged(
    taken: TakenIn,
    identity: Identity,
    withdrawn: Mapping[str, str],
    rejects: Callable[[Issue], bool],
) -> Submission:
    issues = identity.issues
    if isinstance(taken.reading, UnreadableSubmission):
        refusal = taken.reading
        issues += (Issue(refusal.code, sheet=refusal.sheet, details={"detail": refusal.detail}),)
    else:
        issues += taken.reading.issues
    whole_file = (*identity.issues, *(i for i in issues if i.code.startswith(("file.", "form."))))
    standing = Standing.IN_FORCE
    if taken.sha256 and taken.sha256 in withdrawn:
        standing = Standing.WITHDRAWN
        issues += (Issue("submission.withdrawn", details={"reason": withdrawn[taken.sha256]}),)
    elif _is_empty_handed(taken.reading) or any(map(rejects, whole_file)):
        standing = Standing.REJECTED
    return Submission(_submission_id(taken), taken, identity, standing, issues)


def _is_empty_handed(reading: Reading | UnreadableSubmission) -> bool:
    """Whether nothing of the file can count: it cannot be opened, or each sheet is rejected.

    One whose sheets are all rejected must not put an accepted version out of force.
    """
    if isinstance(reading, UnreadableSubmission):
        return True
    return bool(reading.sheets) and all(sheet.rejected for sheet in reading.sheets)


def _submission_id(taken: TakenIn) -> str:
    content = taken.sha256 or hashlib.sha256(taken.path.encode()).hexdigest()
    return content[:_ID_LENGTH]


def _split_duplicates(
    present: Sequence[tuple[TakenIn, Identity]], ledger: Ledger, rejects: Callable[[Issue], bool]
) -> tuple[list[tuple[TakenIn, Identity]], list[Submission]]:
    """The first acceptable file of each content, and the others with the same bytes.

    First is the one that was accepted before, else the oldest, else the one of the shortest name:
    a copy's is longer.
    """

    def first(file: tuple[TakenIn, Identity]) -> tuple[bool, bool, datetime, int, str]:
        taken, identity = file
        entry = ledger.entry(taken.sha256)
        is_known = entry is not None and entry.path == taken.path
        is_rejected = any(map(rejects, identity.issues))
        return is_rejected, not is_known, taken.modified_at, len(taken.path), taken.path

    by_content: dict[str, list[tuple[TakenIn, Identity]]] = {}
    for taken, identity in present:
        by_content.setdefault(taken.sha256 or taken.path, []).append((taken, identity))
    unique, duplicates = [], []
    for same in by_content.values():
        original, *others = sorted(same, key=first)
        unique.append(original)
        for place, (taken, identity) in enumerate(others, start=2):
            issue = Issue("submission.duplicate", details={"other_path": original[0].path})
            submission_id = f"{_submission_id(taken)}-{place}"
            duplicates.append(
                Submission(submission_id, taken, identity, Standing.DUPLICATE, (issue,))
            )
    return unique, duplicates


def _tell_replaced(
    kept: Sequence[Submission], present: Sequence[Submission], ledger: Ledger
) -> list[Submission]:
    """The remembered, superseded where an acceptable file of the same unit and year replaced them.

    Once replaced in its file, a content stays so although the other is overwritten or removed in
    turn; only when that is withdrawn or no longer acceptable, the one before it stands again.
    """
    heirs = {_place(s): s for s in present if s.standing is Standing.IN_FORCE}
    acceptable = {s.taken.sha256: s for s in (*present, *kept) if s.standing is Standing.IN_FORCE}
    told: list[Submission] = []
    for submission in kept:
        entry = ledger.entry(submission.taken.sha256)
        before = entry.replaced_by if entry else None
        heir = acceptable.get(before or "") or heirs.get(_place(submission))
        if heir is None or submission.standing is not Standing.IN_FORCE:
            told.append(submission)
        else:
            told.append(replace(_superseded(submission, heir), replaced_by=heir.taken.sha256))
    return told


def _place(submission: Submission) -> tuple[str, str | None, int | None]:
    """The path and what it is the report of: another unit's file there replaces nothing."""
    return submission.taken.path, submission.identity.unit_code, submission.identity.year


def _superseded(submission: Submission, by: Submission) -> Submission:
    issue = Issue("submission.superseded", details={"other_path": by.taken.path})
    return replace(submission, standing=Standing.SUPERSEDED, issues=(*submission.issues, issue))


def _supersede(submissions: Iterable[Submission]) -> list[Submission]:
    """Leave one submission in force for each unit and year."""
    settled: list[Submission] = []
    contested: dict[tuple[str | None, int | None], list[Submission]] = {}
    for submission in submissions:
        if submission.standing is Standing.IN_FORCE:
            key = (submission.identity.unit_code, submission.identity.year)
            contested.setdefault(key, []).append(submission)
        else:
            settled.append(submission)
    for rivals in contested.values():
        rivals.sort(key=precedence)
        *superseded, winner = rivals
        settled.append(winner)
        settled += [_superseded(old, winner) for old in superseded]
    return settled


def precedence(submission: Submission) -> tuple[int, datetime, datetime, str]:
    """By what the versions of a report follow one another, the latest last."""
    return (
        submission.identity.version,
        submission.received_at if submission.identity.reported_on else _LONG_AGO,
        submission.taken.modified_at,
        submission.taken.path,
    )


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _tell_removed(submission: Submission, present: Sequence[Submission]) -> Submission:
    """A finding on what stays in force although raw/ no longer holds it."""
    if submission.is_in_raw or submission.standing is not Standing.IN_FORCE:
        return submission
    overwritten = any(other.taken.path == submission.taken.path for other in present)
    code = "submission.overwritten" if overwritten else "submission.removed"
    return replace(submission, issues=(*submission.issues, Issue(code)))


def _tell_corrections(submissions: Sequence[Submission]) -> list[Submission]:
    """A finding on each rejected file whose unit and year another submission still answers for."""
    in_force = {
        (s.identity.unit_code, s.identity.year): s.taken.path
        for s in submissions
        if s.standing is Standing.IN_FORCE
    }
    told: list[Submission] = []
    for submission in submissions:
        kept = in_force.get((submission.identity.unit_code, submission.identity.year))
        if submission.standing is Standing.REJECTED and kept is not None:
            issue = Issue("submission.correction_not_accepted", details={"other_path": kept})
            told.append(replace(submission, issues=(*submission.issues, issue)))
        else:
            told.append(submission)
    return told
