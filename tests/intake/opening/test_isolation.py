import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening import open_isolated, open_many, open_submission, run_isolated
from kc_pipeline.intake.opening.isolation import IN_FLIGHT
from tests.intake.opening.conftest import Build
from tests.intake.opening.parts import worksheet, xlsx_parts

MIB = 1024 * 1024


def told(results: object) -> list[object]:
    """Results, with a refusal as its code and detail."""
    assert isinstance(results, list)
    return [
        (result.code, result.detail) if isinstance(result, UnreadableSubmission) else result
        for result in results
    ]


def test_the_same_workbook_as_without_isolation(build: Build) -> None:
    path = build(xlsx_parts({"S": worksheet("<row><c><v>1</v></c></row>")}))
    assert open_isolated(path) == open_submission(path)


def test_refusals_come_back_whole(build: Build) -> None:
    path = build(xlsx_parts({"S": "<x/>"}))
    with pytest.raises(UnreadableSubmission) as caught:
        open_isolated(path)
    refusal = caught.value
    assert (refusal.code, refusal.sheet, refusal.detail) == (
        "file.damaged",
        "S",
        "x is no worksheet",
    )


def test_many_in_their_order(build: Build, tmp_path: Path) -> None:
    good = build(xlsx_parts({"S": worksheet("<row><c><v>1</v></c></row>")}), "a.xlsx")
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"")
    paths = [good, bad] * 8
    found = list(open_many(iter(paths), workers=3))
    assert [path for path, _ in found] == paths
    assert (
        told([result for _, result in found])
        == [
            open_submission(good),
            ("file.empty", "0 bytes"),
        ]
        * 8
    )
    assert list(open_many([])) == []


def test_items_are_taken_as_results_are() -> None:
    taken: list[int] = []
    items = (taken.append(n) or n for n in range(3 * IN_FLIGHT))  # type: ignore[func-returns-value]
    ahead = [
        len(taken) - done for done, _ in enumerate(run_isolated(bytes, items, workers=2), start=1)
    ]
    assert (len(ahead), max(ahead)) == (3 * IN_FLIGHT, IN_FLIGHT)


def test_a_crash_costs_one_item() -> None:
    items = [0, signal.SIGABRT, 0, signal.SIGSEGV, 0]
    results = list(run_isolated(signal.raise_signal, items, workers=2))
    assert told(results) == [
        None,
        ("file.crashed", "SIGABRT"),
        None,
        ("file.crashed", "SIGSEGV"),
        None,
    ]


def test_an_exit_is_a_crash() -> None:
    assert told(list(run_isolated(os._exit, [3], workers=1))) == [("file.crashed", "exit code 3")]


def test_a_hang_costs_one_item_and_its_timeout() -> None:
    begun = time.perf_counter()
    results = list(run_isolated(time.sleep, [0, 60, 0], timeout=0.5, workers=1))
    assert told(results) == [None, ("file.timeout", "0.5 s"), None]
    assert time.perf_counter() - begun < 10


def test_swelling_costs_one_item() -> None:
    sizes = [10, 1000 * MIB, 20]
    results = list(run_isolated(bytes, sizes, memory=300 * MIB, workers=1))
    assert told(results) == [bytes(10), ("file.out_of_memory", ""), bytes(20)]


def test_a_machine_too_busy_to_begin_costs_no_run() -> None:
    results = list(run_isolated(bytes, [1, 2], workers=1, start_timeout=0.001))
    assert told(results) == [("file.not_tried", "the process had not begun after 0.001 s")] * 2


def test_a_fault_of_the_task_is_told() -> None:
    refusal, good = run_isolated(partial(divmod, 7), [0, 2], workers=1)
    assert isinstance(refusal, UnreadableSubmission)
    assert refusal.code == "file.crashed"
    assert refusal.detail.startswith("ZeroDivisionError: ")
    assert good == (3, 1)


def test_a_task_no_child_can_load_is_the_callers_fault() -> None:
    with pytest.raises((AttributeError, TypeError)):
        list(run_isolated(threading.Lock().acquire, [1]))  # type: ignore[arg-type]


def test_what_a_library_prints_does_not_get_between(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(run_isolated(print, ["in ra"], workers=1)) == [None]
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("attempt", range(3))
def test_leaving_early_ends_the_workers(attempt: int) -> None:
    begun = time.perf_counter()
    results = run_isolated(time.sleep, [0, 60, 60, 60], timeout=90, workers=2)
    assert next(results) is None
    time.sleep(attempt / 20)  # the second worker is in another state each time
    results.close()  # type: ignore[attr-defined]
    assert time.perf_counter() - begun < 10
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("isolation")]
