"""Whatever is in a file, it ends in a reading that adds up or in a refusal; the short form."""

from pathlib import Path

from tests.fuzz.campaign import run

FILES = 150
MOST_SECONDS = 60.0


def test_mutated_files_end_well(tmp_path: Path) -> None:
    outcome = run(tmp_path, files=FILES, seed=2018, seconds=MOST_SECONDS)
    assert outcome.failed == {}
    assert outcome.files == FILES
    assert outcome.endings["read"] > FILES // 3, "too few files were readable at all"
