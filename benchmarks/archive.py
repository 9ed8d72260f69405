"""Archives of 45, 1 000, 7 000 or any other number of workbooks, and the declarations they need.

Written outside whatever is timed, on all processors. Forty-five are a province's nine units over
five years; more than a hundred are many units over ten: at 7 000 they stand for the units of
several provinces. The units are invented, every other declaration is the project's.
"""

import csv
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from benchmarks.invented_reports import report_of
from kc_pipeline.paths import Project
from tests.small_phase import HOME
from tools.sample_phase.workbooks import write_workbook

_PROVINCE = 100
_SHORT = range(2014, 2019)
_LONG = range(2015, 2025)
_FIRST_CODE = 200
_LAST_CODE = 999
_TOGETHER = 25
_FINISHED = "written.txt"


@dataclass(frozen=True)
class Archive:
    """So many workbooks below a folder that has everything of theirs."""

    folder: Path
    size: int

    @property
    def project(self) -> Project:
        """Where declarations, workbooks and what is made of them lie."""
        return Project(self.folder / "home", self.folder / "raw", self.folder / "warehouse")

    @property
    def years(self) -> range:
        """The years that are reported."""
        return _SHORT if self.size <= _PROVINCE else _LONG

    @property
    def one(self) -> Path:
        """The workbook that is checked and changed: of the last year, which is no cheaper."""
        return self._path(*next(self._units()), self.years[-1])

    def write(self) -> None:
        """Write the workbooks, unless they are there, and the declarations as they are now."""
        shutil.rmtree(self.project.home, ignore_errors=True)
        self._write_home()
        if (self.folder / _FINISHED).exists():
            return
        shutil.rmtree(self.project.raw, ignore_errors=True)
        reports = islice(product(self._units(), self.years), self.size)
        told = [(code, name, year, self._path(code, name, year)) for (code, name), year in reports]
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(_written, told, chunksize=_TOGETHER))
        (self.folder / _FINISHED).write_text(f"{self.size}\n", encoding="utf-8")

    def change_one(self, changed: int) -> None:
        """Write one of the workbooks anew, with another title."""
        code, name = next(self._units())
        write_workbook(report_of(code, name, self.years[-1], changed), self.one)

    def _units(self) -> Iterator[tuple[str, str]]:
        count = -(-self.size // len(self.years))
        if count > _LAST_CODE - _FIRST_CODE + 1:
            raise SystemExit(f"{self.size} workbooks: there are codes for {_LAST_CODE} units only")
        return ((f"{_FIRST_CODE + n}", f"Huyện Số {n + 1}") for n in range(count))

    def _path(self, code: str, _: str, year: int) -> Path:
        return self.project.raw / str(year) / f"{code}.xlsx"

    def _write_home(self) -> None:
        shutil.copytree(HOME / "assets", self.project.assets)
        units = self.project.assets / "reference" / "units.csv"
        with units.open(encoding="utf-8", newline="") as opened:
            usual = next(row for row in csv.DictReader(opened) if row["code"] == "061")
        with units.open("a", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(usual))
            for code, name in self._units():
                writer.writerow({**usual, "code": code, "name_vi": name, "aliases": name})


def _written(told: tuple[str, str, int, Path]) -> None:
    code, name, year, path = told
    write_workbook(report_of(code, name, year), path)
