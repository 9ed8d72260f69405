"""A page taken apart for tests: its elements, whether they nest, and what it knows."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from kc_pipeline.report.binding import UNBREAKABLE

_VOID = frozenset({"meta", "input", "br", "hr", "img", "link", "col"})


@dataclass
class Element:
    """An element: its name, its attributes, and the text directly and deeper within."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class Page:
    """The elements of a page in order; elements that were not closed as they were opened."""

    elements: list[Element] = field(default_factory=list)
    misnested: list[str] = field(default_factory=list)

    def named(self, *names: str) -> list[Element]:
        return [e for e in self.elements if e.name in names]

    def of_class(self, name: str) -> list[Element]:
        return [e for e in self.elements if name in e.attributes.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def data(self) -> dict[str, Any]:
        (script,) = (e for e in self.elements if e.attributes.get("id") == "du-lieu")
        told: dict[str, Any] = json.loads(script.text)
        return told


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = tuple(e.name for e in self.open)
        element = Element(tag, {name: value or "" for name, value in attrs}, inside=inside)
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.page.misnested.append(tag)
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data.replace(UNBREAKABLE, " ")


def read_page(html: str) -> Page:
    """The page; whatever is still open at the end is misnested too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.misnested += [element.name for element in reader.open]
    return reader.page
