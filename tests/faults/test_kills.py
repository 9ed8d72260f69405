"""``kc run`` killed at a few seeded moments under readers; ``make soak`` does it far more often."""

from pathlib import Path

from tests.soak.kills import kill_at_random


def test_a_few_kills_disturb_nobody_and_the_next_run_is_right(tmp_path: Path) -> None:
    told = kill_at_random(tmp_path, kills=2, readers=2, seed=6, minutes=1, pause=1)
    assert told.faults == []
    assert told.kills > 0
    assert told.readings > told.kills
