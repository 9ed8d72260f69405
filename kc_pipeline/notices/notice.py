"""A notice: what is to be said once, kept as plain data until it was sent."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kc_pipeline.terminal_text import on_one_line


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a title; the first part of a notice has none and is its headline."""

    title: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one run has to say, in Vietnamese; ``is_failure`` if it published nothing."""

    made_at: datetime
    is_failure: bool
    subject: str
    parts: tuple[Part, ...]

    def told(self) -> dict[str, Any]:
        """The notice as JSON has it."""
        return asdict(self) | {"made_at": self.made_at.isoformat()}


def read_notice(told: dict[str, Any]) -> Notice:
    """The notice again. Raises KeyError, TypeError or ValueError where it is none."""
    return Notice(
        made_at=datetime.fromisoformat(told["made_at"]),
        is_failure=bool(told["is_failure"]),
        subject=str(told["subject"]),
        parts=tuple(Part(part["title"], tuple(part["lines"])) for part in told["parts"]),
    )


def plain(parts: Sequence[Part]) -> str:
    """The parts as plain text: what quotes a submission stays on its line and does nothing."""
    return "\n".join(map(on_one_line, _lines(parts))) + "\n"


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    for place, part in enumerate(parts):
        if place:
            yield ""
        if part.title is None:
            yield from part.lines
        else:
            yield f"{part.title}:"
            yield from (f"- {line}" for line in part.lines)
