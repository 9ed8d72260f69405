"""The fenced blocks of a guide, and what is said to come out of each."""

import re
from dataclasses import dataclass
from pathlib import Path

_FENCED = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
ANSWER = "text"


@dataclass(frozen=True)
class Block:
    """Code of one kind; ``answer`` is what the page shows below it, None where it shows nothing."""

    kind: str
    code: str
    answer: str | None


def blocks(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    found = [(m["kind"], m["text"]) for m in _FENCED.finditer(page.read_text(encoding="utf-8"))]
    following = [*found[1:], ("", "")]
    return [
        Block(kind, code, below if below_kind == ANSWER else None)
        for (kind, code), (below_kind, below) in zip(found, following, strict=True)
        if kind != ANSWER
    ]
