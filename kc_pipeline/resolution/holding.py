"""Corrections that wait: with ``hold_corrections``, none takes force before somebody accepted it.

Waiting is what a version does that would be in force, were it not for one that was taken before.
Who accepted what is told by the ledger and by the officers' decisions; both are read elsewhere.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from kc_pipeline.errors import DeclarationError
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.resolution.versions import contest, precedence, superseded
from kc_pipeline.rules.finding import Issue

_DECLARATION = "corrections.toml"
_SETTING = "hold_corrections"


def load_hold_corrections(assets: Path) -> bool:
    """What ``corrections.toml`` declares; False where there is none. Raises DeclarationError."""
    path = assets / _DECLARATION
    if not path.exists():
        return False
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DeclarationError(f"{path}: {error}") from error
    held = told.pop(_SETTING, False)
    if told or not isinstance(held, bool):
        raise DeclarationError(f"{path}: {_SETTING} is true or false, and nothing else stands here")
    return held


def hold(
    present: Sequence[Submission],
    kept: Sequence[Submission],
    ledger: Ledger,
    accepted: Collection[str],
) -> list[Submission]:
    """Settle the versions as `contest` does, but let no correction take force by itself.

    Those count that the ledger has, and those ``accepted``; for a unit and year that none of them
    answers for, the earliest version does. Every other waits if it would be in force once it is
    accepted, and is superseded if it would not.
    """
    taken_before = {entry.sha256 for entry in ledger.entries} | set(accepted)
    versions = _by_report(present)
    free = [
        s for s in present if s.standing is not Standing.IN_FORCE or s.taken.sha256 in taken_before
    ]
    answered = _by_report(contest(free, kept, ledger))
    free += [min(of, key=precedence) for report, of in versions.items() if report not in answered]
    settled = contest(free, kept, ledger)
    in_force, rivals, remembered = map(_by_report, (settled, free, kept))
    counting = {id(s) for s in free}
    waiting = [
        _waiting(
            version, rivals.get(report, []), remembered.get(report, []), in_force[report], ledger
        )
        for report, of in versions.items()
        for version in of
        if id(version) not in counting
    ]
    return [*settled, *waiting]


def _waiting(
    version: Submission,
    rivals: Sequence[Submission],
    remembered: Sequence[Submission],
    in_force: Sequence[Submission],
    ledger: Ledger,
) -> Submission:
    """A version that nobody accepted yet, beside those of its report that count."""
    (current,) = in_force
    version = replace(version, is_taken=False)
    if not any(
        s is version
        for s in contest([*rivals, version], remembered, ledger)
        if s.standing is Standing.IN_FORCE
    ):
        return superseded(version, current)
    issue = Issue("submission.waiting", details={"other_path": current.taken.path})
    return replace(version, standing=Standing.WAITING, issues=(*version.issues, issue))


def _report(submission: Submission) -> tuple[str | None, int | None]:
    return submission.identity.unit_code, submission.identity.year


def _by_report(
    submissions: Sequence[Submission],
) -> dict[tuple[str | None, int | None], list[Submission]]:
    """Those that could be in force, by the unit and year that they report on."""
    found: dict[tuple[str | None, int | None], list[Submission]] = defaultdict(list)
    for submission in submissions:
        if submission.standing is Standing.IN_FORCE:
            found[_report(submission)].append(submission)
    return dict(found)
