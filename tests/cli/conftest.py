"""One consolidated province that the tests of the commands only read."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kc_pipeline.cli import main
from kc_pipeline.paths import Project
from tests.built_once import built_once
from tests.small_phase import HOME, MILLION, Province, project, report

FOLDERS = ("KC_HOME", "KC_RAW", "KC_WAREHOUSE")
_TOLD = "told.json"


@dataclass(frozen=True)
class Kc:
    """The command on one project, as if typed."""

    project: Project

    def __call__(self, *words: str) -> Result:
        told = (self.project.home, self.project.raw, self.project.warehouse)
        environment = dict(zip(FOLDERS, map(str, told), strict=True))
        return CliRunner(env=environment).invoke(main, words)


@dataclass(frozen=True)
class Ran:
    """A first ``kc run``, and the command to go on with.

    The run was in ``there``; what a worker's tests go on with is a copy of it.
    """

    kc: Kc
    province: Province
    there: Project
    exit_code: int
    stdout: str


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Two reports that are right, one with a row at fault, and a file that is no workbook."""
    there = built_once(tmp_path_factory, "cli", _run).project
    own = Province(shutil.copytree(_folder(there), tmp_path_factory.mktemp("cli") / "ran"))
    told = json.loads((_folder(there) / _TOLD).read_text(encoding="utf-8"))
    kc = Kc(own.project)
    assert kc.project.home == HOME
    return Ran(kc, own, there, told["exit_code"], told["stdout"])


def _run(province: Province) -> None:
    province.send(report("061", 2016, project("A", spent_vnd=40 * MILLION), project("B")))
    province.send(report("060", 2017, project("C", spent_vnd=12_500_000)))
    province.send(report("062", 2017, project("D", status="unheard of"), project("E")))
    corrupt = province.raw / "2017" / "063.xlsx"
    corrupt.write_bytes(b"no workbook at all")
    result = Kc(province.project)("run")
    told = json.dumps({"exit_code": result.exit_code, "stdout": result.stdout})
    (province.folder / _TOLD).write_text(told, encoding="utf-8")


def _folder(project: Project) -> Path:
    return project.warehouse.parent
