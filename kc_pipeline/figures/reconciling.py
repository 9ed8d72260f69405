"""Published figures against recomputed ones, figure by figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.printed_number import PrintedNumber
from kc_pipeline.figures.published_file import PublishedFigure
from kc_pipeline.reference import Row


class Verdict(StrEnum):
    """What comparing a figure gives."""

    EQUAL = "equal"
    EQUAL_AS_PRINTED = "equal after rounding to the printed precision"
    EXPLAINED = "differs: explained"
    DIFFERS = "differs"
    NOT_PUBLISHED = "not published"
    NOT_COMPUTABLE = "not computable"

    @property
    def is_equal(self) -> bool:
        """Whether the published figure says what was recomputed."""
        return self in {Verdict.EQUAL, Verdict.EQUAL_AS_PRINTED}

    @property
    def needs_explaining(self) -> bool:
        """Whether nobody has said yet why the published figure is not the recomputed one."""
        return self in {Verdict.DIFFERS, Verdict.NOT_COMPUTABLE}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure, published and recomputed; ``difference`` is recomputed less published.

    ``reason_vi`` explains a difference, where the register does.
    """

    phase: str
    figure: str
    published: Decimal | None
    computed: Decimal | None
    unit: str
    difference: Decimal | None
    verdict: Verdict
    reason_vi: str | None = None


def reconcile(
    phase: str,
    values: Iterable[Value],
    published: Iterable[PublishedFigure],
    explained: Iterable[Row] = (),
) -> list[Comparison]:
    """Compare every published figure, in their order, then those that were never published.

    One without a number was not published. A figure that the catalogue lacks, has in another unit,
    or that has no value, is not computable. ``explained`` are rows with ``phase``, ``figure``,
    ``published``, ``computed`` and ``reason_vi``: each explains that very pair of numbers only.
    """
    by_name = {value.figure.name: value for value in values}
    reasons = {
        (row["figure"], Decimal(row["published"]), Decimal(row["computed"])): row["reason_vi"]
        for row in explained
        if row["phase"] == phase
    }
    told = {one: one.number for one in published if one.number is not None}
    compared = [
        _compare(phase, one, printed, by_name.get(one.figure), reasons)
        for one, printed in told.items()
    ]
    names = {one.figure for one in told}
    rest = [
        Comparison(phase, v.figure.name, None, v.value, v.figure.unit, None, Verdict.NOT_PUBLISHED)
        for v in by_name.values()
        if v.figure.name not in names
    ]
    return compared + rest


def _compare(
    phase: str,
    told: PublishedFigure,
    printed: PrintedNumber,
    value: Value | None,
    reasons: dict[tuple[str, Decimal, Decimal], str],
) -> Comparison:
    figure, unit = told.figure, told.unit
    computed = value.value if value is not None and value.figure.unit == unit else None
    if computed is None:
        return Comparison(phase, figure, printed.value, None, unit, None, Verdict.NOT_COMPUTABLE)
    reason = reasons.get((figure, printed.value, computed))
    verdict = _verdict(printed, computed, reason)
    return Comparison(
        phase=phase,
        figure=figure,
        published=printed.value,
        computed=computed,
        unit=unit,
        difference=computed - printed.value,
        verdict=verdict,
        reason_vi=reason if verdict is Verdict.EXPLAINED else None,
    )


def _verdict(printed: PrintedNumber, computed: Decimal, reason: str | None) -> Verdict:
    if computed == printed.value:
        return Verdict.EQUAL
    if printed.is_rounded_from(computed):
        return Verdict.EQUAL_AS_PRINTED
    return Verdict.EXPLAINED if reason else Verdict.DIFFERS
