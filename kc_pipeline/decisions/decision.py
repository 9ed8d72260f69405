"""A decision of an officer on one submission, and what became of it.

The files they are written in are for `decision_files`; applying them, for `corrections`, `waivers`
and `docket`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kc_pipeline.intake.grid import CellValue
from kc_pipeline.rules.finding import Issue

SHORTEST_HASH = 12
"""As many digits as a submission's id has."""


class Kind(StrEnum):
    """What is decided."""

    CORRECTION = "correction"
    WAIVER = "waiver"
    EXCLUSION = "exclusion"
    ACCEPTANCE = "acceptance"


class State(StrEnum):
    """What became of a decision.

    ``stale``: what it was made for is in force no more. ``refused``: it cannot be meant.
    """

    APPLIED = "applied"
    STALE = "stale"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of a decision file.

    ``path`` is for people and for telling what has become stale; ``sha256``, whole or its first
    digits, says which bytes are meant. A correction replaces what ``stands`` in ``cell`` by
    ``value``, both as the sheet would have them; a waiver names the ``code`` of the finding, and
    its sheet and cell where it has them. An acceptance lets a correction take force that waits.
    """

    name: str
    kind: Kind
    path: str
    sha256: str
    by: str
    on: date
    why: str
    sheet: str | None = None
    cell: str | None = None
    stands: CellValue | None = None
    value: CellValue | None = None
    code: str | None = None

    def means(self, sha256: str) -> bool:
        """Whether it was made for those bytes."""
        return bool(sha256) and sha256.startswith(self.sha256)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one entry: ``issue`` says why it is not applied.

    ``decision`` is None where the entry cannot be read. ``submission_id`` is the submission it was
    made for, else the one that stands in its place and is to be told of.
    """

    name: str
    decision: Decision | None
    state: State
    submission_id: str | None = None
    issue: Issue | None = None
