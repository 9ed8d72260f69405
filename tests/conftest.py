"""Warehouses that many tests only read, each built once; the same examples in every run."""

import pytest
from hypothesis import settings

from tests.sections.random_phase import random_reports
from tests.small_phase import HOME, Outcome, Province, consolidated

# What is green stays green: new examples are looked for by hand, with --hypothesis-profile=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


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
