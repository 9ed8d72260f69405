"""What is measured: our commands, the floors below them, and the peers beside them.

Steps of one round are measured in turns, one after the other and then all again, so that what
else the machine does weighs on all of them alike.
"""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.archive import Archive
from tests.small_phase import HOME

PEERS = HOME / ".venv-bench" / "bin"
PHASE = "2014-2018"
SMALL = 100
"""Up to so many workbooks a step is measured more often."""


class Kind(StrEnum):
    """Whose a step is."""

    OURS = "ours"
    FLOOR = "floor"
    PEER = "peer"
    PROFILE = "profile"


@dataclass(frozen=True)
class Step:
    """One command: how it is called in tables, what it is, and how often it is measured."""

    name: str
    about: str
    kind: Kind
    command: Callable[[Archive], list[str]]
    before: Callable[[Archive], None] = lambda _: None
    turns_small: int = 3
    turns_large: int = 1
    up_to: int | None = None
    """The largest archive it is measured on; None for all."""

    @property
    def is_kc(self) -> bool:
        """Whether exit code 1 says: done, with something to mend in what was sent."""
        return self.kind is Kind.PROFILE or (self.kind is Kind.OURS and self.name != "answers")

    def turns(self, size: int) -> int:
        """How often it is measured on an archive of a size."""
        if self.up_to is not None and size > self.up_to:
            return 0
        return self.turns_small if size <= SMALL else self.turns_large


def _kc(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("kc")), *words]


def _ours(module: str, *words: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{module}", *words]


def _peer(module: str, *words: str) -> list[str]:
    return [str(PEERS / "python"), "-m", f"benchmarks.peers.{module}", *words]


def _sampled(archive: Archive, *words: str) -> list[str]:
    options = ["--rate", "40", "--subprocesses", "--format", "raw", "--nonblocking", "--output"]
    spy = [str(PEERS / "py-spy"), "record", *options, str(stacks(archive)), "--"]
    return [*spy, sys.executable, "-m", "benchmarks.called", *words]


def stacks(archive: Archive) -> Path:
    """Where the stacks of a profile are written."""
    return archive.folder / "stacks.txt"


def profiled(archive: Archive) -> Path:
    """The warehouse of a profiled first consolidation."""
    return archive.folder / "profiled"


def dagster_home(archive: Archive) -> Path:
    """Where the empty job is recorded."""
    return archive.folder / "dagster"


def _fresh(archive: Archive) -> None:
    shutil.rmtree(archive.project.warehouse, ignore_errors=True)


def _fresh_to_profile(archive: Archive) -> None:
    shutil.rmtree(profiled(archive), ignore_errors=True)


def _dagster(archive: Archive) -> None:
    home = dagster_home(archive)
    home.mkdir(exist_ok=True)
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")


def _changed(archive: Archive) -> None:
    archive.change_one(time.time_ns())


def _folders(archive: Archive) -> list[str]:
    return [str(archive.project.raw), str(archive.project.home)]


def _one(archive: Archive) -> list[str]:
    return [str(archive.one), str(archive.project.home)]


WHOLE = (
    Step(
        "calamine",
        "python-calamine reads every cell, one process",
        Kind.FLOOR,
        lambda a: _ours("calamine_floor", str(a.project.raw)),
        turns_large=2,
    ),
    Step("first", "**first consolidation** (`kc run`)", Kind.OURS, lambda _: _kc("run"), _fresh),
    Step(
        "script",
        "script of pandas, openpyxl and pandera",
        Kind.PEER,
        lambda a: _peer("script", *_folders(a), str(a.folder / "script.duckdb")),
    ),
    Step(
        "frictionless",
        "Frictionless `validate`",
        Kind.PEER,
        lambda a: _peer("frictionless_validate", *_folders(a)),
    ),
    Step(
        "expectations",
        "Great Expectations, read as the script does",
        Kind.PEER,
        lambda a: _peer("great_expectations_validate", *_folders(a)),
        up_to=1_000,
    ),
)
NIGHT = (
    Step(
        "empty_job",
        "recorded Dagster job of one empty asset",
        Kind.FLOOR,
        lambda a: _ours("empty_job", str(dagster_home(a))),
        _dagster,
        turns_small=5,
        turns_large=3,
    ),
    Step(
        "unchanged",
        "**a night with no change** (`kc run`)",
        Kind.OURS,
        lambda _: _kc("run"),
        turns_small=5,
        turns_large=3,
    ),
    Step(
        "assess",
        "**`kc assess`**, all outputs",
        Kind.OURS,
        lambda _: _kc("assess", PHASE),
        turns_large=2,
    ),
    Step(
        "changed",
        "**one changed workbook** (`kc run`)",
        Kind.OURS,
        lambda _: _kc("run"),
        _changed,
    ),
)
SMALL_ONES = (
    Step(
        "help",
        "`kc --help`",
        Kind.OURS,
        lambda _: _kc("--help"),
        turns_small=7,
        turns_large=5,
    ),
    Step("check", "**`kc check`** of one file", Kind.OURS, lambda a: _kc("check", str(a.one))),
    Step(
        "script_one",
        "the script on that file",
        Kind.PEER,
        lambda a: _peer("script", *_one(a)),
    ),
    Step(
        "frictionless_one",
        "Frictionless on that file",
        Kind.PEER,
        lambda a: _peer("frictionless_validate", *_one(a)),
    ),
    Step(
        "answers",
        "the ten questions and the section tables, 7 times each",
        Kind.OURS,
        lambda a: _ours("answers", str(a.project.warehouse)),
    ),
)
PROFILES = (
    Step(
        "profile_changed",
        "one changed workbook, sampled",
        Kind.PROFILE,
        lambda a: _sampled(a, "run"),
        _changed,
        turns_small=1,
    ),
    Step(
        "profile_first",
        "first consolidation, sampled",
        Kind.PROFILE,
        lambda a: _sampled(a, "run", "--warehouse", str(profiled(a))),
        _fresh_to_profile,
        turns_small=1,
        up_to=1_000,
    ),
)
ROUNDS = (WHOLE, NIGHT, SMALL_ONES, PROFILES)
STEPS = {step.name: step for steps in ROUNDS for step in steps}
