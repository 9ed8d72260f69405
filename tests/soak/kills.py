"""``kc run`` killed again and again at random moments under readers."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from kc_pipeline.warehouse.broken_off import broken_off
from tests.small_phase import Province
from tests.soak.readers import read_whole, reading
from tests.soak.runs import ended, killed_when, left_behind, send, started

BROKEN_OFF = "đã bị ngắt giữa chừng"


@dataclass
class Told:
    """What came of it, and every fault there was.

    Kills, runs that ended before theirs, runs let go on, readings; runs on a full disk, and how
    many of them published nothing.
    """

    kills: int = 0
    ended_before: int = 0
    runs: int = 0
    readings: int = 0
    filled: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)


def kill_at_random(
    folder: Path, kills: int, readers: int, seed: int, minutes: float, *, pause: float = 0.1
) -> Told:
    """Kill so often, or so long; every tenth time and in the end a run goes on and is right.

    Each reader waits ``pause`` seconds from one reading to the next.
    """
    moments = random.Random(seed)  # noqa: S311  # no secret
    province, told = Province(folder), Told()
    warehouse = province.project.warehouse
    send(province, 0)
    began = time.monotonic()
    first = ended(started(province.project))
    usual = time.monotonic() - began
    if first.exit_code != 0:
        told.faults.append(f"first run: {first.exit_code} {first.stderr}")
        return told
    with reading(warehouse, readers, pause) as answers:
        turn = 0
        until = time.monotonic() + minutes * 60
        while told.kills < kills and time.monotonic() < until:
            turn += 1
            send(province, turn)
            # Half of them late, where files are put in place.
            at = moments.uniform(0, usual) if turn % 2 else moments.uniform(usual * 0.6, usual)
            run = started(province.project)
            was_killed = killed_when(run, lambda after, at=at: _slept(after, at), time.monotonic)
            told.kills += was_killed
            told.ended_before += not was_killed
            see_that_it_is_whole(warehouse, turn, told)
            if was_killed and told.kills % 10 == 0:
                began = time.monotonic()
                let_go_on(province, turn, told)
                took = time.monotonic() - began
                # One killed after it had published leaves the next nothing to do: no measure.
                usual = took if took > usual / 2 else usual
                spent = (time.monotonic() - until) / 60 + minutes
                print(  # noqa: T201
                    f"{told.kills} of {kills} kills after {spent:.1f} minutes, a run takes "
                    f"{usual:.1f} s, {len(told.faults)} faults {told.faults[-1:]}",
                    flush=True,
                )
        let_go_on(province, turn, told)
    told.readings = sum(count for count, _ in answers)
    told.faults += [error for _, errors in answers for error in errors]
    return told


def _slept(after: float, at: float) -> bool:
    time.sleep(max(0.0, min(0.02, at - after)))
    return after >= at


def see_that_it_is_whole(warehouse: Path, turn: int, told: Told) -> None:
    """The published file can be read as a whole, and is of no turn that was not yet."""
    try:
        published = read_whole(warehouse, by_path=True)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is to be told
        told.faults.append(f"turn {turn}: {type(error).__name__}: {error}")
        return
    if int(published.removeprefix("Lượt ")) > turn:
        told.faults.append(f"turn {turn}: published is {published}")


def let_go_on(province: Province, turn: int, told: Told) -> None:
    """A run to its end publishes what lies in raw/, tells of one killed, leaves nothing behind."""
    warehouse = province.project.warehouse
    killed = broken_off(warehouse)
    run = ended(started(province.project))
    told.runs += 1
    page = province.project.status_page
    if killed and BROKEN_OFF not in (page.read_text(encoding="utf-8") if page.exists() else ""):
        told.faults.append(f"turn {turn}: nothing told of {killed}")
    if broken_off(warehouse):
        told.faults.append(f"turn {turn}: told as broken off again")
    if run.exit_code != 0:
        told.faults.append(f"turn {turn}: exit {run.exit_code}: {run.stderr}")
    elif (published := read_whole(warehouse, by_path=False)) != f"Lượt {turn}":
        told.faults.append(f"turn {turn}: published is {published}")
    if left := left_behind(warehouse):
        told.faults.append(f"turn {turn}: left behind: {left}")
