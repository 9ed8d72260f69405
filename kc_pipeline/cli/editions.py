"""``kc edition``: the frozen reports, whether they can be made again, and why two differ."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kc_pipeline.cli import EXIT_FAULTS
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import NONE, exactly, say, show_table
from kc_pipeline.editions.manifest import edition_folder
from kc_pipeline.editions.standing import EditionStanding, standings
from kc_pipeline.paths import Project

if TYPE_CHECKING:
    from kc_pipeline.editions.causes import Cause

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@click.group()
def edition() -> None:
    """List, verify and compare frozen reports.

    An edition is made by kc assess FROM-TO --edition NUMBER. EDITION is told as 2014-2018/1, or as
    the folder it lies in, wherever that was copied.
    """


@edition.command("list")
@with_project
def listed(project: Project) -> None:
    """List the editions, and which of them later corrections overtook."""
    show_table(
        ("edition", "frozen at", "digest", "standing"),
        [
            (
                one.manifest.name,
                f"{one.manifest.frozen_at.astimezone(_ZONE):%d/%m/%Y %H:%M}",
                one.manifest.digest[:16],
                _standing(one),
            )
            for one in standings(project)
        ],
    )


@edition.command()
@click.argument("told", metavar="EDITION")
@with_project
def verify(project: Project, told: str) -> None:
    """Make an edition again from its own folder and compare byte for byte.

    Exit 1 when a file of it is damaged or comes out otherwise.
    """
    # Heavy, and of no use to kc edition list: what makes reports is loaded where one is made.
    from kc_pipeline.editions.rebuilding import Workshop  # noqa: PLC0415
    from kc_pipeline.editions.verifying import verify as made_again  # noqa: PLC0415

    with _bench() as bench:
        found = made_again(edition_folder(project, told), Workshop(bench))
    for name in found.damaged:
        say(f"damaged: {name} is gone or was changed since it was frozen")
    for name in found.same:
        say(f"the same: {name}")
    for name in found.differing:
        say(f"differs: {name}")
    if not found.is_same_program:
        say("made again by another version of the program or of its libraries")
    say(f"{found.manifest.name} {'holds' if found.holds else 'does not hold'}")
    if not found.holds:
        sys.exit(EXIT_FAULTS)


@edition.command()
@click.argument("old", metavar="EDITION")
@click.argument("new", metavar="OTHER")
@with_project
def diff(project: Project, old: str, new: str) -> None:
    """Show each figure that differs between two editions, with what moved it.

    The inputs that changed are swapped one at a time; what each moves adds up to the change.
    """
    from kc_pipeline.editions.causes import compare_editions  # noqa: PLC0415  # heavy, as above
    from kc_pipeline.editions.rebuilding import Workshop  # noqa: PLC0415

    folders = edition_folder(project, old), edition_folder(project, new)
    with _bench() as bench:
        found = compare_editions(*folders, Workshop(bench), _progress)
    for name in found.changed_inputs:
        say(f"changed: {name}")
    show_table(
        ("figure", "old", "new", "moved by", "by how much"),
        [
            (
                changed.figure if place == 0 else "",
                _value(changed.old) if place == 0 else "",
                _value(changed.new) if place == 0 else "",
                " + ".join(cause.inputs),
                _moved(cause),
            )
            for changed in found.figures
            for place, cause in enumerate(changed.causes)
        ],
        right={"old", "new", "by how much"},
    )
    say(f"{len(found.figures)} figures differ")


@contextmanager
def _bench() -> Iterator[Path]:
    """Elsewhere: not beside the warehouse, which may be read-only."""
    with tempfile.TemporaryDirectory(prefix="kc-edition-") as folder:
        yield Path(folder)


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        say(f"computing with {name}", err=True)


def _standing(one: EditionStanding) -> str:
    if not one.is_stale:
        return "current"
    told = [
        *(f"overtaken: {s.path}" for s in one.overtaken),
        *(f"not in it: {s.path}" for s in one.newer),
    ]
    if one.moved:
        told.append(f"{len(one.moved)} figures moved")
    return "stale: " + "; ".join(told)


def _value(value: Decimal | None) -> str:
    return NONE if value is None else exactly(value)


def _moved(cause: "Cause") -> str:
    if cause.before is None or cause.after is None:
        return f"{_value(cause.before)} → {_value(cause.after)}"
    by = cause.after - cause.before
    return f"{'+' if by > 0 else ''}{exactly(by)}"
