"""Why two editions differ: inputs are swapped one at a time and the figures computed after each.

The steps lead from the first edition to the second, so what each of them moves adds up to the
whole change. Where two inputs act on one another, the later one is told with what both do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from kc_pipeline.build_inputs import Input, InputKind
from kc_pipeline.editions.manifest import KEPT, Manifest, read_manifest
from kc_pipeline.editions.rebuilding import Workshop
from kc_pipeline.errors import KcError, UsageError
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.report.figures_file import FIGURES_FILE, figure_values, read_figures

PROGRAM = "program"
_REPORT_TEXT = "assets/report/"
_Values = Mapping[str, Decimal | None]
_Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What one swap did to a figure; the inputs are several where one alone gives no warehouse."""

    inputs: _Group
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that differs between two editions, with the swaps that move it, in order.

    The first cause begins at ``old``, each goes on where the one before ended, the last ends at
    ``new``.
    """

    figure: str
    old: Decimal | None
    new: Decimal | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What differs between two editions: inputs that are not the same, figures they move."""

    changed_inputs: tuple[str, ...]
    figures: tuple[ChangedFigure, ...]


def compare_editions(
    old_folder: Path,
    new_folder: Path,
    workshop: Workshop,
    told: Callable[[str], None] = lambda _: None,
) -> EditionDiff:
    """Compare two editions of one phase; ``told`` hears of each step.

    Raises UsageError where they are of two phases, NotPublished where one cannot be made again.
    """
    old, new = read_manifest(old_folder), read_manifest(new_folder)
    if old.phase != new.phase:
        raise UsageError(f"{old.name} and {new.name} are editions of two phases")
    steps: list[tuple[_Group, _Values]] = [((), read_figures(old_folder / FIGURES_FILE))]
    bench = _Bench(workshop, old.phase, (old_folder, new_folder))
    changed = _changed(old, new)
    steps += bench.walk(old, new, [name for name in changed if _moves_figures(name)], told)
    steps.append(((PROGRAM,), read_figures(new_folder / FIGURES_FILE)))
    return EditionDiff(tuple(changed), tuple(_figures(steps)))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where mixtures of two editions are made."""

    workshop: Workshop
    phase: str
    folders: tuple[Path, Path]

    def walk(
        self, old: Manifest, new: Manifest, changed: Sequence[str], told: Callable[[str], None]
    ) -> Iterator[tuple[_Group, _Values]]:
        """The figures after each swap; the first step is the program's, with nothing swapped."""
        told(old.name)
        yield (PROGRAM,), self._values(old.inputs)
        swapped: set[str] = set()
        waiting: list[str] = []
        for name in changed:
            told(name)
            swapped.add(name)
            waiting.append(name)
            try:
                values = self._values(_mixture(old, new, swapped))
            except KcError:
                if name == changed[-1]:
                    raise
                continue  # it takes another input as well: both are told as one cause
            yield tuple(waiting), values
            waiting = []

    def _values(self, inputs: Sequence[Input]) -> _Values:
        rebuilt = self.workshop.rebuild(inputs, self._find)
        with open_assessment(rebuilt, self.phase) as opened:
            return figure_values(opened)

    def _find(self, sha256: str) -> Path | None:
        found = (SubmissionArchive(folder / KEPT).find(sha256) for folder in self.folders)
        return next((path for path in found if path is not None), None)


def _by_name(manifest: Manifest) -> dict[str, tuple[Input, ...]]:
    """Inputs by what they are called: all that concerns one path of raw/ is one."""
    found: dict[str, tuple[Input, ...]] = {}
    for one in manifest.inputs:
        match one.kind:
            case InputKind.PROGRAM:
                continue
            case InputKind.DAY:
                name = "day"
            case InputKind.DECLARATION:
                name = one.path
            case InputKind.SUBMISSION | InputKind.ACCEPTED_BEFORE:
                name = f"raw/{one.path}"
        found[name] = (*found.get(name, ()), one)
    return found


def _changed(old: Manifest, new: Manifest) -> list[str]:
    """The inputs that are not the same: submissions first, then declarations."""
    before, after = _by_name(old), _by_name(new)
    names = [n for n in before | after if _bytes(before.get(n)) != _bytes(after.get(n))]
    return sorted(names, key=lambda name: (not name.startswith("raw/"), name))


def _bytes(inputs: tuple[Input, ...] | None) -> tuple[object, ...] | None:
    """What makes a difference: not that the ledger came to know a submission that counted."""
    if inputs is None:
        return None
    lying = {one.sha256 or one.path for one in inputs if one.kind is not InputKind.ACCEPTED_BEFORE}
    remembered = {
        (one.sha256, one.replaced_by, one.withdrawn_at)
        for one in inputs
        if one.kind is InputKind.ACCEPTED_BEFORE
        and (one.sha256 not in lying or one.replaced_by or one.withdrawn_at)
    }
    return frozenset(lying), frozenset(remembered)


def _mixture(old: Manifest, new: Manifest, swapped: set[str]) -> list[Input]:
    """The old inputs, those that were swapped as they are in the new."""
    before, after = _by_name(old), _by_name(new)
    names = sorted(before | after)
    return [one for name in names for one in (after if name in swapped else before).get(name, ())]


def _moves_figures(name: str) -> bool:
    """Whether an input can move a figure: the report's words cannot."""
    return not name.startswith(_REPORT_TEXT)


def _figures(steps: Sequence[tuple[_Group, _Values]]) -> Iterator[ChangedFigure]:
    first, last = steps[0][1], steps[-1][1]
    for figure in dict.fromkeys((*first, *last)):
        old, new = first.get(figure), last.get(figure)
        if old == new:
            continue
        causes = [
            Cause(group, before.get(figure), after.get(figure))
            for (_, before), (group, after) in pairwise(steps)
            if before.get(figure) != after.get(figure)
        ]
        yield ChangedFigure(figure, old, new, tuple(causes))
