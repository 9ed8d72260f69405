import pytest

from kc_pipeline.report.pointers import Place, parsed, place, terms


@pytest.mark.parametrize(
    "value", ["3", "own", "Chế biến gỗ", "nông, lâm sản", "x] - y[a=b", "", "'", "a'b, c=d", " / "]
)
def test_a_pointer_is_read_as_it_was_written(value: str) -> None:
    pointer = place("sections", "support", "projects", industry=value, year=2014)
    found = Place("sections", "support", "projects", {"industry": value, "year": "2014"})
    assert parsed(pointer) == found
    both = f"{pointer} / {place('sections', 'support', 'projects')}"
    assert terms(both) == (pointer, "sections.support.projects[]")
    assert terms(pointer) == (pointer,)


def test_a_figure_is_no_place() -> None:
    assert parsed("overview.support.2014") is None
    assert terms("overview.plan - overview.support") == ("overview.plan", "overview.support")
