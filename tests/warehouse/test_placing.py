"""Where the published file cannot be replaced because a program holds it open."""

from pathlib import Path

from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.placing import POINTER, current_file, held_open
from kc_pipeline.warehouse.publishing import Snapshot, publish, rollback, snapshots
from kc_pipeline.warehouse.retention import Retention
from tests.warehouse.published_numbers import (
    CONTROL,
    NOW,
    build_numbers,
    publish_numbers,
    read_number,
)


def _refuse(_: Path, target: Path) -> None:
    raise PermissionError(13, "The process cannot access the file", str(target))


def _published_while_held(warehouse: Path, n: int) -> Snapshot:
    file = build_numbers(warehouse, n)
    return publish(
        file, warehouse, controls=CONTROL, now=NOW, keep=Retention(latest=1), replace=_refuse
    )


def test_a_dated_file_and_a_pointer_are_published_instead(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    assert held_open(tmp_path) is None
    second = _published_while_held(tmp_path, 2)
    assert second.is_current
    assert read_number(tmp_path) == 2
    assert (tmp_path / POINTER).read_text(encoding="utf-8") == f"snapshots/{second.id}.duckdb\n"
    assert held_open(tmp_path) == (
        f"{tmp_path / PUBLISHED_FILE} is held open by a program and was not replaced: it is older "
        f"than what is published, {second.path}; close that program and run kc run again"
    )
    third = _published_while_held(tmp_path, 3)
    assert [kept.id for kept in snapshots(tmp_path)] == [third.id]
    assert (read_number(tmp_path), current_file(tmp_path)) == (3, third.path)


def test_the_pointer_goes_once_the_file_is_replaced(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    second = _published_while_held(tmp_path, 2)
    publish_numbers(tmp_path, 3, NOW)
    assert not (tmp_path / POINTER).exists()
    assert read_number(tmp_path) == 3
    rollback(tmp_path, second.id)
    assert (read_number(tmp_path), held_open(tmp_path)) == (2, None)


def test_a_pointer_to_nothing_is_none(tmp_path: Path) -> None:
    publish_numbers(tmp_path, 1, NOW)
    for told in ("snapshots/gone.duckdb\n", "", "\0"):
        (tmp_path / POINTER).write_text(told, encoding="utf-8")
        assert (read_number(tmp_path), held_open(tmp_path)) == (1, None)
