"""Peak memory and time of opening the worst files, each in a process of its own.

`python -m benchmarks.hostile_memory [NAME…]` measures those whose names are given, else all.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_files import BUILDERS
from benchmarks.packing import MIB

TARGET_MIB = 300
KIB = 1024


@dataclass(frozen=True)
class Measure:
    """What opening one file cost, and how it ended."""

    name: str
    packed_bytes: int
    seconds: float
    peak_mib: float
    ending: str


def main(names: list[str]) -> int:
    """Measure, print the table; 1 if a file takes more memory than the target."""
    sys.stdout.write(f"{'file':24}{'MiB':>7}{'s':>7}{'peak':>7}  ended\n")
    worst = 0.0
    for name in names or [builder.__name__ for builder in BUILDERS]:
        with tempfile.TemporaryDirectory() as folder:
            measure = measured(name, written(name, folder))
        worst = max(worst, measure.peak_mib)
        size = measure.packed_bytes / MIB
        sys.stdout.write(
            f"{measure.name:24}{size:7.1f}{measure.seconds:7.1f}{measure.peak_mib:7.0f}"
            f"  {measure.ending}\n"
        )
        sys.stdout.flush()
    verdict = "within" if worst <= TARGET_MIB else "beyond"
    sys.stdout.write(f"worst {worst:.0f} MiB, {verdict} the {TARGET_MIB} MiB we allow\n")
    return 0 if worst <= TARGET_MIB else 1


def written(name: str, folder: str) -> Path:
    """Write a file in a child process: what a process took counts for its children as well."""
    command = [sys.executable, "-m", "benchmarks.hostile_files", name, folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603  # our own
    return Path(done.stdout.decode())


def measured(name: str, path: Path) -> Measure:
    """Open a file in a child process and take what the system says that child used."""
    begin = time.monotonic()
    process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-m", "benchmarks.opened", str(path)], stdout=subprocess.PIPE
    )
    with process:
        ending = process.stdout.read().decode() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        ending = f"died, exit code {process.returncode}"
    return Measure(
        name=name,
        packed_bytes=path.stat().st_size,
        seconds=time.monotonic() - begin,
        peak_mib=usage.ru_maxrss / KIB,
        ending=ending,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
