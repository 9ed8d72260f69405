from kc_pipeline.report.headings import numbered
from kc_pipeline.report.model import Heading, Paragraph, Run, Section
from tests.report.told import text


def _heading(level: int, words: str = "Đầu mục") -> Heading:
    return Heading(level, "", (Run(words),))


WORDS = Paragraph((Run("Lời."),))


def _labels(*sections: Section) -> list[str]:
    return [
        f"{b.label}{text(b)}" if isinstance(b, Heading) else text(b)
        for s in numbered(sections)
        for b in s.blocks
    ]


def test_levels_are_counted_each_within_the_one_above() -> None:
    first = Section("a", (_heading(1), _heading(2), WORDS, _heading(2), _heading(3), WORDS))
    more = (_heading(1), _heading(2), WORDS, _heading(3), WORDS, _heading(3), WORDS)
    second = Section("b", (*more, _heading(2), WORDS))
    labels = [
        b.label for s in numbered([first, second]) for b in s.blocks if isinstance(b, Heading)
    ]
    assert labels == ["I.", "1.", "2.", "a)", "II.", "1.", "a)", "b)", "2."]


def test_a_heading_without_anything_below_goes_and_leaves_no_gap() -> None:
    sections = (
        Section("a", (_heading(1, " A"), _heading(2, " rỗng"))),
        Section("b", (_heading(1, " B"), _heading(2, " rỗng"), _heading(2, " đủ"), WORDS)),
        Section("b2", (_heading(2, " thêm"), WORDS)),
        Section("c", (_heading(1, " C"), _heading(2, " rỗng"))),
    )
    assert _labels(*sections) == ["I. B", "1. đủ", "Lời.", "2. thêm", "Lời."]


def test_there_is_no_first_without_a_second() -> None:
    sections = (
        Section("a", (_heading(1, " A"), _heading(2, " lẻ"), WORDS)),
        Section("b", (_heading(1, " B"), _heading(2, " một"), WORDS, _heading(2, " hai"), WORDS)),
    )
    assert _labels(*sections) == ["I. A", "Lời.", "II. B", "1. một", "Lời.", "2. hai", "Lời."]


def test_closing_words_belong_to_no_heading() -> None:
    sections = (Section("a", (_heading(1),)), Section("ket-thuc", (WORDS,)))
    assert numbered(sections) == (Section("ket-thuc", (WORDS,)),)
