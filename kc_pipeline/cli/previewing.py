"""``kc preview``: what files would change, before they are taken."""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import click

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.for_programs import plain_number, put_out
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import in_full, say, show_table
from kc_pipeline.comparing.snapshots import FigureChange
from kc_pipeline.paths import Project
from kc_pipeline.previewing.preview import Preview, PreviewedFile
from kc_pipeline.previewing.preview import preview as make_preview

_VERSION = 1


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE…"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Text to read; json: with exact numbers as text.",
)
@with_project
def preview(project: Project, files: tuple[Path, ...], form: str) -> None:
    """Show what files would change before they are taken.

    Which figures, section tables and editions would differ from what is published, and by how much,
    if these files, taken together, were all that is new. FILE lies in raw/ or anywhere: from
    elsewhere it is taken as lying in the folder of its year. Of a correction that waits to be
    accepted, what would change then. Nothing is written. Exit 1 when a file would be rejected.
    """
    found = make_preview(project, files, datetime.now(UTC))
    if form == "json":
        put_out(json.dumps(_for_programs(found), ensure_ascii=False, indent=2, default=_plainly))
    else:
        show_preview(found)
    if any(file.status == "rejected" for file in found.files):
        sys.exit(EXIT_FAULTS)


def show_preview(found: Preview) -> None:
    """Print what would become of each file and what would change, for people."""
    for file in found.files:
        say(_fate(file))
    if found.diff.figures:
        show_table(
            ("phase", "figure", "now", "then", "change", "unit"),
            [
                (
                    f.phase,
                    f.figure,
                    in_full(f.old, f.unit),
                    in_full(f.new, f.unit),
                    _change(f),
                    f.unit,
                )
                for f in found.diff.figures
            ],
            right={"now", "then", "change"},
            title="figures",
        )
    rows = Counter(one.table for one in found.sections)
    if rows:
        show_table(("table", "rows"), rows.items(), right={"rows"}, title="section tables")
    if found.editions:
        show_table(
            ("edition", "figures that differ now", "then"),
            [(one.name, one.differing_now, one.differing_then) for one in found.editions],
            right={"figures that differ now", "then"},
            title="editions",
        )
    if found.not_counted:
        say(f"not counted, though new or changed in raw/ too: {', '.join(found.not_counted)}")
    rows_told = f"{len(found.diff.rows)} rows, {len(found.diff.figures)} figures"
    tables = f"{len(rows)} section tables and {len(found.editions)} editions would change"
    say("nothing would change" if found.changes_nothing else f"{rows_told}, {tables}")


def _fate(file: PreviewedFile) -> str:
    whose = f"{file.unit_code or 'unknown unit'} {file.year or 'unknown year'}"
    version = f", version {file.version}" if file.version > 1 else ""
    head = f"{file.path} ({whose}{version}): {file.status.replace('_', ' ')}"
    if file.waits:
        head = f"{head}, but only after kc accept; until then it waits"
    elif file.is_known:
        head = f"{head}, published already"
    if file.status.startswith("accepted"):
        instead = f", in place of {file.in_place_of}" if file.in_place_of else ""
        held = f", {file.rows_quarantined} held back" if file.rows_quarantined else ""
        return f"{head}{instead}; {file.rows_accepted} rows accepted{held}"
    return f"{head}: {file.told}" if file.told else head


def _change(figure: FigureChange) -> str | None:
    if figure.old is None or figure.new is None:
        return None
    change = figure.new - figure.old
    return f"{'+' if change > 0 else ''}{in_full(change, figure.unit)}"


def _for_programs(found: Preview) -> Mapping[str, object]:
    return {
        "version": _VERSION,
        "files": [
            {
                "file": str(file.file),
                "path": file.path,
                "status": file.status,
                "unit_code": file.unit_code,
                "year": file.year,
                "version": file.version,
                "rows_accepted": file.rows_accepted,
                "rows_quarantined": file.rows_quarantined,
                "findings": file.findings,
                "message_vi": file.told,
                "in_place_of": file.in_place_of,
                "is_published": file.is_known,
                "waits": file.waits,
            }
            for file in found.files
        ],
        "rows": [
            {
                "table": row.table,
                "what": row.kind,
                "project_code": row.project_code,
                "old": row.old,
                "new": row.new,
            }
            for row in found.diff.rows
        ],
        "figures": [
            {
                "phase": f.phase,
                "figure": f.figure,
                "unit": f.unit,
                "old": f.old,
                "new": f.new,
                "change": None if f.old is None or f.new is None else f.new - f.old,
            }
            for f in found.diff.figures
        ],
        "sections": [
            {"table": one.table, "key": one.key, "old": one.old, "new": one.new}
            for one in found.sections
        ],
        "editions": [
            {
                "edition": one.name,
                "figures_differing_now": one.differing_now,
                "figures_differing_then": one.differing_then,
            }
            for one in found.editions
        ],
        "not_counted": found.not_counted,
    }


def _plainly(value: object) -> str:
    return plain_number(value) if isinstance(value, Decimal) else str(value)
