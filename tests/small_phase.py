"""Small invented phases: reports written into a raw folder, consolidated, and asked.

A report is told in plain rows; what a row leaves out is usual, so that a test shows only what it is
about. Files are written on the form of their year, as the sample phase's are.
"""

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from kc_pipeline.consolidation import Consolidation
from kc_pipeline.decisions.docket import Settlement
from kc_pipeline.paths import Project, locate
from kc_pipeline.resolution.submission import Standing
from kc_pipeline.resolution.submission import Submission as Settled
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.published_tables import PUBLISHED_SCHEMAS
from tools.sample_phase.submission import Row, Submission
from tools.sample_phase.workbooks import Layout, write_workbook

HOME = Path(__file__).parents[1]
MILLION = 1_000_000
NAMES = {
    "058": "Thành phố Bắc Kạn",
    "060": "Huyện Pác Nặm",
    "061": "Huyện Ba Bể",
    "062": "Huyện Ngân Sơn",
    "063": "Huyện Bạch Thông",
    "064": "Huyện Chợ Đồn",
    "065": "Huyện Chợ Mới",
    "066": "Huyện Na Rì",
    "01840": "Phường Đức Xuân",
    "01912": "Xã Chợ Rã",
    "TTKC": "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
}
USUAL: Row = {
    "content_no": 3,
    "activity": "machinery",
    "funding": "local",
    "delivery": "own",
    "status": "completed",
    "spent_vnd": 10 * MILLION,
}


def project(code: str, **told: Any) -> Row:
    """A project row: a completed local machinery project of 10 million unless told otherwise."""
    return {**USUAL, "project_code": code, "title": f"Đề án {code}", **told}


def partner(code: str, **told: Any) -> Row:
    """A project that an outside centre runs."""
    return project(code, **{"delivery": "partner", "funding": "other", **told})


def training(code: str, **told: Any) -> Row:
    """A vocational-training project."""
    return project(code, **{"content_no": 1, "activity": "vocational_training", **told})


def startup(code: str, **told: Any) -> Row:
    """A project of start-up classes."""
    return project(code, **{"content_no": 2, "activity": "startup_training", **told})


def promotion(code: str, activity: str = "fair", **told: Any) -> Row:
    """A project of content 4."""
    return project(code, **{"content_no": 4, "activity": activity, **told})


def report(unit_code: str, year: int, *projects: Row, **told: Any) -> Submission:
    """A report of projects; further tables and cover facts by name."""
    facts = {n: told.pop(n) for n in list(told) if n in Submission.__dataclass_fields__}
    facts = {"unit": NAMES.get(unit_code, unit_code), "reported_on": None, "remark": None, **facts}
    tables = {"projects": projects, **told}
    return Submission(
        unit_code=unit_code, year=year, tables={n: r for n, r in tables.items() if r}, **facts
    )


