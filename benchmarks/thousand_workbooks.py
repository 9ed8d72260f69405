"""A province of many units over eleven years: a thousand workbooks, each of them in force.

Written outside whatever is timed. The units are invented, since no province has so many; every
other declaration is the project's.
"""

import csv
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kc_pipeline.paths import Project
from tests.small_phase import HOME, MILLION, project
from tools.sample_phase.submission import Row, Submission
from tools.sample_phase.workbooks import write_workbook

UNITS = 91
YEARS = range(2014, 2025)
_PROJECTS = 6
_DETAILS = 3
_FAULTY = 0.05


def made_home(folder: Path) -> Project:
    """The declarations, with so many districts more."""
    home = folder / "home"
    shutil.copytree(HOME / "assets", home / "assets")
    units = home / "assets" / "reference" / "units.csv"
    with units.open(encoding="utf-8", newline="") as opened:
        usual = next(row for row in csv.DictReader(opened) if row["code"] == "061")
    with units.open("a", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(usual))
        for code, name in _units():
            writer.writerow({**usual, "code": code, "name_vi": name, "aliases": name})
    return Project(home, folder / "raw", folder / "warehouse")


def write_all(raw: Path) -> int:
    """Write every workbook; how many there are."""
    count = 0
    for submission in submissions():
        write_workbook(submission, path_of(raw, submission))
        count += 1
    return count


def submissions() -> Iterator[Submission]:
    """The reports of all units and years, each with a dozen and more rows."""
    return (report_of(code, name, year) for code, name in _units() for year in YEARS)


def report_of(code: str, name: str, year: int, changed: int = 0) -> Submission:
    """One report, the same every time; ``changed`` makes its first project another.

    Of a score of them one has something to mend.
    """
    draw = random.Random(f"{code} {year}")  # noqa: S311  # an example, no secret
    projects: list[Row] = []
    supports: list[Row] = []
    for number in range(_PROJECTS):
        project_code = f"{code}-{year}-{number}"
        helped = [_support(draw, project_code) for _ in range(_DETAILS)]
        supports += helped
        told = _project(draw, project_code, year, helped)
        projects.append(told if number else {**told, "title": f"Đề án lần {changed}"})
    if draw.random() < _FAULTY:
        projects[-1] = {**projects[-1], "spent_vnd": MILLION}
    return Submission(
        unit_code=code,
        year=year,
        unit=name,
        reported_on=None,
        remark=None,
        tables={"projects": tuple(projects), "technology_supports": tuple(supports)},
    )


def path_of(raw: Path, submission: Submission) -> Path:
    """Where a report lies."""
    return raw / str(submission.year) / f"{submission.unit_code}.xlsx"


def _units() -> Iterator[tuple[str, str]]:
    return ((f"{700 + number}", f"Huyện Số {number}") for number in range(1, UNITS + 1))


def _project(draw: random.Random, code: str, year: int, helped: Sequence[Row]) -> Row:
    return project(
        code,
        funding=draw.choice(["national", "local"]),
        spent_vnd=sum(int(str(row["support_vnd"])) for row in helped),
        approved_on=date(year, 2, 1),
        accepted_on=date(year, 11, 1),
    )


def _support(draw: random.Random, project_code: str) -> Row:
    unit = project_code.partition("-")[0]
    return {
        "project_code": project_code,
        "establishment": f"Hộ sản xuất {unit} {draw.randint(1, 20)}",
        "support_vnd": draw.randint(1, 30) * MILLION,
        "investment_vnd": 100 * MILLION,
        "new_jobs": draw.choice([None, 1, 2]),
    }
