"""The targets of a phase with what was reached of each: what sentences and tables tell of them."""

from dataclasses import dataclass

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.pointers import place
from kc_pipeline.report.quantity import PERCENT, Quantity, quantity_of


@dataclass(frozen=True, slots=True)
class ReachedTarget:
    """A target: its content, empty for the budget, its figure's label, and its numbers."""

    content_no: str
    label: str
    aim: Quantity
    result: Quantity
    rate: Quantity
    remaining: Quantity

    @property
    def is_reached(self) -> bool:
        """Whether nothing remains of it; not where there is no result yet."""
        return self.remaining.value == 0

    @property
    def is_begun(self) -> bool:
        """Whether anything was reached of it."""
        return bool(self.result)


def reached_targets(facts: Facts) -> tuple[ReachedTarget, ...]:
    """The targets of the phase by content, the budget last, then in the order of the catalogue."""
    found = facts.assessment.connection.execute(
        "select content_no, target, figure, unit, target_value, rate, remaining "
        "from sections.section_9_targets where phase = ?",
        [facts.assessment.phase.name],
    ).fetchall()
    order = {name: number for number, name in enumerate(facts.figures)}
    found.sort(key=lambda row: (row[0] is None, row[0], order[row[2]]))
    return tuple(
        ReachedTarget(
            "" if content_no is None else str(content_no),
            facts.figures[name].label_vi,
            quantity_of(value, unit, _of_target("target_value", target)),
            facts.figures[name].quantity,
            quantity_of(rate, PERCENT, _of_target("rate", target)),
            quantity_of(remaining, unit, _of_target("remaining", target)),
        )
        for content_no, target, name, unit, value, rate, remaining in found
    )


def _of_target(column: str, target: str) -> str:
    return place("sections", "section_9_targets", column, target=target)
