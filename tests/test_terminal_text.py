"""What a terminal would obey or hide is shown by a sign."""

import pytest

from kc_pipeline.terminal_text import harmless, on_one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đề án [red]x[/]", "Đề án [red]x[/]"),
        ("\x1b[31mđỏ\x1b]0;x\x07", "␛[31mđỏ␛]0;x␇"),
        ("a\rb\x7f\x9b", "a␍b␡\ufffd"),
        ("\u202egnp.\u2066\u200bx\ufeff", "\ufffdgnp.\ufffd\ufffdx\ufffd"),
        ("\udcff", "\ufffd"),
        ("dòng\n\tdòng", "dòng\n\tdòng"),
    ],
)
def test_text_for_a_terminal(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_a_name_of_several_lines_stays_on_one() -> None:
    assert on_one_line("a\nrejected b\t\x1b") == "a␊rejected b ␛"
