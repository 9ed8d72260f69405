from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError, UnknownFigure
from kc_pipeline.report.marked_text import blocks
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.wording import Ink, Templates
from tests.report.told import text

FORTY = Quantity(Decimal(40), "percent", figure="s2.outcome.household_share")
HOSTILE = "{{ 7 * 7 }} <b>&amp;</b>\x02" + "0\x03"
Rendering = Callable[[str], list[str]]


@pytest.fixture
def rendered(tmp_path: Path) -> Rendering:
    def render(source: str) -> list[str]:
        (tmp_path / "a.md").write_text(source, encoding="utf-8")
        ink = Ink()
        names = {"figure": _figure, "hostile": HOSTILE, "listed": ink.listed, "count": 3}
        marked = Templates(tmp_path, ink, names).render("a.md")
        return [text(block) for block in blocks(marked, ink.printed)]

    return render


def _figure(name: str) -> Quantity:
    if name != FORTY.figure:
        raise UnknownFigure(f"{name!r} is no figure")
    return FORTY


def test_quantities_texts_and_constants_are_printed(rendered: Rendering) -> None:
    source = '{{ figure("s2.outcome.household_share") }} học viên {{ "của" }} {{ hostile }}'
    assert rendered(source) == ["40% học viên của {{ 7 * 7 }} <b>&amp;</b> 0"]


def test_macros_print_each_thing_once(rendered: Rendering) -> None:
    source = '{% macro m(x) -%}\n({{ x }})\n{%- endmacro %}{{ m(hostile) }} {{ m("a") }}'
    assert rendered(source) == ["({{ 7 * 7 }} <b>&amp;</b> 0) (a)"]


@pytest.mark.parametrize(
    ("items", "told"),
    [('["a", "b", hostile]', "a, b và {{ 7 * 7 }} <b>&amp;</b> 0"), ('["a"]', "a"), ("[]", "")],
)
def test_lists_are_told_with_a_last_word(rendered: Rendering, items: str, told: str) -> None:
    assert rendered(f"Gồm {{{{ listed({items}) }}}}.") == [f"Gồm {told}.".replace(" .", ".")]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Một\n\n{{ count }}", r"a\.md, line 3: 3 cannot be printed"),
        ("{{ listed([count]) }}", r"a\.md, line 1: 3 cannot be printed"),
        ("{{ nothing }}", r"a\.md, line 1: 'nothing' is undefined"),
        ('\n{{ figure("s9.x") }}', r"a\.md, line 2: 's9\.x' is no figure"),
        ("\n{% if %}", r"a\.md, line 2: Expected an expression"),
        ("{{ hostile.__class__.__mro__ }}", r"a\.md, line 1: access to attribute '__class__'"),
        ("\x02", r"a\.md: holds control characters"),
    ],
)
def test_an_error_names_file_and_line(rendered: Rendering, source: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        rendered(source)
