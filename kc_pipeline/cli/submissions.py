"""``kc withdraw``: taking a submission out of force on purpose."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say
from kc_pipeline.errors import UsageError
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.paths import Project
from kc_pipeline.resolution.ledger import Entry, Ledger, read_ledger, write_ledger
from kc_pipeline.warehouse.private_builds import writer_lock


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


def _meant(project: Project, ledger: Ledger, path: str) -> Entry:
    """The accepted content that the path holds, or last held. Raises UsageError for none."""
    location = _location(project.raw, path)
    held = location.exists() and ledger.entry(hash_submission(location))
    if held:
        return held
    relative = location.relative_to(project.raw).as_posix()
    accepted = [entry for entry in ledger.entries if entry.path == relative]
    if not accepted:
        raise UsageError(f"{relative}: nothing was ever accepted from there; kc status lists paths")
    return _last(accepted)


def _location(raw: Path, path: str) -> Path:
    """The place in raw/ that a path relative to it, or to here, means."""
    for location in (raw / path, Path(path).absolute()):
        if location.is_relative_to(raw):
            return location
    raise UsageError(f"{path} is not in {raw}")


def _last(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda entry: entry.modified_at)
