"""One writer at a time, and its build folders."""

import json
import os
import threading
from pathlib import Path

import pytest

from kc_pipeline.errors import NotPublished, UsageError
from kc_pipeline.warehouse.broken_off import BrokenOff, broken_off, forget_broken_off
from kc_pipeline.warehouse.private_builds import (
    build_folder,
    clean_leftovers,
    discard,
    writer_lock,
)
from tests.warehouse.published_numbers import NOW, SPAWN, hold_and_die


def test_a_second_writer_is_told_who_writes_and_a_dead_one_is_no_obstacle(tmp_path: Path) -> None:
    held = SPAWN.Event()
    writer = SPAWN.Process(target=hold_and_die, args=(tmp_path, held))
    writer.start()
    assert held.wait(30)
    told = rf"process {writer.pid}, started 2026-01-31T01:00:00\+00:00, is writing; .* 0\.1 s"
    with (
        pytest.raises(NotPublished, match=told),
        writer_lock(tmp_path, now=NOW, timeout_seconds=0.1),
    ):
        pass
    build_folder(tmp_path, "my-run")
    assert clean_leftovers(tmp_path) == ()
    assert broken_off(tmp_path) is None
    writer.kill()
    writer.join(30)
    assert broken_off(tmp_path) == BrokenOff(NOW, writer.pid or 0)
    with writer_lock(tmp_path, now=NOW, timeout_seconds=1):
        assert clean_leftovers(tmp_path) == ("dead-run",)
        assert broken_off(tmp_path) == BrokenOff(NOW, writer.pid or 0)
    assert broken_off(tmp_path) == BrokenOff(NOW, writer.pid or 0)
    forget_broken_off(tmp_path)
    assert broken_off(tmp_path) is None
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["my-run"]


def test_the_lock_waits_for_its_turn(tmp_path: Path) -> None:
    ended: list[str] = []

    def second() -> None:
        with writer_lock(tmp_path, now=NOW, timeout_seconds=20):
            ended.append("second")

    thread = threading.Thread(target=second)
    with writer_lock(tmp_path, now=NOW):
        thread.start()
        thread.join(0.2)
        ended.append("first")
    thread.join(20)
    assert ended == ["first", "second"]


def test_the_lock_is_freed_by_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path / "new", now=NOW):
        raise ZeroDivisionError
    with writer_lock(tmp_path / "new", now=NOW, timeout_seconds=0):
        pass
    assert not (tmp_path / "new" / ".writer.json").exists()


def test_a_holder_that_has_not_signed_yet_is_another_process(tmp_path: Path) -> None:
    with writer_lock(tmp_path, now=NOW):
        (tmp_path / ".writer.json").write_text("")
        with (
            pytest.raises(NotPublished, match="another process is writing"),
            writer_lock(tmp_path, now=NOW, timeout_seconds=0),
        ):
            pass


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "{}",
        '{"pid": 4194999, "process_start": "1", "started": "2026-01-31", "host": "elsewhere"}',
    ],
)
def test_a_sign_that_tells_nothing_of_this_machine_tells_of_no_death(
    tmp_path: Path, told: str
) -> None:
    (tmp_path / ".writer.json").write_text(told)
    assert broken_off(tmp_path) is None


def test_a_build_folder_is_marked_and_discarded(tmp_path: Path) -> None:
    folder = build_folder(tmp_path, "run-1")
    assert folder == build_folder(tmp_path, "run-1") == tmp_path / "build" / "run-1"
    assert json.loads((folder / "builder.json").read_text())["pid"] == os.getpid()
    discard(folder)
    discard(folder)
    assert not folder.exists()


@pytest.mark.parametrize("mark", [None, "", "{}", '{"pid": null, "process_start": null}'])
def test_a_folder_nobody_signed_is_a_leftover(tmp_path: Path, mark: str | None) -> None:
    folder = tmp_path / "build" / "x"
    folder.mkdir(parents=True)
    if mark is not None:
        (folder / "builder.json").write_text(mark)
    assert (clean_leftovers(tmp_path), clean_leftovers(tmp_path)) == (("x",), ())


def test_a_process_number_that_came_round_again_is_another_process(tmp_path: Path) -> None:
    folder = build_folder(tmp_path, "x")
    mark = {"pid": os.getpid(), "process_start": "long ago"}
    (folder / "builder.json").write_text(json.dumps(mark))
    assert clean_leftovers(tmp_path) == ("x",)


@pytest.mark.parametrize("build_id", ["", "..", "a/b", ".hidden"])
def test_a_build_id_is_a_plain_name(tmp_path: Path, build_id: str) -> None:
    with pytest.raises(UsageError, match="no name for a build folder"):
        build_folder(tmp_path, build_id)