@dataclass(frozen=True)
class Outcome:
    """A published warehouse, to be asked."""

    project: Project

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        with connect(self.project.published, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def figures(self, phase: str = "2014-2018", *names: str) -> dict[str, Decimal | None]:
        """Figures of a phase by name: those named, else all that are neither 0 nor absent."""
        found: dict[str, Decimal | None] = dict(
            self.rows(f"select figure, value from assessment.figures where phase = '{phase}'")
        )
        if names:
            return {name: found[name] for name in names}
        return {name: value for name, value in found.items() if value}

    def statuses(self) -> dict[str, list[str]]:
        """The statuses by path, in order of submission id."""
        found: dict[str, list[str]] = {}
        for path, status in self.rows(
            "select path, status from quality.submissions order by path, status"
        ):
            found.setdefault(path, []).append(status)
        return found

    def codes(self) -> list[tuple[str, str]]:
        """Path and code of every finding above a notice, each once."""
        return self.rows(
            "select distinct path, code from quality.findings where severity <> 'notice' "
            "order by 1, 2"
        )


@dataclass(frozen=True)
class Province:
    """A raw folder and a warehouse of their own, under one folder unless told otherwise."""

    folder: Path
    elsewhere: Project | None = None

    @property
    def raw(self) -> Path:
        """What was sent."""
        return self.project.raw

    @cached_property
    def steps(self) -> Consolidation:
        """The steps, their declarations loaded once."""
        return Consolidation(self.project)

    @property
    def project(self) -> Project:
        """The folders, with the assets of this checkout."""
        home = self.folder / "home" if (self.folder / "home").exists() else HOME
        own = locate(
            {"KC_HOME": str(home)}, raw=self.folder / "raw", warehouse=self.folder / "warehouse"
        )
        return self.elsewhere or own

    def decide(self, text: str, name: str = "decisions.toml") -> None:
        """Write a file of decisions, before the first step is taken; other assets are linked."""
        folder = self.own("decisions")
        (folder / name).write_text(text, encoding="utf-8")

    def hold_corrections(self, *, on: bool = True) -> None:
        """Let corrections wait, or not, from the next steps that are loaded on."""
        setting = self.own("decisions").parent / "corrections.toml"
        setting.unlink()
        setting.write_text(f"hold_corrections = {str(on).lower()}\n", encoding="utf-8")

    def own(self, name: str) -> Path:
        """A folder of assets of its own, copied from the checkout's; other assets are linked."""
        assets = self.folder / "home" / "assets"
        if not assets.exists():
            assets.mkdir(parents=True)
            for asset in (HOME / "assets").iterdir():
                (assets / asset.name).symlink_to(asset)
        folder = assets / name
        if folder.is_symlink():
            folder.unlink()
            shutil.copytree(HOME / "assets" / name, folder)
        return folder

    def send(
        self,
        submission: Submission,
        name: str | None = None,
        *,
        layout: Layout | None = None,
        at: datetime | None = None,
    ) -> Path:
        """Write a report to ``<year>/<unit>.xlsx`` unless told otherwise; its path in raw/."""
        path = self.raw / (name or f"{submission.year}/{submission.unit_code}.xlsx")
        if path.is_dir():
            shutil.rmtree(path)
        write_workbook(submission, path, layout)
        if at is not None:
            os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def settle(self, *, reverse: bool = False) -> Settlement:
        """What lies in raw/ and what is remembered, settled; the last taken first if asked."""
        taken = self.steps.take_in()
        return self.steps.settle(taken[::-1] if reverse else taken)

    def remember(self) -> dict[str, Standing]:
        """Settle as a nightly run does, and enter what was accepted: the standing of each content.

        A content is called by the title of its first project, a file without any by its path.
        """
        settled = self.settle().submissions
        self.steps.remember(settled)
        return {_called(submission): submission.standing for submission in settled}

    def consolidate(
        self,
        *,
        failing: Collection[str] = (),
        today: date = date(2026, 1, 1),
        threads: int | None = 1,
        disordered: bool = False,
    ) -> Outcome:
        """Run every step and publish; AssertionError where a check fails but for those named.

        ``threads`` beyond one are of use to more than a handful of rows; None takes every core.
        ``disordered`` takes submissions in the reverse order and strews the rows that SQL reads.
        """
        settlement = self.settle(reverse=disordered)
        file = self.folder / "private" / "khuyen_cong.duckdb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with connect(file, threads=threads) as connection:
            self.steps.stage(connection, settlement, today)
            # So few rows would be one thread's: with more the tables are the same.
            connection.execute(f"set threads = {threads}" if threads else "reset threads")
            if disordered:
                _strew(connection)
            for layer in PUBLISHED_SCHEMAS:
                for built in self.steps.build(connection, layer):
                    failed = {check.name for check in built.checks if not check.passed}
                    assert failed <= set(failing), built.asset.qualified_name
            self.steps.finish(connection)
        self.steps.publish(file, settlement.submissions, datetime.now(UTC))
        return Outcome(self.project)


def _called(submission: Settled) -> str:
    rows = submission.reading.rows if submission.reading else ()
    titles = [c.value for row in rows for c in row.cells if c.column == "title" and c.value]
    return titles[0] if titles else submission.taken.path


def _strew(connection: DuckDBPyConnection) -> None:
    """Put the rows of all staging tables out of order, the same way each time."""
    found = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'staging'"
    ).fetchall()
    for (name,) in found:
        connection.execute(
            f"create or replace table staging.{name} as "
            f"from staging.{name} order by md5(rowid::varchar)"
        )


def consolidated(folder: Path, *submissions: Submission) -> Outcome:
    """The outcome of a phase that consists of those reports."""
    province = Province(folder)
    for submission in submissions:
        province.send(submission)
    return province.consolidate()
