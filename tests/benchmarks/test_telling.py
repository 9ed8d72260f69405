"""What the benchmark tells of its measurements: medians, ratios beside aims, growth, profiles."""

from pathlib import Path

from benchmarks.aims import RATIOS, growth
from benchmarks.answers import questions
from benchmarks.measuring import Ending, Measure
from benchmarks.profile_parts import parts
from benchmarks.results import Results
from benchmarks.tables import BEGIN, END, told, write_into
from tests.small_phase import HOME


def measure(seconds: float, mib: float = 10, ending: Ending = "done") -> Measure:
    return Measure(seconds=seconds, processor=seconds, peak_mib=mib, ending=ending)


def some(folder: Path) -> Results:
    results = Results(folder / "results.jsonl", "this program")
    for seconds in (10.0, 12.0, 99.0):
        results.add(45, "first", measure(seconds, 100), {})
    results.add(45, "calamine", measure(16), {})
    results.add(45, "script", measure(24), {})
    results.add(45, "frictionless", measure(150, ending="capped"), {})
    results.add(450, "first", measure(60, 160), {})
    results.add(450, "calamine", measure(0, ending="failed"), {})
    return results


def test_ratios_are_of_medians_and_bold_where_an_aim_is_missed(tmp_path: Path) -> None:
    results = some(tmp_path)
    found = {ratio.step: (ratio.of(results, 45), ratio.of(results, 450)) for ratio in RATIOS}
    assert found == {
        "first": ("0.75 (0.75)", ""),
        "unchanged": ("", ""),
        "changed": ("", ""),
        "assess": ("", ""),
        "frictionless": ("> 12.50 (12.50)", ""),
        "script": ("**2.00 (2.00)**", ""),
    }


def test_growth_is_of_time_and_memory(tmp_path: Path) -> None:
    results = some(tmp_path)
    assert growth(results, "first", 45, 450) == ("5.0", "**1.60**")
    assert growth(results, "calamine", 45, 450) is None


def test_measurements_of_another_program_are_kept_and_left_out(tmp_path: Path) -> None:
    some(tmp_path)
    other = Results(tmp_path / "results.jsonl", "another program")
    other.add(45, "first", measure(1), {})
    assert [result.seconds for result in other.all()] == [1]
    assert len(list(some(tmp_path).all())) == 16


def test_the_tables_stand_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", encoding="utf-8")
    results = some(tmp_path)
    for _ in range(2):
        write_into(page, results)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{told(results)}\n{END}after\n"
    assert "| Frictionless `validate` | > 150.00 | > 150.00 | > 10 | 1 |" in told(results)


def test_the_ten_questions_are_those_of_the_guide() -> None:
    found = questions((HOME / "docs" / "analyst.md").read_text(encoding="utf-8"))
    assert len(found) == 10
    assert all(sql.startswith("select ") and not sql.endswith(";") for sql in found)


def test_a_sample_belongs_to_the_deepest_of_our_modules() -> None:
    stacks = [
        "main (kc_pipeline/cli/__init__.py:9);g (kc_pipeline/staging/stage.py:1);f (pandas/a.py) 6",
        "main (kc_pipeline/cli/__init__.py:9);go (dagster/_core/x.py:1) 2",
        "main (kc_pipeline/cli/__init__.py:9);_find (<frozen importlib._bootstrap>:1) 1",
        """process 1:"kc" 7""",
        """process 1:"kc";process 2:"python -c import sys""",
        """import x";build (kc_pipeline/consolidation.py:4) 1""",
    ]
    assert parts(stacks) == {
        "staging": 60.0,
        "Dagster": 20.0,
        "imports": 10.0,
        "the steps themselves": 10.0,
        "the rest": 0.0,
    }
