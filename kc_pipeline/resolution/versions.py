"""How the versions of one report follow one another, and which of them stands.

For each unit and year that is the highest version, then the later date of report, then the later
file time, then the path. A file replaced in its place by an acceptable one is superseded whatever
these say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.rules.finding import Issue


def contest(
    present: Sequence[Submission], kept: Sequence[Submission], ledger: Ledger
) -> list[Submission]:
    """All of them, with one left in force for each unit and year.

    ``present`` lie in raw/, ``kept`` are remembered and do no more.
    """
    return _supersede([*present, *_tell_replaced(kept, present, ledger)])


def _tell_replaced(
    kept: Sequence[Submission], present: Sequence[Submission], ledger: Ledger
) -> list[Submission]:
    """The remembered, superseded where an acceptable file of the same unit and year replaced them.

    Once replaced in its file, a content stays so although the other is overwritten or removed in
    turn; only when that is withdrawn or no longer acceptable, the one before it stands again.
    """
    heirs = {s.place: s for s in present if s.standing is Standing.IN_FORCE}
    acceptable = {s.taken.sha256: s for s in (*present, *kept) if s.standing is Standing.IN_FORCE}
    told: list[Submission] = []
    for submission in kept:
        entry = ledger.entry(submission.taken.sha256)
        before = entry.replaced_by if entry else None
        heir = acceptable.get(before or "") or heirs.get(submission.place)
        if heir is None or submission.standing is not Standing.IN_FORCE:
            told.append(submission)
        else:
            told.append(replace(superseded(submission, heir), replaced_by=heir.taken.sha256))
    return told


def superseded(submission: Submission, by: Submission) -> Submission:
    """The same with another in its place, and the finding that tells it."""
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
        *older, winner = rivals
        settled.append(winner)
        settled += [superseded(version, winner) for version in older]
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
