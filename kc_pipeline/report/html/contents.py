"""The contents list of the HTML report: its headings and annexes, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from kc_pipeline.report.html.flow import heading_id
from kc_pipeline.report.model import Heading, Report

_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    label: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines in order, and the id of every heading of the document by what it is."""

    entries: tuple[Entry, ...]
    ids: Mapping[int, str]
    """By the identity of the heading: two may say the same."""


def contents(report: Report) -> Contents:
    """The contents of a report."""
    entries: list[Entry] = []
    ids: dict[int, str] = {}
    above: list[str] = []
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Heading):
                above = [*above[: block.level - 1], block.label]
                ids[id(block)] = heading_id(above)
                text = "".join(run.text for run in block.runs)
                entries.append(Entry(block.level, block.label, text, ids[id(block)]))
    for place, annex in enumerate(report.annexes, start=1):
        own = [f"pl{place}"]
        entries.append(Entry(1, f"{annex.label}.", annex.title, f"phu-luc-{place}"))
        above = own
        for block in annex.blocks:
            if isinstance(block, Heading):
                above = [*above[: block.level], block.label]
                ids[id(block)] = heading_id(above)
    return Contents(tuple(entry for entry in entries if entry.level <= _DEEPEST), ids)
