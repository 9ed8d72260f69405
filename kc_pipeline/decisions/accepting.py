"""Writing down that an officer accepts a correction: a decision file of its own for each content.

So two who accept at once do not meet in one file, and no file that people write is touched.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kc_pipeline.decisions.decision import SHORTEST_HASH, Kind
from kc_pipeline.looking.replaced_file import replace_text

_HEAD = "# Do lệnh kc accept ghi; xóa tệp này không làm bản điều chỉnh đã dùng mất hiệu lực.\n"
_DELETE = "\x7f"
"""What JSON leaves as it is and TOML has no place for."""


def write_acceptance(folder: Path, path: str, sha256: str, *, by: str, on: date, why: str) -> Path:
    """Write the decision and give its file, whole or not at all. Raises OSError."""
    file = folder / f"accepted-{sha256[:SHORTEST_HASH]}.toml"
    told = {"path": path, "sha256": sha256, "why": why, "by": by}
    lines = [f"[[{Kind.ACCEPTANCE}]]", *_lines(told), f"on = {on.isoformat()}", ""]
    replace_text(file, _HEAD + "\n".join(lines))
    return file


def _lines(told: Mapping[str, str]) -> list[str]:
    # A text in JSON is one in TOML.
    return [
        f"{key} = {json.dumps(value.replace(_DELETE, ''), ensure_ascii=False)}"
        for key, value in told.items()
    ]
