"""What a killed process was still writing goes; all else stays."""

import os
import subprocess
import sys
from pathlib import Path

from kc_pipeline.warehouse.private_builds import clean_leftovers


def test_what_killed_processes_were_writing_goes(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = tmp_path / "archive"
    for name in ("findings", "intake/readings/mark", "archive"):
        (tmp_path / name).mkdir(parents=True)
    (folder / f".{gone.pid}.tmp").mkdir()
    unfinished = [
        tmp_path / "findings" / f"history.{gone.pid}.tmp",
        tmp_path / "intake" / "readings" / "mark" / f"ab12.{gone.pid}.tmp",
        tmp_path / f".status.html.{gone.pid}.tmp",
        tmp_path / f"dagster.{gone.pid}-140113.tmp",
        folder / f".{gone.pid}.tmp.xlsx",
        folder / f".{gone.pid}.tmp" / "projects.csv",
    ]
    kept = [
        tmp_path / "findings" / "history.parquet",
        tmp_path / f"findings/history.{os.getpid()}.tmp",
        folder / "a report.tmp.xlsx",
        folder / "2017.xlsx",
    ]
    for file in (*unfinished, *kept):
        file.write_text("x")
    assert clean_leftovers(tmp_path) == ()
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(kept)
    assert not (folder / f".{gone.pid}.tmp").exists()
