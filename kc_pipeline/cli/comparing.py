"""``kc diff``: what changed between two snapshots, or between two versions of a submission."""

from collections.abc import Mapping
from pathlib import Path

import click

from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import NONE, in_full, say, show_table
from kc_pipeline.comparing.readings import Side, compare_readings
from kc_pipeline.comparing.snapshots import compare_snapshots
from kc_pipeline.errors import UnreadableSubmission, UsageError
from kc_pipeline.intake.opening import open_isolated
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.paths import Project
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.other_version import open_published


@click.command()
@click.argument("old")
@click.argument("new")
@with_project
def diff(project: Project, old: str, new: str) -> None:
    """Show what changed between two snapshots, or two versions of a submission.

    OLD and NEW are snapshots (see kc snapshots) or two workbooks. Of snapshots it tells the rows
    that changed and the figures they move; of workbooks every value that differs, with its cells.
    """
    if Path(old).exists() and Path(new).exists():
        _show_files(project, Path(old), Path(new))
    else:
        _show_snapshots(project, old, new)


def _show_files(project: Project, old: Path, new: Path) -> None:
    changes = compare_readings(_reading(project, old), _reading(project, new))
    show_table(
        ("table", "project", "column", "what", "old cell", "old", "new cell", "new"),
        [
            (
                change.table,
                change.key,
                change.column,
                change.kind,
                _cell(change.old),
                change.old.raw if change.old else None,
                _cell(change.new),
                change.new.raw if change.new else None,
            )
            for change in changes
        ],
    )
    say(f"{len(changes)} values differ")


def _reading(project: Project, path: Path) -> Reading:
    try:
        return make_reader(project.assets, tables()).read(open_isolated(path))
    except UnreadableSubmission as refusal:
        raise UsageError(f"{path} cannot be read: {refusal}") from refusal


def _cell(side: Side | None) -> str | None:
    return f"{side.sheet}!{side.cell}" if side else None


def _show_snapshots(project: Project, old: str, new: str) -> None:
    with (
        open_published(project, old) as before,
        open_published(project, new) as after,
    ):
        changed = compare_snapshots(before, after)
    show_table(
        ("table", "project", "what", "column", "old", "new"),
        [
            (row.table, row.project_code, row.kind, column, *_both(row.old, row.new, column))
            for row in changed.rows
            for column in dict.fromkeys((*row.old, *row.new))
        ],
        title="rows",
    )
    show_table(
        ("phase", "figure", "old", "new", "unit"),
        [
            (f.phase, f.figure, in_full(f.old, f.unit), in_full(f.new, f.unit), f.unit)
            for f in changed.figures
        ],
        right={"old", "new"},
        title="figures",
    )
    say(f"{len(changed.rows)} rows and {len(changed.figures)} figures differ")


def _both(
    old: Mapping[str, object], new: Mapping[str, object], column: str
) -> tuple[object, object]:
    return old.get(column, NONE), new.get(column, NONE)
