"""One consolidated province that the tests of the commands only read."""

from dataclasses import dataclass

import pytest
from click.testing import CliRunner, Result

from kc_pipeline.cli import main
from kc_pipeline.paths import Project
from tests.small_phase import HOME, MILLION, Province, project, report

FOLDERS = ("KC_HOME", "KC_RAW", "KC_WAREHOUSE")


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
    """A first ``kc run``, and the command to go on with."""

    kc: Kc
    province: Province
    result: Result


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Two reports that are right, one with a row at fault, and a file that is no workbook."""
    province = Province(tmp_path_factory.mktemp("cli"))
    province.send(report("061", 2016, project("A", spent_vnd=40 * MILLION), project("B")))
    province.send(report("060", 2017, project("C", spent_vnd=12_500_000)))
    province.send(report("062", 2017, project("D", status="unheard of"), project("E")))
    corrupt = province.raw / "2017" / "063.xlsx"
    corrupt.write_bytes(b"no workbook at all")
    kc = Kc(province.project)
    assert kc.project.home == HOME
    return Ran(kc, province, kc("run"))
