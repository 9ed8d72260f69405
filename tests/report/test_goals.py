from pathlib import Path

from kc_pipeline.figures.phases import Phase
from kc_pipeline.report.goals import next_phase
from kc_pipeline.words import read_words
from tests.small_phase import HOME

WORDS = read_words(HOME / "assets" / "report")
PHASE = Phase("2016-2018", 2016, 2018, "Giai đoạn 2016 - 2018")


def _told(folder: Path, phase: Phase) -> tuple[str, list[str]]:
    found = next_phase(folder, phase, WORDS)
    return found.words, [f"{g.before}{g.quantity.text}{g.after}" for g in found.goals]


def test_the_targets_of_the_years_right_after_are_the_goals(tmp_path: Path) -> None:
    rows = (
        "target,content,label,value,unit\nt.selection.rounds,4,x,1,rounds\nt.new,,Mục mới,2.5,x\n"
    )
    for name in ("2019", "2019-2020", "2021-2025"):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    assert _told(tmp_path, PHASE) == (
        "giai đoạn 2019-2020",
        [
            "Tổ chức 01 lần bình chọn sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh",
            "Mục mới: 2,5",
        ],
    )


def test_without_targets_there_are_no_goals(tmp_path: Path) -> None:
    assert _told(tmp_path, PHASE) == ("giai đoạn tiếp theo", [])


def test_every_declared_target_has_words_of_its_own() -> None:
    files = (HOME / "assets" / "targets").glob("????-????.csv")
    targets = {line.split(",")[0] for f in files for line in f.read_text().splitlines()[1:]}
    assert targets <= set(WORDS.targets)
    assert all(told.count("{value}") == 1 for told in WORDS.targets.values())
