"""Warehouses that many tests only read, each built once."""

import pytest

from tests.sections.random_phase import random_reports
from tests.small_phase import HOME, Outcome, Province, consolidated


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The sample phase as it lies in the checkout's raw/."""
    province = Province(tmp_path_factory.mktemp("sample"))
    province.raw.symlink_to(HOME / "raw")
    return province.consolidate()


@pytest.fixture(scope="session")
def random_phase(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A random phase with every kind of row."""
    return consolidated(tmp_path_factory.mktemp("random"), *random_reports(2014))
