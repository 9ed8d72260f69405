"""Corrections applied to what was taken in: the submissions they mean are read with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kc_pipeline.decisions.decision import Decision, Ruling, State
from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.corrected_cells import (
    CellCorrection,
    CorrectedReading,
    Misfit,
    Misread,
)
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.rules.finding import Issue

Corrections = Mapping[str, tuple[CellCorrection, ...]]
"""Cells to be read as something else, by the hash of the content they stand in."""


class Corrector(Protocol):
    """Whoever reads archived contents with cells corrected."""

    def __call__(
        self, corrections: Corrections, /
    ) -> Mapping[str, CorrectedReading | UnreadableSubmission]:
        """The reading of each content, by hash."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was taken in, corrected, and what became of the corrections that were refused.

    ``applied`` are the corrections by the hash of the content they changed.
    """

    taken: tuple[TakenIn, ...]
    applied: tuple[tuple[Decision, str], ...]
    refused: tuple[tuple[Ruling, str], ...]


def apply_corrections(
    taken: Sequence[TakenIn], decisions: Sequence[Decision], corrector: Corrector
) -> Corrected:
    """Read anew what is corrected; a decision that means none of the contents is left alone."""
    hashes = dict.fromkeys(t.sha256 for t in taken if isinstance(t.reading, Reading))
    meant = [(d, sha) for sha in hashes for d in decisions if d.means(sha)]
    chosen: dict[tuple[str, str, str], Decision] = {}
    refused: list[tuple[Ruling, str]] = []
    for decision, sha in meant:
        place = (sha, decision.sheet or "", decision.cell or "")
        first = chosen.setdefault(place, decision)
        if first is not decision:
            details = {"decision": decision.name, "other": first.name}
            refused.append((_refused(decision, Issue("decision.repeated", details=details)), sha))
    by_hash: dict[str, tuple[CellCorrection, ...]] = {}
    for (sha, _, _), decision in chosen.items():
        by_hash[sha] = (*by_hash.get(sha, ()), _cell_correction(decision))
    readings = corrector(by_hash) if by_hash else {}
    left_out = {
        (sha, m.correction.sheet, m.correction.cell): m
        for sha, read in readings.items()
        if isinstance(read, CorrectedReading)
        for m in read.left_out
    }
    applied: list[tuple[Decision, str]] = []
    for place, decision in chosen.items():
        if place in left_out:
            refused.append((_refused(decision, _misread(decision, left_out[place])), place[0]))
        else:
            applied.append((decision, place[0]))
    corrected = {
        sha: read.reading if isinstance(read, CorrectedReading) else read
        for sha, read in readings.items()
    }
    return Corrected(
        tuple(replace(t, reading=corrected.get(t.sha256, t.reading)) for t in taken),
        tuple(applied),
        tuple(refused),
    )


def _cell_correction(decision: Decision) -> CellCorrection:
    if None in (decision.sheet, decision.cell, decision.stands, decision.value):
        raise AssertionError(f"{decision.name} is no whole correction")
    return CellCorrection(
        sheet=decision.sheet or "",
        cell=decision.cell or "",
        stands="" if decision.stands is None else decision.stands,
        value="" if decision.value is None else decision.value,
    )


def _refused(decision: Decision, issue: Issue) -> Ruling:
    return Ruling(decision.name, decision, State.REFUSED, issue=issue)


def _misread(decision: Decision, misread: Misread) -> Issue:
    details = {"decision": decision.name, "told": str(decision.stands), "shown": misread.shown}
    if misread.misfit is Misfit.NO_SHEET:
        details |= {"named": decision.sheet or ""}
        return Issue("decision.unknown_sheet", details=details)
    details |= {"new": str(decision.value)}
    other_text = misread.misfit is Misfit.OTHER_TEXT
    code = "decision.text_differs" if other_text else "decision.value_unreadable"
    return Issue(code, decision.sheet, decision.cell, details=details)
