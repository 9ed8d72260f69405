"""Reports that several tests read, each composed once."""

from collections.abc import Callable
from functools import cache

import pytest

from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.composing import compose
from kc_pipeline.report.model import Report
from tests.built_once import built_once
from tests.report.hostile_phase import hostile_reports
from tests.report.odd_years import odd_reports
from tests.small_phase import HOME, Outcome, Province, consolidated

Composed = Callable[[str], Report]


@pytest.fixture(scope="session")
def sample_report(sample: Outcome) -> Composed:
    """The report of any phase of the sample."""
    return _composed(sample)


@pytest.fixture(scope="session")
def random_report(random_phase: Outcome) -> Composed:
    """The report of any phase of the random one."""
    return _composed(random_phase)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One year of one project each, with texts that look like markup, and rows held back."""
    return built_once(tmp_path_factory, "hostile", _consolidate_hostile)


@pytest.fixture(scope="session")
def hostile_report(hostile: Outcome) -> Composed:
    """The report of any phase of the hostile one."""
    return _composed(hostile)


@pytest.fixture(scope="session")
def odd_report(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """The report of any phase of years of which something unusual is to be told."""
    return _composed(consolidated(tmp_path_factory.mktemp("odd"), *odd_reports()))


def _consolidate_hostile(province: Province) -> None:
    for report in hostile_reports():
        province.send(report)
    province.consolidate()


def _composed(outcome: Outcome) -> Composed:
    @cache
    def report(phase: str) -> Report:
        with open_assessment(outcome.project, phase) as assessment:
            return compose(assessment, HOME / "assets")

    return report
