"""Which submissions are in force: duplicates by content, corrections by version, what was removed.

For each unit and year one submission is in force: the highest version, then the later date of
report, then the later file time, then the path. A file replaced in its place by an acceptable one
is superseded whatever these say. A rejected or unreadable file, one overwritten by something else,
and one removed leave the last accepted one in force. Where corrections wait, one that nobody has
accepted yet does so too.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.holding import hold
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.resolution.versions import contest
from kc_pipeline.resolution.whose_and_when import Identity
from kc_pipeline.rules.finding import Issue

_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Decided:
    """What officers decided on contents, by hash.

    ``excluded`` are not to be in force, each with the reason, beside those the ledger has as
    withdrawn. ``accepted`` may take force where corrections wait for that; None where none waits.
    """

    excluded: Mapping[str, str]
    accepted: Collection[str] | None


UNDECIDED = Decided(MappingProxyType({}), None)


def settle(
    present: Sequence[tuple[TakenIn, Identity]],
    remembered: Sequence[tuple[TakenIn, Identity]],
    ledger: Ledger,
    rejects: Callable[[Issue], bool],
    decided: Decided = UNDECIDED,
) -> list[Submission]:
    """Every submission with its standing; ``rejects`` tells which issues reject a file.

    ``present`` is all that lies in raw/, ``remembered`` the contents accepted before that do no
    more: overwritten or removed.
    """
    unique, duplicates = _split_duplicates(present, ledger, rejects)
    withdrawn = {**_withdrawn(ledger), **decided.excluded}
    judged = [_judged(taken, identity, withdrawn, rejects) for taken, identity in unique]
    kept = [
        replace(_judged(taken, identity, withdrawn, rejects), is_in_raw=False)
        for taken, identity in remembered
    ]
    settled = (
        contest(judged, kept, ledger)
        if decided.accepted is None
        else hold(judged, kept, ledger, decided.accepted)
    )
    told = [_tell_removed(s, settled) for s in settled]
    return [*_tell_corrections(told), *duplicates]


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


def _tell_removed(submission: Submission, settled: Sequence[Submission]) -> Submission:
    """A finding on what stays in force although raw/ no longer holds it.

    None where a correction that waits took its place: that one's own finding tells it.
    """
    if submission.is_in_raw or submission.standing is not Standing.IN_FORCE:
        return submission
    here = [s for s in settled if s.is_in_raw and s.taken.path == submission.taken.path]
    if any(s.standing is Standing.WAITING and s.place == submission.place for s in here):
        return submission
    code = "submission.overwritten" if here else "submission.removed"
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
