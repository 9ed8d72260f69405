"""``kc snapshots`` and ``kc rollback``: the kept states of the warehouse."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say, show_table
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
@with_project
def rollback(project: Project, snapshot: str) -> None:
    """Make an older snapshot the published warehouse.

    No snapshot is lost by it. The next kc run publishes anew from raw/.
    """
    with writer_lock(project.warehouse, now=datetime.now(UTC)):
        kept = publishing.rollback(project.warehouse, snapshot)
    say(f"{project.published} is snapshot {kept.id} again")
