"""`make scale`: one archive consolidated on one machine, and by workers over an object store.

One worker is killed on the way, and still every published table is to be the same. All of it is
done on this machine; what it shows of speed is what spreading costs, not what it wins.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks.archive import Archive
from kc_pipeline.object_store.remote_folder import RemoteFolder, Stamp
from tests.scale.same_tables import compared
from tests.scale.servers import NotHere, Servers, servers, started

KC = str(Path(sys.executable).with_name("kc"))
RAW, STORE, PUBLISHED = "s3://khuyen-cong/raw", "s3://khuyen-cong/intake", "s3://khuyen-cong/out"
LOST_AFTER = "60"
MOST_SECONDS = 1800


def say(told: str) -> None:
    """A line, at once."""
    print(told, flush=True)  # noqa: T201  # what it is for


def main() -> int:
    """Do it and tell; 1 where anything differed, 2 where a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=1000, help="so many of the archive")
    parser.add_argument("--archive", type=Path, help="a folder with home/ and raw/, else made")
    parser.add_argument("--parts", type=int, default=12)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kc-scale-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL has another account
        _lay_archive(folder, told.archive, told.workbooks)
        try:
            with servers(folder) as found:
                return _trial(folder, found, told.parts)
        except NotHere as missing:
            say(str(missing))
            return 2


def _lay_archive(folder: Path, archive: Path | None, count: int) -> None:
    if archive is None:
        Archive(folder, count).write()
        source = folder / "raw"
    else:
        shutil.copytree(archive / "home", folder / "home")
        source = archive / "raw"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    for place in files[:count]:
        target = folder / "sent" / place.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(place, target)


def _trial(folder: Path, found: Servers, parts: int) -> int:
    alone = {**os.environ, "KC_HOME": str(folder / "home")}
    os.environ.update(found.settings())  # for what this process reads from the store
    spread = {
        **os.environ,
        "KC_HOME": str(folder / "home"),
        "KC_RAW": RAW,
        "KC_STORE": STORE,
        "KC_SHARDS": str(parts),
        "KC_CELERY_LOST_AFTER": LOST_AFTER,
    }
    count, seconds = _uploaded(folder / "sent")
    say(f"{count} workbooks taken to the object store in {seconds:.0f} s")

    here, there = folder / "alone", folder / "builder"
    seconds = _ran(["run"], {**alone, "KC_RAW": str(folder / "sent")}, here)
    say(f"one machine, files on its disk: kc run {seconds:.0f} s")

    seconds, killed_at = _warmed(folder, spread, there)
    say(f"two workers, one killed after {killed_at:.0f} s: kc warm {seconds:.0f} s")
    read = RemoteFolder(STORE).listed()
    readings = sum(name.startswith("readings/") for name in read)
    say(f"{readings} readings and {len(read) - readings} copies in the store")

    seconds = _ran(["run"], {**spread, "KC_PUBLISH": PUBLISHED}, there)
    parsed = _newer(read, RemoteFolder(STORE).listed())
    say(f"the machine that builds, with an empty folder: kc run {seconds:.0f} s, {parsed} parsed")
    seconds = _ran(["run"], {**spread, "KC_PUBLISH": PUBLISHED}, there)
    say(f"and when nothing changed: kc run {seconds:.1f} s")
    return _verdict(folder, here, there, parsed + abs(readings - count))


def _verdict(folder: Path, here: Path, there: Path, faults: int) -> int:
    remote = RemoteFolder(PUBLISHED)
    pointer = remote.read_bytes("current.json") or b""
    (file,) = [name for name in remote.listed("snapshots") if name.encode() in pointer]
    remote.fetch({f"snapshots/{file}": folder / "fetched.duckdb"})
    published = [here / "khuyen_cong.duckdb", there / "khuyen_cong.duckdb"]
    for other in (published[1], folder / "fetched.duckdb"):
        tables, rows, differing = compared(published[0], other)
        say(f"{other.name}: {tables} tables, {rows} rows, {len(differing)} tables differ")
        for line in differing:
            say(f"  {line}")
        faults += len(differing)
    say("the same figures" if not faults else f"{faults} faults")
    return 1 if faults else 0


def _warmed(folder: Path, settings: Mapping[str, str], there: Path) -> tuple[float, float]:
    """Seconds that it took, and after how many of them the first worker was killed."""
    with ExitStack() as running:
        workers = [
            running.enter_context(
                started(
                    [KC, "worker", "--name", name],
                    folder / f"{name}.log",
                    {**settings, "KC_WAREHOUSE": str(folder / name)},
                )
            )
            for name in ("one", "two")
        ]
        logs = [folder / f"{name}.log" for name in ("one", "two")]
        _wait_until(lambda: all(b" ready." in log.read_bytes() for log in logs))
        begun = time.monotonic()
        job = running.enter_context(
            started([KC, "warm"], folder / "warm.log", {**settings, "KC_WAREHOUSE": str(there)})
        )
        _wait_until(lambda: any((folder / "one" / "archive").glob("*.xlsx")) or _ended(job))
        killed_at = time.monotonic() - begun
        os.killpg(workers[0].pid, signal.SIGKILL)
        job.wait(MOST_SECONDS)
        seconds = time.monotonic() - begun
    if job.returncode != 0:
        sys.exit((folder / "warm.log").read_text())
    for name in ("one", "two"):
        log = (folder / f"{name}.log").read_text()
        received, done = log.count(" received"), log.count(" succeeded in ")
        say(f"  worker {name}: {received} parts received, {done} done")
    return seconds, killed_at


def _ended(job: subprocess.Popen[bytes]) -> bool:
    return job.poll() is not None


def _ran(words: list[str], settings: Mapping[str, str], warehouse: Path) -> float:
    """Seconds of a run of kc; one whose submissions are at fault has published all the same."""
    begun = time.monotonic()
    ended = subprocess.run(  # noqa: S603  # our own command
        [KC, *words],
        env={**settings, "KC_WAREHOUSE": str(warehouse)},
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_SECONDS,
    )
    if ended.returncode not in {0, 1}:
        sys.exit(f"kc {' '.join(words)} ended with {ended.returncode}\n{ended.stderr}")
    return time.monotonic() - begun


def _uploaded(sent: Path) -> tuple[int, float]:
    """Take the files there, and give them here the times that the store tells."""
    import fsspec  # noqa: PLC0415  # after its settings are told

    begun = time.monotonic()
    fsspec.filesystem("s3").mkdir("khuyen-cong")
    files = {p.relative_to(sent).as_posix(): p for p in sent.rglob("*") if p.is_file()}
    remote = RemoteFolder(RAW)
    remote.put(files)
    for name, stamp in remote.listed().items():
        seconds = stamp.modified_at.timestamp()
        os.utime(files[name], (seconds, seconds))
    return len(files), time.monotonic() - begun


def _newer(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> int:
    """How many files of the store are others than before: a run that parses keeps what it reads."""
    return sum(before.get(name) != stamp for name, stamp in after.items())


def _wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + MOST_SECONDS
    while time.monotonic() < until:
        if is_so():
            return
        time.sleep(0.2)
    raise TimeoutError("the trial does not go on")


if __name__ == "__main__":
    sys.exit(main())
