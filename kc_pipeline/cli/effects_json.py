"""Ranked findings for programs: JSON with exact numbers, which no float would be."""

import json
from collections.abc import Sequence

from kc_pipeline.cli.for_programs import plain_number
from kc_pipeline.figures.finding_effects import Effect, RankedFinding


def effects_json(ranked: Sequence[RankedFinding]) -> str:
    """A list of objects, each with ``effects``: figure, at_most (null if unknown), unit."""
    return "[\n" + ",\n".join(_finding(n, f) for n, f in enumerate(ranked, 1)) + "\n]"


def _finding(n: int, found: RankedFinding) -> str:
    told = {
        "rank": n,
        "path": found.path,
        "sheet": found.sheet,
        "cell": found.cell,
        "severity": found.severity,
        "code": found.code,
        "value": found.value,
        "message_vi": found.message_vi,
        "is_unknown": found.is_unknown,
    }
    head = json.dumps(told, ensure_ascii=False)[:-1]
    return f'  {head}, "effects": [{", ".join(map(_effect, found.effects))}]}}'


def _effect(effect: Effect) -> str:
    most = "null" if effect.at_most is None else plain_number(effect.at_most)
    figure, unit = json.dumps(effect.figure.name), json.dumps(effect.figure.unit)
    return f'{{"figure": {figure}, "at_most": {most}, "unit": {unit}}}'
