"""Where the time of a sampled run went: stacks as py-spy writes them, told as parts of a hundred.

A stack belongs to the deepest of our modules in it, by its folder: what pandas does for staging
is staging. Importing is a part of its own wherever it happens, and so is Dagster where none of our
modules stands below it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_OURS = re.compile(r"\(kc_pipeline/(?:(\w+)/)?[^()]*\)")
_DAGSTER = re.compile(r"\((?:dagster|dagster_shared|sqlalchemy|alembic)/")
_IMPORTING = "<frozen importlib._bootstrap>"
_LEAST = 1.0


def parts(stacks: Iterable[str]) -> Mapping[str, float]:
    """Parts of a hundred by name, the largest first; those below one of a hundred are the rest."""
    samples: Counter[str] = Counter()
    for line in stacks:
        stack, _, count = line.rpartition(" ")
        # What ends otherwise is a child's command line, which has line breaks; what ends with a
        # command line is a process whose stack could not be read.
        if count.isdecimal() and stack.endswith(")"):
            samples[_part(stack)] += int(count)
    total = sum(samples.values()) or 1
    told = {name: round(100 * count / total, 1) for name, count in samples.most_common()}
    large = {name: share for name, share in told.items() if share >= _LEAST}
    return {**large, "the rest": round(100 - sum(large.values()), 1)}


def _part(stack: str) -> str:
    frames = stack.split(";")
    ours = max((n for n, frame in enumerate(frames) if _OURS.search(frame)), default=-1)
    beneath = frames[ours + 1 :]
    if any(_IMPORTING in frame for frame in frames):
        return "imports"
    in_dagster = any(_DAGSTER.search(frame) for frame in beneath)
    if in_dagster or ours < 0:
        return "Dagster" if in_dagster else "outside our modules"
    found = _OURS.search(frames[ours])
    return (found.group(1) if found else None) or "the steps themselves"
