"""What the pages link to is there, and every guide is reached from the README."""

import re
from pathlib import Path

import pytest

from tests.small_phase import HOME

_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
PAGES = sorted(
    path.relative_to(HOME).as_posix()
    for folder in (HOME, HOME / "docs", HOME / "assets", HOME / "benchmarks", HOME / "raw")
    for path in (folder.glob("*.md") if folder == HOME else folder.rglob("*.md"))
    if "assets/report/" not in path.as_posix()
)


def links(page: str) -> set[Path]:
    told = (HOME / page).read_text(encoding="utf-8")
    return {
        ((HOME / page).parent / target).resolve()
        for target, _ in _LINK.findall(told)
        if "://" not in target
    }


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page: str) -> None:
    assert {link for link in links(page) if not link.exists()} == set()


def test_every_guide_is_reached_from_the_readme() -> None:
    reached = {HOME / "README.md"}
    while new := {link for page in reached if page.suffix == ".md" for link in links(str(page))} - {
        *reached
    }:
        reached |= new
    guides = {HOME / page for page in PAGES if page.startswith("docs/")}
    decisions = {page for page in guides if page.parent.name == "decisions"}
    assert (HOME / "docs" / "decisions") in reached
    assert guides - decisions <= reached
