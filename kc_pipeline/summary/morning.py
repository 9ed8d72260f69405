"""What the morning summary tells, before it is put into words."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kc_pipeline.looking.rollback_record import Rollback
from kc_pipeline.warehouse.broken_off import BrokenOff


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that published nothing: when it ended, and why in one line."""

    failed_at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Received:
    """A submission: ``status`` as in ``quality.submissions``, or ``waiting`` to be accepted.

    ``status_vi`` is what `quality.code_words` calls it, ``reason`` tells why it was refused.
    """

    unit: str | None
    year: int | None
    path: str
    version: int
    status: str
    status_vi: str
    rows_accepted: int
    rows_quarantined: int
    reason: str | None
    submission_id: str


@dataclass(frozen=True, slots=True)
class YearStanding:
    """The reports of one year: how many are expected and came in time; units by name otherwise."""

    year: int
    due_on: date | None
    expected: int
    in_time: int
    late: tuple[str, ...]
    rejected: tuple[str, ...]
    missing: tuple[str, ...]
    not_due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportFindings:
    """Errors and warnings of one report: new and mended since the snapshot before, still open."""

    unit: str | None
    year: int | None
    path: str
    new: int
    mended: int
    remaining: int


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure of a phase with another value than in the snapshot before."""

    phase: str
    label_vi: str
    unit: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that was taken, or waits to be accepted, and what it moves by itself.

    ``instead_of`` is the path of what it replaces; ``moved`` is None where it cannot be told by
    itself.
    """

    received: Received
    instead_of: str
    moved: tuple[MovedFigure, ...] | None


@dataclass(frozen=True, slots=True)
class OvertakenEdition:
    """An edition that no longer says what is published: submissions and figures that differ."""

    name: str
    submissions: int
    figures: int


@dataclass(frozen=True, slots=True)
class Morning:
    """The whole summary.

    ``published_at`` is None where nothing was ever published. ``compared_with`` is when the
    snapshot before was published; without one nothing is told as changed. ``arrived`` are contents
    that were not there before, ``gone`` paths that no longer are, ``refused`` all that is refused.
    ``decisions`` are name and message of those not applied, ``new_decisions`` the names of those
    that were applied before. ``copies`` are annotated copies relative to the warehouse folder.
    ``rollback`` tells that what is published was put back on purpose. ``corrections`` are those
    that count in place of another since the snapshot before, ``waiting`` all that could do so and
    wait to be accepted.
    ``broken_off`` is the last work on the warehouse that was killed, if no run has told of it.
    """

    failure: Failure | None
    published_at: datetime | None = None
    compared_with: datetime | None = None
    arrived: tuple[Received, ...] = ()
    gone: tuple[str, ...] = ()
    refused: tuple[Received, ...] = ()
    years: tuple[YearStanding, ...] = ()
    newly_missing: tuple[str, ...] = ()
    findings: tuple[ReportFindings, ...] = ()
    moved: tuple[MovedFigure, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    new_decisions: tuple[str, ...] = ()
    editions: tuple[OvertakenEdition, ...] = ()
    copies: tuple[str, ...] = ()
    rollback: Rollback | None = None
    corrections: tuple[Correction, ...] = ()
    waiting: tuple[Correction, ...] = ()
    broken_off: BrokenOff | None = None

    @property
    def accepted(self) -> tuple[Correction, ...]:
        """The corrections that were there before and count since."""
        return tuple(one for one in self.corrections if one.received not in self.arrived)

    @property
    def newly_waiting(self) -> tuple[Correction, ...]:
        """Those that came in since the snapshot before."""
        return tuple(one for one in self.waiting if one.received in self.arrived)

    @property
    def has_news(self) -> bool:
        """Whether anything differs from the snapshot before."""
        changed = any(report.new or report.mended for report in self.findings)
        told = (
            *(self.arrived, self.gone, self.moved, self.accepted),
            *(self.newly_missing, self.new_decisions),
        )
        return changed or any(told) or bool(self.rollback or self.broken_off)
