"""``kc withdraw`` and ``kc accept``: a submission taken out of force on purpose, or let into it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.cli.who import by_option
from kc_pipeline.decisions.accepting import write_acceptance
from kc_pipeline.decisions.decision import SHORTEST_HASH, Kind
from kc_pipeline.decisions.decision_files import Decisions, read_decisions
from kc_pipeline.errors import UsageError
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.raw_folder import entries, in_one_spelling
from kc_pipeline.paths import Project
from kc_pipeline.resolution.ledger import Entry, Ledger, read_ledger, write_ledger
from kc_pipeline.warehouse.other_version import open_published
from kc_pipeline.warehouse.private_builds import writer_lock
from kc_pipeline.warehouse.waiting_corrections import WaitingCorrection, waiting_corrections

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_HASH = re.compile(rf"[0-9a-f]{{{SHORTEST_HASH},64}}")


@click.command()
@click.argument("path")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the findings.")
@with_project
def withdraw(project: Project, path: str, reason: str) -> None:
    """Take a submission out of force on purpose.

    PATH is relative to raw/. Meant is the content that lies there now, or that was last accepted
    from there. It is recorded; kc run applies it, and an older version is in force again.
    """
    with writer_lock(project.warehouse, now=datetime.now(UTC)):
        ledger = read_ledger(project.ledger)
        entry = _meant(project, ledger, path)
        if entry.withdrawn_at is not None:
            raise UsageError(f"{path}: withdrawn already, {entry.withdrawn_why}")
        write_ledger(project.ledger, ledger.with_withdrawn(entry.sha256, reason, datetime.now(UTC)))
    say(f"{entry.path} (sha256 {entry.sha256[:12]}) is withdrawn; kc run applies it")


@click.command()
@click.argument("submissions", nargs=-1, required=True, metavar="SUBMISSION…")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the decision.")
@by_option
@with_project
def accept(project: Project, submissions: tuple[str, ...], reason: str, by: str) -> None:
    """Let corrections take force that wait to be accepted.

    SUBMISSION is a path relative to raw/, or the id that kc status lists. It is written down for
    the content that was waiting at the last run, as a file in assets/decisions; kc run applies it.
    kc preview tells before what would change.
    """
    with open_published(project) as published:
        waiting = waiting_corrections(published)
    decided = read_decisions(project.decisions)
    meant = dict.fromkeys(_waiting(project, waiting, decided, told) for told in submissions)
    today = datetime.now(_ZONE).date()
    for one in meant:
        written = write_acceptance(
            project.own_decisions, one.path, one.sha256, by=by, on=today, why=reason
        )
        say(f"{one.path} (sha256 {one.sha256[:12]}) is accepted in {written}; kc run applies it")


def _waiting(
    project: Project, waiting: Sequence[WaitingCorrection], decided: Decisions, told: str
) -> WaitingCorrection:
    """The correction that was meant. Raises UsageError for what does not wait."""
    if _HASH.fullmatch(told.lower()):
        found = [one for one in waiting if one.sha256.startswith(told.lower())]
    else:
        location = _location(project.raw, told)
        path = location.relative_to(project.raw).as_posix()
        here = hash_submission(location) if location.exists() else None
        found = [one for one in waiting if one.sha256 == here]
        if not found and any(_is_called(one.path, path) for one in waiting):
            raise UsageError(f"{path}: its content is not what waited; kc run, then look again")
    if not found:
        rule = "assets/corrections.toml says whether corrections wait"
        raise UsageError(f"{told} does not wait to be accepted; kc status lists what does, {rule}")
    for one in decided.of(Kind.ACCEPTANCE):
        if one.means(found[0].sha256):
            raise UsageError(
                f"{told} is accepted already by {one.by} ({one.name}); kc run takes it"
            )
    return found[0]


def _meant(project: Project, ledger: Ledger, path: str) -> Entry:
    """The accepted content that the path holds, or last held. Raises UsageError for none."""
    location = _location(project.raw, path)
    held = location.exists() and ledger.entry(hash_submission(location))
    if held:
        return held
    relative = location.relative_to(project.raw).as_posix()
    accepted = [entry for entry in ledger.entries if _is_called(entry.path, relative)]
    if not accepted:
        raise UsageError(f"{relative}: nothing was ever accepted from there; kc status lists paths")
    return _last(accepted)


def _location(raw: Path, path: str) -> Path:
    """The place in raw/ that a path relative to it, or to here, means."""
    for location in (raw / path, Path(path).absolute()):
        if location.is_relative_to(raw):
            return location if location.exists() else _as_it_lies_there(raw, location)
    raise UsageError(f"{path} is not in {raw}")


def _as_it_lies_there(raw: Path, location: Path) -> Path:
    told = location.relative_to(raw).as_posix()
    return next((one.location for one in entries(raw) if _is_called(one.path, told)), location)


def _is_called(path: str, told: str) -> bool:
    return in_one_spelling(path) == in_one_spelling(told)


def _last(accepted: Sequence[Entry]) -> Entry:
    return max(accepted, key=lambda entry: entry.modified_at)
