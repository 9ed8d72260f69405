"""One messy report and one template for all tests of the folder: both take a while to make."""

from pathlib import Path

import pytest

from kc_pipeline.feedback.checking import FileCheck, check_files
from kc_pipeline.feedback.template import write_project_template
from kc_pipeline.paths import Project, locate
from tests.feedback.messy_report import write_messy
from tests.small_phase import HOME


@pytest.fixture(scope="session")
def kc_project() -> Project:
    return locate({"KC_HOME": str(HOME)})


@pytest.fixture(scope="session")
def messy(tmp_path_factory: pytest.TempPathFactory, kc_project: Project) -> FileCheck:
    """The check of a messy .xlsx."""
    (check,) = check_files(kc_project, [write_messy(tmp_path_factory.mktemp("messy"))])
    return check


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory, kc_project: Project) -> Path:
    """The blank template of Ba Bể for 2017."""
    target = tmp_path_factory.mktemp("blank") / "061_2017.xlsx"
    return write_project_template(kc_project, year=2017, unit_code="061", target=target)
