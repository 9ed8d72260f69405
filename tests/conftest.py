"""Warehouses that many tests only read, each built once; the same examples in every run."""

import pytest
from hypothesis import settings

from tests.built_once import built_once
from tests.report.browser.chromium import CHROMIUM
from tests.sections.random_phase import random_reports
from tests.small_phase import HOME, Outcome, Province

# What is green stays green: new examples are looked for by hand, with --hypothesis-profile=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

LONGEST = (
    "faults/test_kills.py",
    "editions/test_editions.py",
    "faults/test_staying_inside.py",
    "irregularities/test_single_irregularities.py",
    "previewing/test_preview.py",
    "test_hostile_text.py",
    "decisions/test_held_corrections.py",
    "test_restoring.py",
    "irregularities/test_mixed_irregularities.py",
)
"""Files that take ten seconds and more; one that came last would leave the other cores idle."""

collect_ignore_glob = [] if CHROMIUM else ["report/browser/*"]


def pytest_report_header() -> str:
    """Say which browser the pages are looked at in, or that they are not."""
    return f"browser tests: {CHROMIUM or 'left out, there is no Chromium on this machine'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others stay in their order."""
    places = {HOME / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The sample phase as it lies in the checkout's raw/."""
    return built_once(tmp_path_factory, "sample", _consolidate_sample)


@pytest.fixture(scope="session")
def random_phase(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A random phase with every kind of row."""
    return built_once(tmp_path_factory, "random", _consolidate_random)


def _consolidate_sample(province: Province) -> None:
    province.raw.symlink_to(HOME / "raw")
    province.consolidate(threads=None)


def _consolidate_random(province: Province) -> None:
    for report in random_reports(2014):
        province.send(report)
    province.consolidate(threads=4)
