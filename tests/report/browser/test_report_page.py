"""The HTML report in a real Chromium: numbers open, search finds, nothing is asked of a network."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from kc_pipeline.report.binding import UNBREAKABLE
from kc_pipeline.report.html.page import render
from tests.report.browser.chromium import CHROMIUM
from tests.report.conftest import Composed
from tests.report.hostile_phase import MARKUP

FIGURE = "s3.machinery.support"
PROJECT = "QG-2015-01"


class Visit:
    """A page that is looked at, and what went on behind it."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.address = path.as_uri()
        self.noticed: list[str] = []
        page.on("console", lambda message: self.noticed.append(message.text))
        page.on("pageerror", lambda error: self.noticed.append(str(error)))
        page.on("request", self._asked)
        page.goto(self.address)

    def _asked(self, request: object) -> None:
        url: str = getattr(request, "url")  # noqa: B009 - its class is not public
        if url.partition("#")[0] != self.address:
            self.noticed.append(f"asked for {url}")

    def open(self, fragment: str) -> None:
        """Follow an address into the page, as someone does who was sent it."""
        self.page.goto(f"{self.address}#{fragment}")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def paths(
    sample_report: Composed, hostile_report: Composed, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    written = {
        "sample": render(sample_report("2014-2018")),
        "hostile": render(hostile_report("2014-2014")),
    }
    for name, content in written.items():
        (folder / f"{name}.html").write_bytes(content)
    return {name: folder / f"{name}.html" for name in written}


@pytest.fixture
def visit(
    playwright: Playwright, paths: dict[str, Path], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    visited = Visit(page, paths[getattr(request, "param", "sample")])
    yield visited
    noticed = list(visited.noticed)
    browser.close()
    assert noticed == []


def amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def test_a_number_opens_to_its_cells_and_closes_again(visit: Visit) -> None:
    page = visit.page
    number = page.locator(f'a.number[href="#so:{FIGURE}"]').first
    shown = number.inner_text().replace(UNBREAKABLE, " ")
    number.click()
    dialog = page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text() == "Kinh phí hỗ trợ ứng dụng máy móc tiên tiến"
    value = dialog.locator(".value").inner_text()
    assert value == shown == "2.118,5 triệu đồng"
    given = [amount(text) for text in dialog.locator("tbody .amount").all_inner_texts()]
    assert len(given) == 30
    assert sum(given) == amount("2.118,5")
    assert amount(dialog.locator("tfoot .amount").inner_text()) == sum(given)
    assert "2014/060_PacNam_2014.xlsx\nBiểu 1, ô I23" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("document.activeElement.className") == "number"


def test_every_number_opens(visit: Visit) -> None:
    page = visit.page
    addresses = page.eval_on_selector_all(
        "a.number", "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    assert len(addresses) > 250
    closed = page.evaluate(
        """async (addresses) => {
            const wrong = [];
            const dialog = document.getElementById("nguon");
            for (const address of addresses) {
                location.hash = address;
                await new Promise((done) => addEventListener("hashchange", done, { once: true }));
                const told = ["h2", ".value"].every((at) => dialog.querySelector(at).textContent);
                const behind = dialog.querySelector("tbody tr, .known + .known, p:not(.value)");
                if (!dialog.open || !told || !behind) wrong.push(address);
            }
            return wrong;
        }""",
        addresses,
    )
    assert closed == []


def test_an_address_opens_its_number_and_leads_to_the_project(visit: Visit) -> None:
    visit.open(f"so:{FIGURE}")
    page = visit.page
    page.locator("dialog[open] tbody a").first.click()
    page.wait_for_function("location.hash.startsWith('#de-an:')")
    dialog = page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text().startswith("ĐP-2014-")
    assert "số của báo cáo" in dialog.locator("h3").inner_text()
    visit.open("so:không-có-số-này")
    page.wait_for_function("!document.querySelector('dialog[open]')")


def test_search_finds_without_diacritics(visit: Visit) -> None:
    page = visit.page
    page.fill("#tim", "mien dong 2015")
    titles = page.locator("#ket-qua a").all_inner_texts()
    assert any(title.startswith(f"{PROJECT}: Xây dựng mô hình") for title in titles)
    assert page.locator("#so-ket-qua").inner_text() == f"Tìm thấy {len(titles)} đề án"
    page.fill("#tim", "không có đề án nào như vậy")
    assert page.locator("#so-ket-qua").inner_text() == "Tìm thấy 0 đề án"
    page.fill("#tim", "mien dong 2015")
    page.locator("#ket-qua a", has_text=PROJECT).click()
    assert page.locator("dialog[open] h2").inner_text().startswith(PROJECT)


def _colours(page: Page) -> tuple[str, str]:
    found = page.evaluate(
        "(() => { const look = getComputedStyle(document.querySelector('article'));"
        " return [look.backgroundColor, look.color]; })()"
    )
    return found[0], found[1]


def test_dark_follows_the_system_and_the_button(visit: Visit) -> None:
    page = visit.page
    light = _colours(page)
    page.emulate_media(color_scheme="dark")
    dark = _colours(page)
    assert dark != light
    page.click("#doi-mau")
    assert _colours(page) == light
    assert page.get_attribute("#doi-mau", "aria-pressed") == "false"


def test_print_is_paper_only(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(media="print", color_scheme="dark")
    assert _colours(page) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator("article h1").is_visible()


def test_nothing_is_wider_than_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.open(f"so:{FIGURE}")
    assert page.locator("dialog[open]").bounding_box()["width"] <= 390


@pytest.mark.parametrize("visit", ["hostile"], indirect=True)
def test_hostile_text_is_shown_as_it_stands(visit: Visit) -> None:
    page = visit.page
    page.fill("#tim", "M-2")
    assert f"M-2: Mô hình {MARKUP}" in page.locator("#ket-qua").inner_text()
    page.locator("#ket-qua a").first.click()
    assert f"Mô hình {MARKUP}" in page.locator("dialog[open] h2").inner_text()
    assert page.evaluate("document.querySelectorAll('main script, dialog script').length") == 0
