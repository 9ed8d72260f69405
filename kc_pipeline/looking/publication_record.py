"""What the published file was made from, kept beside it: the other half of every look.

Written when a file is put in place, and whole only once the run has done what follows; a run that
was killed in between leaves a record that is not whole, and the next one is made in full.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from kc_pipeline.build_inputs import Input
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.paths import Project

Marks = Mapping[str, str]
"""What something is by its path or name: its hash, and for a submission the time of its file."""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """One publication.

    ``published_sha256`` is the hash of the published file, ``ledger_sha256`` that of the ledger
    after it. ``last_deadline`` is the latest deadline that had passed. ``rejected`` counts
    submissions, ``failed_checks`` names those that did not block, ``passing`` the submissions that
    may be read the next time. ``is_whole`` says that the run did all that follows publication.
    """

    snapshot: str
    published_at: datetime
    published_sha256: str
    ledger_sha256: str
    last_deadline: date | None
    submissions: Marks
    declarations: Marks
    program: Marks
    rejected: int
    failed_checks: tuple[str, ...]
    passing: tuple[str, ...]
    is_whole: bool = False


def marks_of(inputs: Iterable[Input]) -> dict[str, str]:
    """What each input is, in one word: two are the same where their marks are."""
    return {one.path: f"{one.sha256 or 'unread'}{_at(one.modified_at)}" for one in inputs}


def read_record(project: Project) -> PublicationRecord | None:
    """The record of the last publication; None where there is none or it cannot be read."""
    told = read_json(project.publication_record)
    try:
        return None if told is None else _record(**told)
    except (TypeError, ValueError):
        return None


def write_record(project: Project, record: PublicationRecord) -> None:
    """Replace the record as a whole."""
    told = asdict(record) | {
        "published_at": record.published_at.isoformat(),
        "last_deadline": record.last_deadline.isoformat() if record.last_deadline else None,
    }
    replace_json(project.publication_record, told)


def make_whole(project: Project) -> None:
    """Say that all that follows the last publication is done; call it as the writer."""
    record = read_record(project)
    if record is not None:
        write_record(project, replace(record, is_whole=True))


def ledger_hash(project: Project) -> str:
    """The hash of the ledger as it is, of nothing where there is none."""
    return hash_submission(project.ledger) if project.ledger.exists() else ""


def _at(modified_at: datetime | None) -> str:
    return "" if modified_at is None else f" {modified_at.timestamp():.6f}"


def _record(
    *,
    published_at: str,
    last_deadline: str | None,
    failed_checks: list[str],
    passing: list[str],
    **told: object,
) -> PublicationRecord:
    return PublicationRecord(
        published_at=datetime.fromisoformat(published_at),
        last_deadline=date.fromisoformat(last_deadline) if last_deadline else None,
        failed_checks=tuple(failed_checks),
        passing=tuple(passing),
        **told,  # type: ignore[arg-type]  # names are refused by the call, values come from us
    )
