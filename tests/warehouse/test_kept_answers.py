"""Answers that follow from a text, kept from process to process."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.kept_answers import KeptAnswers


class Reader:
    """Works an answer out and remembers of which texts."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.read: list[str] = []

    def __call__(self, text: str) -> list[str]:
        """Give the words of the text."""
        self.read.append(text)
        return text.split()


def test_only_what_changed_is_worked_out_anew(tmp_path: Path) -> None:
    file, first, later = tmp_path / "dagster" / "kept.json", Reader(), Reader()
    before = KeptAnswers()
    before.know(file)
    told = [before.of("words", text, first) for text in ("a b", "c", "a b")]
    before.keep(file)

    after = KeptAnswers()
    after.know(file)
    assert [after.of("words", text, later) for text in ("a b", "c d", "a b")] == [
        ["a", "b"],
        ["c", "d"],
        ["a", "b"],
    ]
    assert after.of("letters", "a b", later) == ["a", "b"]
    assert (told, first.read, later.read) == (
        [["a", "b"], ["c"], ["a", "b"]],
        ["a b", "c"],
        ["c d", "a b"],
    )
    after.keep(file)
    forgotten = KeptAnswers()
    forgotten.know(file)
    forgotten.of("words", "c", later)
    assert later.read == ["c d", "a b", "c"]


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00"])
def test_a_damaged_file_is_worth_none(tmp_path: Path, content: str) -> None:
    file, reader = tmp_path / "kept.json", Reader()
    file.write_text(content, encoding="utf-8")
    answers = KeptAnswers()
    answers.know(file)
    answers.of("words", "a", reader)
    answers.keep(file)
    again = KeptAnswers()
    again.know(file)
    assert again.of("words", "a", reader) == ["a"]
    assert reader.read == ["a"]


def test_what_is_raised_is_not_kept() -> None:
    answers, reader = KeptAnswers(), Reader()

    def refusing(text: str) -> list[str]:
        raise DeclarationError(text)

    with pytest.raises(DeclarationError, match="a"):
        answers.of("words", "a", refusing)
    assert answers.of("words", "a", reader) == ["a"]
