"""What was made of declared SQL before, kept from process to process by the hash of its text.

Reading and rewriting it takes sqlglot most of a second of every run, and it seldom changes. Only
answers that follow from a text and the program alone belong here: nothing kept can be out of date.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Final

Answer = list[str]

_PACKAGES: Final = ("figures", "warehouse")


class KeptAnswers:
    """The answers asked for in this process, and those known from a file of an earlier one."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: Mapping[str, Answer] = {}
        self._asked: dict[str, Answer] = {}

    def of(self, question: str, text: str, work_out: Callable[[str], Answer]) -> Answer:
        """Give the answer to a question about a text, worked out where it is not known.

        What ``work_out`` gives must follow from the text and from modules of `_PACKAGES` alone.
        What it raises is raised and not kept.
        """
        asked = f"{self._made_by} {question} {text}"
        mark = hashlib.sha256(asked.encode()).hexdigest()
        if mark not in self._asked:
            self._asked[mark] = self._known[mark] if mark in self._known else work_out(text)
        return self._asked[mark]

    def know(self, file: Path) -> None:
        """Take over what an earlier process kept; nothing where there is no such file."""
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = None
        self._known = kept if isinstance(kept, dict) else {}

    def keep(self, file: Path) -> None:
        """Write the answers asked for in this process, and no others, unless they stand there."""
        if self._asked.keys() == self._known.keys():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}.tmp")
        unfinished.write_text(json.dumps(self._asked), encoding="utf-8")
        unfinished.replace(file)
        self._known = dict(self._asked)

    @cached_property
    def _made_by(self) -> str:
        """What answers follow from besides the text: sqlglot and the modules that ask it."""
        program = Path(__file__).parent.parent
        modules = sorted(path for name in _PACKAGES for path in (program / name).glob("*.py"))
        digest = hashlib.sha256(version("sqlglot").encode())
        for module in modules:
            digest.update(hashlib.sha256(module.read_bytes()).digest())
        return digest.hexdigest()


ANSWERS: Final = KeptAnswers()
"""Those of this process, whatever project it is about: they follow from texts alone."""
