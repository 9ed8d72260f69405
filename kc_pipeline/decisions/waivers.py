"""Waivers met with the findings of a run: a finding that is waived stays, but is no longer open.

A waived error lets its row count; which rules' errors may be waived stands at the rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kc_pipeline.decisions.decision import Decision, Ruling, State
from kc_pipeline.rules.catalogue import Catalogue
from kc_pipeline.rules.finding import Issue

Place = tuple[str, str, str | None, str | None]
"""Submission, code, sheet and cell of a finding."""


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers that may be meant, each by the finding it accepts."""

    by_place: Mapping[Place, Decision]

    def of(self, submission_id: str, issue: Issue) -> Decision | None:
        """The waiver of a finding, None where it is open."""
        return self.by_place.get((submission_id, issue.code, issue.sheet, issue.cell))

    def rulings(self, noticed: Iterable[tuple[str, Issue]]) -> Iterator[Ruling]:
        """What became of each waiver, now that all findings are there."""
        found = {(owner, issue.code, issue.sheet, issue.cell) for owner, issue in noticed}
        for place, decision in self.by_place.items():
            if place in found:
                yield Ruling(decision.name, decision, State.APPLIED, place[0])
                continue
            details = {"decision": decision.name, "code": decision.code or ""}
            issue = Issue("decision.finding_gone", decision.sheet, decision.cell, details=details)
            yield Ruling(decision.name, decision, State.STALE, place[0], issue)


NO_WAIVERS = Waivers({})


def admit(
    meant: Iterable[tuple[Decision, str]], catalogue: Catalogue
) -> tuple[Waivers, list[Ruling]]:
    """Take the waivers with the submissions they mean; refuse what no waiver can accept."""
    by_place: dict[Place, Decision] = {}
    refused: list[Ruling] = []
    for decision, submission_id in meant:
        code = decision.code or ""
        place = (submission_id, code, decision.sheet, decision.cell)
        issue = _refusal(decision, code, catalogue)
        if issue is None and (first := by_place.setdefault(place, decision)) is not decision:
            details = {"decision": decision.name, "other": first.name}
            issue = Issue("decision.repeated", details=details)
        if issue is not None:
            refused.append(Ruling(decision.name, decision, State.REFUSED, submission_id, issue))
    return Waivers(by_place), refused


def _refusal(decision: Decision, code: str, catalogue: Catalogue) -> Issue | None:
    details = {"decision": decision.name, "code": code}
    if code not in catalogue.rules:
        return Issue("decision.unknown_rule", details=details)
    if not catalogue[code].is_waivable:
        return Issue("decision.not_waivable", decision.sheet, decision.cell, details=details)
    return None
