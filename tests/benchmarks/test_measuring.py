"""What a command costs, told of all the processes it started.

Measured in a process of its own: what measures ends whatever is left below it.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.small_phase import HOME

MEASURING = """
import json, sys
from pathlib import Path
from benchmarks.measuring import measured
command, cap = json.loads(sys.argv[1])
found = measured(command, folder=Path(sys.argv[2]), environment={}, cap=cap)
left = [task.read_text() for task in Path("/proc/self/task").glob("*/children")]
print(json.dumps([found.ending, found.printed, found.peak_mib, "".join(left)]))
"""
HOLDING = "held = bytearray(64 << 20); import time; time.sleep(0.4)"
STARTING = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDING!r}])"
LASTING = "import subprocess; subprocess.Popen(['sleep', '600']); print('there', flush=True)"


def measured(folder: Path, program: str, cap: float = 60) -> list[object]:
    told = json.dumps([[sys.executable, "-c", program], cap])
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", MEASURING, told, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOME,
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_children_count_and_exit_codes_are_told(tmp_path: Path) -> None:
    ending, printed, peak, left = measured(tmp_path, STARTING)
    assert (ending, printed, left) == ("done", "", "")
    assert isinstance(peak, float)
    assert peak > 64
    failed = measured(tmp_path, "print('why'); raise SystemExit(3)")
    assert (failed[0], failed[1], failed[3]) == ("failed", "why\n", "")


def test_at_the_cap_and_after_the_end_nothing_is_left(tmp_path: Path) -> None:
    orphaned = measured(tmp_path, LASTING)
    assert (orphaned[0], orphaned[1], orphaned[3]) == ("done", "there\n", "")
    capped = measured(tmp_path, f"{LASTING}; import time; time.sleep(600)", cap=1)
    assert (capped[0], capped[3]) == ("capped", "")
