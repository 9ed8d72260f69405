"""Analysts who read the published warehouse all the time, in processes of their own.

The process's function stands here since a spawned process imports it by name.
"""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb

from kc_pipeline.paths import PUBLISHED_FILE
from kc_pipeline.warehouse.publishing import open_warehouse

_SPAWN = multiprocessing.get_context("spawn")
_WHOLE = """
select
    (select count(*) from quality.submissions where status = 'accepted'),
    (select count(*) from quality.inputs where kind = 'submission'),
    (select count(*) from core.projects),
    (select count(*) > 0 from assessment.figures),
    (select any_value(title) from core.projects where project_code = 'C')
"""


def read_whole(warehouse: Path, *, by_path: bool) -> str:
    """Read as a stranger or as we do; the turn that is published. Raises what reading raises."""
    if by_path:
        with duckdb.connect(str(warehouse / PUBLISHED_FILE), read_only=True) as connection:
            found = connection.execute(_WHOLE).fetchone()
    else:
        with open_warehouse(warehouse) as connection:
            found = connection.execute(_WHOLE).fetchone()
    assert found is not None
    *counts, turn = found
    assert counts[1:] == [2, 3, True], counts
    return str(turn)


def read_until(
    warehouse: Path, stop: Event, answer: Connection, *, by_path: bool, pause: float
) -> None:
    """Read again and again, with so many seconds between; answer how often, and every error."""
    count, errors = 0, []
    while not stop.wait(pause):
        try:
            read_whole(warehouse, by_path=by_path)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is to be told
            errors.append(f"{type(error).__name__}: {error}")
        count += 1
    answer.send((count, errors))


@contextmanager
def reading(
    warehouse: Path, readers: int, pause: float = 0.1
) -> Iterator[list[tuple[int, list[str]]]]:
    """Readers at work, every other one by the path of the file; their answers in the end."""
    stop = _SPAWN.Event()
    answers: list[tuple[int, list[str]]] = []
    at_work = []
    for number in range(readers):
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=read_until,
            args=(warehouse, stop, theirs),
            kwargs={"by_path": number % 2 == 0, "pause": pause},
        )
        process.start()
        theirs.close()
        at_work.append((process, ours))
    try:
        yield answers
    finally:
        stop.set()
        for process, ours in at_work:
            answers.append(ours.recv())
            process.join(30)
