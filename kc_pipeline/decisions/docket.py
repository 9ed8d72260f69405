"""Decisions met with the submissions they were made for.

A decision is anchored on content: it means the bytes whose hash it names, whatever they are called.
Where other bytes have taken their place it is not applied any more and says so (docs/decisions).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kc_pipeline.decisions.corrections import Corrected
from kc_pipeline.decisions.decision import Decision, Kind, Ruling, State
from kc_pipeline.decisions.decision_files import Decisions
from kc_pipeline.decisions.waivers import NO_WAIVERS, Waivers, admit
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.rules.catalogue import Catalogue
from kc_pipeline.rules.finding import Issue

_ON_WHAT_STANDS = frozenset({Kind.CORRECTION, Kind.WAIVER})
"""What is decided on values: it has nothing to say any more once others stand in their place."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The submissions with their standings, and what became of the decisions on them.

    ``waivers`` are still to be met with the findings of the rules.
    """

    submissions: tuple[Submission, ...]
    rulings: tuple[Ruling, ...] = ()
    waivers: Waivers = NO_WAIVERS


def exclusions(decisions: Decisions, hashes: Sequence[str]) -> dict[str, str]:
    """The reason by hash of each content that an officer excludes."""
    return {
        sha: f"{decision.why} ({decision.by}, {decision.on:%d/%m/%Y})"
        for sha in hashes
        for decision in decisions.of(Kind.EXCLUSION)
        if decision.means(sha)
    }


def acceptances(decisions: Decisions, hashes: Sequence[str]) -> frozenset[str]:
    """The contents that an officer accepts."""
    accepted = decisions.of(Kind.ACCEPTANCE)
    return frozenset(sha for sha in hashes if any(decision.means(sha) for decision in accepted))


def rule_on(
    decisions: Decisions,
    corrected: Corrected,
    submissions: Sequence[Submission],
    former_paths: Mapping[str, str],
    catalogue: Catalogue,
) -> Settlement:
    """Tell of every decision what became of it; findings go to the submissions they concern.

    ``former_paths`` are the contents ever accepted, hash to path.
    """
    by_hash = {
        s.taken.sha256: s for s in reversed(submissions) if s.standing is not Standing.DUPLICATE
    }
    refused = {
        ruling.name: replace(ruling, submission_id=by_hash[sha].submission_id)
        for ruling, sha in corrected.refused
        if sha in by_hash
    }
    rulings = list(decisions.unreadable)
    waived: list[tuple[Decision, str]] = []
    for decision in decisions.entries:
        meant = next((s for sha, s in by_hash.items() if decision.means(sha)), None)
        if decision.name in refused:
            rulings.append(refused[decision.name])
        elif meant is None:
            rulings.append(_missed(decision, submissions, former_paths))
        elif decision.kind in _ON_WHAT_STANDS and meant.standing is Standing.SUPERSEDED:
            rulings.append(_stale(decision, _in_place_of(meant, submissions)))
        elif decision.kind is Kind.WAIVER:
            waived.append((decision, meant.submission_id))
        elif decision.kind is Kind.ACCEPTANCE and meant.standing is Standing.REJECTED:
            issue = Issue("decision.not_acceptable", details={"decision": decision.name})
            rulings.append(
                Ruling(decision.name, decision, State.REFUSED, meant.submission_id, issue)
            )
        elif decision.kind is Kind.CORRECTION and meant.reading is None:
            issue = Issue("decision.unopened", details={"decision": decision.name})
            rulings.append(
                Ruling(decision.name, decision, State.REFUSED, meant.submission_id, issue)
            )
        else:
            rulings.append(Ruling(decision.name, decision, State.APPLIED, meant.submission_id))
    waivers, unfit = admit(waived, catalogue)
    rulings += unfit
    return Settlement(_told(submissions, rulings), tuple(rulings), waivers)


def _missed(
    decision: Decision, submissions: Sequence[Submission], former_paths: Mapping[str, str]
) -> Ruling:
    """A decision on bytes that are not there: what lies at its path now is told of it."""
    here = [s for s in submissions if s.taken.path == decision.path]
    if here:
        return _stale(decision, min(here, key=lambda s: s.standing is not Standing.IN_FORCE))
    details = {"decision": decision.name, "named": decision.path, "sha256": decision.sha256}
    known = decision.path in former_paths.values()
    code = "decision.submission_gone" if known else "decision.unknown_submission"
    state = State.STALE if known else State.REFUSED
    return Ruling(decision.name, decision, state, issue=Issue(code, details=details))


def _stale(decision: Decision, now: Submission) -> Ruling:
    details = {
        "decision": decision.name,
        "named": decision.path,
        "why": decision.why,
        "current": now.taken.sha256[: len(decision.sha256)],
    }
    issue = Issue("decision.stale", details=details)
    return Ruling(decision.name, decision, State.STALE, now.submission_id, issue)


def _in_place_of(old: Submission, submissions: Sequence[Submission]) -> Submission:
    """What is in force for the unit and year of a superseded submission."""
    place = (old.identity.unit_code, old.identity.year)
    for submission in submissions:
        is_heir = (submission.identity.unit_code, submission.identity.year) == place
        if is_heir and submission.standing is Standing.IN_FORCE:
            return submission
    return old


def _told(submissions: Sequence[Submission], rulings: Sequence[Ruling]) -> tuple[Submission, ...]:
    issues: dict[str, tuple[Issue, ...]] = {}
    for ruling in rulings:
        if ruling.submission_id is not None and ruling.issue is not None:
            owner = ruling.submission_id
            issues[owner] = (*issues.get(owner, ()), ruling.issue)
    return tuple(
        replace(s, issues=(*s.issues, *issues.get(s.submission_id, ()))) for s in submissions
    )
