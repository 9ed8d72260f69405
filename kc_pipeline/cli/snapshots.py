"""``kc snapshots`` and ``kc rollback``: the kept states of the warehouse."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from kc_pipeline.access.exports.exporting import renew
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say, show_table
from kc_pipeline.cli.who import by_option
from kc_pipeline.errors import KcError
from kc_pipeline.looking.rollback_record import record_rollback
from kc_pipeline.object_store.published_copy import upload_published
from kc_pipeline.paths import Project
from kc_pipeline.warehouse import publishing
from kc_pipeline.warehouse.private_builds import writer_lock
from kc_pipeline.warehouse.retention import load_retention

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@click.command()
@with_project
def snapshots(project: Project) -> None:
    """List the kept snapshots of the warehouse.

    Oldest first, with why each is kept (assets/retention.toml); the current one is marked. Times
    are those of Viet Nam.
    """
    found = publishing.snapshots(project.warehouse)
    reasons = load_retention(project.assets).reasons({s.id: s.published_at for s in found})
    show_table(
        ("snapshot", "published at", "MB", "kept as", "current"),
        [
            (
                kept.id,
                f"{kept.published_at.astimezone(_ZONE):%d/%m/%Y %H:%M:%S}",
                f"{kept.size_bytes / 1_000_000:.1f}".replace(".", ","),
                reasons.get(kept.id, "goes with the next publication"),
                "current" if kept.is_current else "",
            )
            for kept in found
        ],
        right={"MB"},
    )


@click.command()
@click.argument("snapshot")
@click.option("--reason", default="", metavar="TEXT", help="Why; it stands on the status page.")
@by_option
@with_project
def rollback(project: Project, snapshot: str, reason: str, by: str) -> None:
    """Make an older snapshot the published warehouse.

    No snapshot is lost by it. It stays until something new arrives in raw/ or assets/, or until
    kc run --full; the status page tells of it, and exports that are there are written anew (see
    kc export). Going back to the last one ends it.
    """
    # Loaded here: listing has no use for what writes the status page.
    from kc_pipeline.summary.telling import tell_current  # noqa: PLC0415

    now = datetime.now(UTC)
    with writer_lock(project.warehouse, now=now):
        kept = publishing.rollback(project.warehouse, snapshot)
        record_rollback(project, kept.id, by=by, reason=reason, now=now)
        for line in tell_current(project, now):
            say(line, err=True)
        try:
            renew(project)
        except KcError as error:  # the snapshot is back all the same
            say(f"the exports are not up to date: {error}", err=True)
        try:
            upload_published(project)
        except (KcError, OSError) as error:  # likewise
            say(f"{project.publish_url} has another snapshot: {error}", err=True)
    say(f"{project.published} is snapshot {kept.id} again")
