"""The HTML report as a document: it nests, it is whole in itself, every number opens."""

import base64
import hashlib
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from urllib.parse import unquote

import pytest

from kc_pipeline.number_style import exact
from kc_pipeline.report.html.page import render
from tests.report.conftest import Composed
from tests.report.hostile_phase import FORMULA, JINJA, MARKUP
from tests.report.html.parsed import Page, read_page

PHASES = ["2014-2018", "2019-2020", "2016-2016"]


@pytest.fixture(scope="module")
def page(sample_report: Composed) -> Page:
    return read_page(render(sample_report("2014-2018")).decode())


def amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("phase", PHASES)
def test_equal_reports_are_equal_bytes(sample_report: Composed, phase: str) -> None:
    assert render(sample_report(phase)) == render(sample_report(phase))


@pytest.mark.parametrize("phase", PHASES)
def test_elements_nest_and_ids_are_used_once(sample_report: Composed, phase: str) -> None:
    page = read_page(render(sample_report(phase)).decode())
    assert page.misnested == []
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


def test_whatever_refers_to_an_id_finds_it(page: Page) -> None:
    named = [
        e.attributes[name]
        for e in page.elements
        for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for")
        if name in e.attributes
    ]
    links = [
        e.attributes["href"]
        for e in page.named("a")
        if "number" not in e.attributes.get("class", "")
    ]
    assert all(link.startswith("#") for link in links)
    assert {*named, *(unquote(link[1:]) for link in links)} <= set(page.ids)


@pytest.mark.parametrize("phase", PHASES)
def test_every_number_is_a_link_to_what_is_behind_it(sample_report: Composed, phase: str) -> None:
    report = sample_report(phase)
    page = read_page(render(report).decode())
    printed = [(n.pointer, n) for n in report.numbers()]
    linked = [unquote(e.attributes["href"].removeprefix("#so:")) for e in page.of_class("number")]
    assert Counter(linked) == Counter(pointer for pointer, _ in printed)
    numbers = page.data["numbers"]
    assert set(numbers) == set(linked)
    for pointer, number in printed:
        assert numbers[pointer]["value"] == exact(number.value)
        assert numbers[pointer]["label"] != ""


def test_what_adds_up_is_said_to_the_last_dong(page: Page) -> None:
    data = page.data
    checked = 0
    for number in data["numbers"].values():
        if "sum" not in number:
            continue
        behind = data["lists"][number["sources"]]
        given = behind.get("given", ["1"] * len(behind["rows"]))
        if None in given:  # a ratio: its parts are rounded
            continue
        assert sum(map(amount, given)) == amount(number["sum"]) == amount(number["value"]), number
        checked += 1
    assert checked > 100


def test_it_asks_nothing_of_a_network(sample_report: Composed, page: Page) -> None:
    html = render(sample_report("2014-2018")).decode()
    assert set(re.findall(r"https?://[^\"'\s<)]+", html)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    for element in page.elements:
        assert {"src", "srcset", "action", "style"} & set(element.attributes) == set()
        assert [name for name in element.attributes if name.startswith("on")] == []
    assert page.named("link", "img", "iframe", "object") == []


def test_the_policy_lets_only_its_own_script_and_style_run(page: Page) -> None:
    (policy,) = (
        e.attributes["content"]
        for e in page.named("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    for element in page.named("script", "style"):
        if element.attributes.get("type") == "application/json":
            continue
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_headings_follow_in_order_under_one_title(page: Page) -> None:
    levels = [
        int(e.name[1]) for e in page.named("h1", "h2", "h3", "h4", "h5") if "dialog" not in e.inside
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    (root,) = page.named("html")
    assert root.attributes["lang"] == "vi"
    assert [len(page.named(name)) for name in ("main", "nav", "header")] == [1, 1, 1]


def test_tables_say_what_their_rows_and_columns_are(page: Page) -> None:
    assert all(e.attributes.get("scope") for e in page.named("th"))
    assert len(page.named("figure")) == len(page.named("svg")) == 3
    described = [
        e.attributes["aria-label"] for e in page.elements if e.attributes.get("role") == "img"
    ]
    assert len(described) == 3
    assert all(label.startswith("Biểu đồ cột: Kinh phí") for label in described)


def test_hostile_text_stays_text(hostile_report: Composed) -> None:
    html = render(hostile_report("2014-2014")).decode()
    page = read_page(html)
    assert page.misnested == []
    assert len(page.named("script")) == 2
    (body,) = page.named("main")
    assert f"Mô hình {MARKUP}" in body.text
    assert JINJA in body.text
    assert FORMULA in body.text
    titles = {project["code"]: project["title"] for project in page.data["projects"]}
    assert titles["M-2"] == f"Mô hình {MARKUP}"
    embedded = html.partition('id="du-lieu">')[2].partition("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(embedded)
