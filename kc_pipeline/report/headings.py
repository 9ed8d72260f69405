"""Headings get their labels (``I.``, ``1.``, ``a)``) once it is known which of them stay.

A heading with nothing below it goes, so that a section without anything to tell leaves no gap; so
does one of level 2 that is the only one of its part: there is no 1. without a 2.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain, takewhile

from kc_pipeline.number_style import roman
from kc_pipeline.report.model import Block, Heading, Section

_SUBHEADING = 2
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with their headings labelled, without empty headings and empty sections."""
    every = [(section.name, block) for section in sections for block in section.blocks]
    headed = {name for name, block in every if isinstance(block, Heading)}
    full = [item for place, item in enumerate(every) if not _is_empty(every, place, headed)]
    kept = [item for place, item in enumerate(full) if not _is_alone(full, place)]
    labelled = list(zip((name for name, _ in kept), _labelled([b for _, b in kept]), strict=True))
    return tuple(
        Section(section.name, blocks)
        for section in sections
        if (blocks := tuple(block for name, block in labelled if name == section.name))
    )


def _is_empty(every: Sequence[tuple[str, Block]], place: int, headed: AbstractSet[str]) -> bool:
    """Whether it is a heading below which nothing stands before the next equal or higher one.

    A section without any heading, as the closing words, stands below none.
    """
    _, heading = every[place]
    if not isinstance(heading, Heading):
        return False
    for name, block in every[place + 1 :]:
        if not isinstance(block, Heading):
            return name not in headed
        if block.level <= heading.level:
            return True
    return True


def _is_alone(every: Sequence[tuple[str, Block]], place: int) -> bool:
    """Whether it is the only heading of level 2 of its part."""
    _, heading = every[place]
    if not isinstance(heading, Heading) or heading.level != _SUBHEADING:
        return False
    before = takewhile(_is_within_part, (block for _, block in reversed(every[:place])))
    after = takewhile(_is_within_part, (block for _, block in every[place + 1 :]))
    return not any(isinstance(b, Heading) and b.level == _SUBHEADING for b in chain(before, after))


def _is_within_part(block: Block) -> bool:
    return not isinstance(block, Heading) or block.level >= _SUBHEADING


def _labelled(blocks: Sequence[Block]) -> Iterator[Block]:
    counts = [0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level
            counts[level - 1] += 1
            counts[level:] = [0] * (len(counts) - level)
            yield replace(block, label=_label(level, counts[level - 1]))
        else:
            yield block


def _label(level: int, count: int) -> str:
    return {1: f"{roman(count)}.", 2: f"{count}.", 3: f"{_LETTERS[count - 1]})"}[level]
