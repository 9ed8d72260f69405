"""The manifest of an edition: what it was made from, what came out, and its digest.

The digest is over what went in, not over when it was frozen: the report's footer prints it, and so
names its inputs on paper. Where the files lie is said here; nothing is made or compared.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.errors import UsageError
from kc_pipeline.paths import Project

MANIFEST = "manifest.json"
KEPT = "inputs"
"""The folder of an edition that holds what it was made from, each file under its hash."""
_SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True, order=True)
class InForce:
    """A submission that counted in the phase."""

    year: int
    unit_code: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an edition is.

    ``outputs`` are the SHA-256 hashes of its documents by file name. ``frozen_at`` is told for
    people; nothing depends on it.
    """

    phase: str
    number: int
    frozen_at: datetime
    inputs: tuple[Input, ...]
    in_force: tuple[InForce, ...]
    outputs: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over the phase, the number and every input."""
        told = {"phase": self.phase, "number": self.number, "inputs": _told_inputs(self.inputs)}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @property
    def name(self) -> str:
        """``2014-2018/1``."""
        return f"{self.phase}/{self.number}"

    @property
    def footer(self) -> str:
        """The line at the foot of each page of its documents."""
        shown = self.digest[:_SHOWN_DIGITS]
        return f"Ấn bản số {self.number}, mã nhận dạng {shown}"

    def of(self, kind: InputKind) -> tuple[Input, ...]:
        """The inputs of one kind."""
        return tuple(one for one in self.inputs if one.kind is kind)


def editions_folder(project: Project) -> Path:
    """Where the editions of a warehouse lie, one folder a phase, in it one an edition."""
    return project.warehouse / "editions"


def edition_folder(project: Project, told: str) -> Path:
    """The folder of an edition told as ``2014-2018/1`` or as a path. Raises UsageError."""
    for folder in (editions_folder(project) / told, Path(told)):
        if (folder / MANIFEST).is_file():
            return folder
    raise UsageError(f"there is no edition {told}; `kc edition list` lists them")


def edition_folders(project: Project) -> list[Path]:
    """The folders of all editions, by phase and number."""
    found = editions_folder(project).glob(f"*/*/{MANIFEST}")
    numbered = [path.parent for path in found if re.fullmatch(r"[1-9]\d*", path.parent.name)]
    return sorted(numbered, key=lambda folder: (folder.parent.name, int(folder.name)))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it as JSON into the folder of the edition."""
    told = {
        "phase": manifest.phase,
        "edition": manifest.number,
        "frozen_at": manifest.frozen_at.isoformat(timespec="seconds"),
        "digest": manifest.digest,
        "outputs": dict(manifest.outputs),
        "in_force": [asdict(one) for one in manifest.in_force],
        "inputs": _told_inputs(manifest.inputs),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest in that folder. Raises UsageError where it was changed or cannot be read."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(
            phase=told["phase"],
            number=told["edition"],
            frozen_at=datetime.fromisoformat(told["frozen_at"]),
            inputs=tuple(_input(one) for one in told["inputs"]),
            in_force=tuple(InForce(**one) for one in told["in_force"]),
            outputs=told["outputs"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no manifest of an edition: {error}") from error
    if manifest.digest != told["digest"]:
        raise UsageError(f"{path} was changed: its inputs do not give the digest it tells")
    return manifest


def _told_inputs(inputs: tuple[Input, ...]) -> list[dict[str, Any]]:
    """Inputs as JSON; what an input has no word on is left out."""
    return [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(one).items()
            if value is not None
        }
        for one in inputs
    ]


def _input(told: Mapping[str, str]) -> Input:
    times = {
        name: datetime.fromisoformat(told[name])
        for name in ("modified_at", "withdrawn_at")
        if name in told
    }
    return Input(**{**told, **times, "kind": InputKind(told["kind"])})  # type: ignore[arg-type]
