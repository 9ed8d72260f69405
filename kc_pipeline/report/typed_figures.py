"""Numbers typed by hand into the officers' paragraphs, compared with those of the report.

A number written by name changes with the data; a typed one stays, and is wrong one day. Each is
held against the numbers of its own section, then against those that its sentence is about, so that
a number that only happens to occur elsewhere does not pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kc_pipeline.report.model import Number, Report, runs_of
from kc_pipeline.report.pointers import parsed
from kc_pipeline.report.quantity import AMOUNT, PERCENT, RATIO, Quantity
from kc_pipeline.report.typed_numbers import TypedNumber, typed_numbers
from kc_pipeline.words import Words

_TOLD_WITH_UNIT = frozenset({AMOUNT, PERCENT, RATIO})
_NO_SLICES = frozenset({"Thời gian", "Bảng số liệu"})
_WHOLE_NUMBERS = frozenset({"year", "content_no"})


class Verdict(StrEnum):
    """What came of comparing a typed number."""

    AGREES = "agrees"
    ELSEWHERE = "elsewhere"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A number that was typed, where, and what came of comparing it.

    ``meant`` is the number it agrees with, else the one that its sentence is most about, if any;
    ``advice`` is what to write instead, where that has a name.
    """

    path: str
    line: int
    text: str
    verdict: Verdict
    meant: Quantity | None
    finding: str
    advice: str

    @property
    def told(self) -> str:
        """``assets/report/2014-2018/han-che.md, dòng 3: “06 đề án” không khớp …; nên viết …``."""
        said = "; ".join(filter(None, (self.finding, self.advice)))
        return f"{self.path}, dòng {self.line}: “{self.text}” {said}"


@dataclass(frozen=True, slots=True)
class _Known:
    """A number of the report that a typed one may be, and the words that tell of it."""

    number: Number
    label: str
    words: frozenset[str]
    is_own: bool

    def nearness(self, typed: TypedNumber) -> tuple[bool, float, float]:
        """How much is told of it around a typed number: in section, clause and sentence."""
        within = (_words(text) & self.words for text in (typed.clause, typed.sentence))
        clause, sentence = (len(words) / max(len(self.words), 1) for words in within)
        return self.is_own, clause, sentence


def typed_figures(
    sources: Mapping[str, tuple[str, str]], report: Report, words: Words
) -> tuple[TypedFigure, ...]:
    """The numbers typed into paragraphs; ``sources`` are path and text by section."""
    return tuple(
        _compared(path, typed, tuple(_known(report, section, source, typed)), words)
        for section, (path, source) in sources.items()
        for typed in typed_numbers(source, words.typed_units)
    )


def _known(report: Report, section: str, source: str, typed: TypedNumber) -> Iterator[_Known]:
    """The numbers of its unit, each once, marked where the section prints them of itself."""
    own = {
        run.number.pointer
        for found in report.sections
        if found.name == section
        for block in found.blocks
        for run in runs_of(block)
        if run.number and run.number.pointer not in source
    }
    by_pointer = {n.pointer: n for n in report.numbers() if n.unit == typed.unit}
    for pointer, number in by_pointer.items():
        told = report.definitions[pointer]
        is_own = pointer in own
        # The label of a figure says all; that of a cell of an annex says nothing of its slice.
        says_all = is_own or number.figure is not None
        slices = [value for name, value in told.scope if name not in _NO_SLICES]
        about = " ".join([told.label, *(() if says_all else slices)])
        yield _Known(number, told.label, _words(about), is_own)


def _compared(
    path: str, typed: TypedNumber, known: tuple[_Known, ...], words: Words
) -> TypedFigure:
    verdict, meant, found = _judged(typed, known)
    finding = words.typed_figure(verdict)
    if meant is None:
        return TypedFigure(path, typed.line, typed.text, verdict, None, finding, "")
    number = meant.number
    quantity = Quantity(number.value, number.unit, number.figure, number.cell)
    unit = "" if number.unit in _TOLD_WITH_UNIT else f" {words.unit(number.unit)}"
    finding = finding.format(
        number=f"{quantity.text}{unit}", label=meant.label, found=found.label if found else ""
    )
    call = _call(number)
    advice = f"{words.typed_figure('by_name')} {call}{unit}" if call else ""
    return TypedFigure(path, typed.line, typed.text, verdict, quantity, finding, advice)


def _judged(
    typed: TypedNumber, known: tuple[_Known, ...]
) -> tuple[Verdict, _Known | None, _Known | None]:
    """The verdict, the number that the sentence is about, and the one that it agrees with."""
    if typed.value is None:
        return Verdict.UNREADABLE, None, None
    if not known:
        return Verdict.UNKNOWN, None, None
    nearest = _nearest(known, typed)
    agreeing = [one for one in known if typed.agrees(one.number.value)]
    if agreeing:
        found = _nearest(agreeing, typed)
        if found.is_own or found.nearness(typed) == nearest.nearness(typed):
            return Verdict.AGREES, found, found
    # Among the hundreds of cells of the annexes every small number occurs: that tells nothing.
    named = [one for one in agreeing if one.number.figure is not None]
    if named:
        return Verdict.ELSEWHERE, nearest, _nearest(named, typed)
    return Verdict.DIFFERS, nearest, None


def _nearest(known: Iterable[_Known], typed: TypedNumber) -> _Known:
    """The one that is told of; of several a figure, which has a name."""
    return max(known, key=lambda one: (*one.nearness(typed), one.number.figure is not None))


def _call(number: Number) -> str:
    """What prints the number; empty where a paragraph has no name for it."""
    if number.figure:
        return f'{{{{ figure("{number.figure}") }}}}'
    place = parsed(number.pointer)
    if place is None or place.schema != "sections" or place.table == "section_9_targets":
        return ""
    if place.table == "section_8_limitations":
        return f'{{{{ limitation("{place.where["limitation"]}") }}}}'
    slices = "".join(
        f", {name}={value}" if name in _WHOLE_NUMBERS else f', {name}="{value}"'
        for name, value in place.where.items()
    )
    return f'{{{{ cell("{place.table}", "{place.column}"{slices}) }}}}'


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))
