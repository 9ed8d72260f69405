"""Decisions as an officer would write them, on files of a small phase."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kc_pipeline.decisions.decision import Ruling
from kc_pipeline.intake.content_hash import hash_submission
from tests.small_phase import Province

WHO = {"by": "Nguyễn Thị Hoa", "on": date(2017, 1, 22), "why": "theo biên bản nghiệm thu"}


def entry(kind: str, **told: object) -> str:
    """One entry of a decision file; what says who, when and why is usual."""
    lines = (f"{key} = {_toml(value)}" for key, value in {**WHO, **told}.items())
    return "\n".join([f"[[{kind}]]", *lines, "", ""])


def on(province: Province, path: Path) -> Mapping[str, str]:
    """What anchors a decision on a file as it lies in raw/ now."""
    relative = path.relative_to(province.raw).as_posix()
    return {"path": relative, "sha256": hash_submission(path)[:12]}


def cell_of(province: Province, path: Path, column: str, table: str = "projects") -> dict[str, str]:
    """Sheet and cell of a column in the last row of a table of one file, filled or not."""
    relative = path.relative_to(province.raw).as_posix()
    (submission,) = (s for s in province.settle().submissions if s.taken.path == relative)
    assert submission.reading is not None
    (sheet,) = (s for s in submission.reading.sheets if s.table == table)
    row = max(row.row_no for row in submission.reading.rows if row.table == table)
    return {"sheet": sheet.name, "cell": f"{sheet.columns[column]}{row}"}


def ruled(province: Province) -> list[tuple[str, str | None]]:
    """State and problem of each decision that needs no findings of rules, in their order."""
    return [_told(ruling) for ruling in province.settle().rulings]


def _told(ruling: Ruling) -> tuple[str, str | None]:
    return str(ruling.state), ruling.issue.code if ruling.issue else None


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
