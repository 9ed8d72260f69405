"""Small files that are replaced as a whole: whoever reads one sees the old or the new."""

import json
import os
from pathlib import Path
from typing import Any


def replace_json(path: Path, told: object) -> None:
    """Write the file, or leave it as it was."""
    replace_text(path, json.dumps(told, ensure_ascii=False, indent=1))


def replace_text(path: Path, told: str) -> None:
    """Write the file in UTF-8, or leave it as it was."""
    replace_bytes(path, told.encode("utf-8"))


def replace_bytes(path: Path, told: bytes) -> None:
    """Write the file, or leave it as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(told)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, Any] | None:
    """What the file holds; None where there is none, or what is there cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None
