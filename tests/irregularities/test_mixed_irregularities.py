"""The whole phase, every workbook disturbed in several ways at once, to the last figure."""

from pathlib import Path

import pytest

from tests.irregularities.mixing import ONE_OF, mixed
from tests.small_phase import Province

PUBLISHED_FIGURES = 57


@pytest.mark.parametrize("seed", [2014, 2018])
def test_every_published_figure_comes_out(tmp_path: Path, seed: int) -> None:
    province = Province(tmp_path)
    for sent in mixed(seed):
        province.send(sent.submission, str(sent.path))
    outcome = province.consolidate()
    verdicts = outcome.rows(
        "select figure, published, computed from assessment.reconciliation "
        "where phase = '2014-2018' and verdict <> 'not published' and verdict <> 'equal'"
    )
    equal = outcome.rows(
        "select count(*) from assessment.reconciliation "
        "where phase = '2014-2018' and verdict = 'equal'"
    )
    held_back = outcome.rows(
        "select path, sheet, cell, code, value from quality.findings where severity = 'error'"
    )
    assert (verdicts, held_back) == ([], [])
    assert equal == [(PUBLISHED_FIGURES,)]


def test_a_mix_draws_of_each_group_one_at_most() -> None:
    for sent in mixed(1):
        for group in ONE_OF:
            assert len(sent.submission.habits & set(group)) <= 1
