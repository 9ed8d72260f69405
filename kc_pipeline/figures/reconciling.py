"""Published figures against recomputed ones, figure by figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kc_pipeline.figures.computing import Value
from kc_pipeline.reference import Row


class Verdict(StrEnum):
    """What comparing a figure gives."""

    EQUAL = "equal"
    DIFFERS = "differs"
    NOT_PUBLISHED = "not published"
    NOT_COMPUTABLE = "not computable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure, published and recomputed; ``difference`` is recomputed less published."""

    phase: str
    figure: str
    published: Decimal | None
    computed: Decimal | None
    unit: str
    difference: Decimal | None
    verdict: Verdict


def reconcile(phase: str, values: Iterable[Value], published: Iterable[Row]) -> list[Comparison]:
    """Compare every published figure, in their order, then those that were never published.

    ``published`` are rows with ``figure``, ``value`` and ``unit``. A figure that the catalogue
    lacks, has in another unit, or that has no value, is not computable.
    """
    by_name = {value.figure.name: value for value in values}
    compared = [_compare(phase, row, by_name.pop(row["figure"], None)) for row in published]
    rest = [
        Comparison(phase, v.figure.name, None, v.value, v.figure.unit, None, Verdict.NOT_PUBLISHED)
        for v in by_name.values()
    ]
    return compared + rest


def _compare(phase: str, row: Row, value: Value | None) -> Comparison:
    published = Decimal(row["value"])
    computed = value.value if value is not None and value.figure.unit == row["unit"] else None
    if computed is None:
        return Comparison(
            phase, row["figure"], published, None, row["unit"], None, Verdict.NOT_COMPUTABLE
        )
    difference = computed - published
    verdict = Verdict.DIFFERS if difference else Verdict.EQUAL
    return Comparison(phase, row["figure"], published, computed, row["unit"], difference, verdict)
