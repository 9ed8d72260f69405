"""The TOML header of a SQL file."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.front_matter import Entries, front_matter

PATH = Path("rules") / "r.sql"


def test_header_and_sql_are_split() -> None:
    text = '\ufeff\n/*\ntitle = "Số"\n[columns]\nn = "x"\n*/\nselect 1 /* kept */\n'
    assert front_matter(text, PATH) == (
        {"title": "Số", "columns": {"n": "x"}},
        "select 1 /* kept */",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select 1", "must begin with a TOML header"),
        ("-- note\n/* a = 1 */ select 1", "must begin with a TOML header"),
        ("/* a = 1 select 1", "never closed"),
        ("/* a = */ select 1", "no valid TOML"),
        ("/* a = 1 */\n  \n", "no SQL below"),
    ],
)
def test_a_faulty_header_names_the_file(text: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=rf"rules.r\.sql: .*{message}"):
        front_matter(text, PATH)


def test_entries_check_their_types() -> None:
    entries = Entries({"t": " a ", "b": False, "l": ["x"], "d": {"k": 1}}, "f.sql")
    assert (entries.text("t"), entries.optional_text("z"), entries.truth("b", default=True)) == (
        "a",
        None,
        False,
    )
    assert (entries.truth("z", default=True), entries.texts("l"), entries.texts("z")) == (
        True,
        ("x",),
        (),
    )
    assert (entries.table("d"), entries.table("z")) == ({"k": 1}, {})


def test_entries_of_another_type_are_refused() -> None:
    entries = Entries({"n": 1, "e": " ", "l": [1], "s": "x"}, "f.sql")
    with pytest.raises(DeclarationError, match=r"f\.sql: z is missing"):
        entries.text("z")
    with pytest.raises(DeclarationError, match="n must be a text, not 1"):
        entries.text("n")
    with pytest.raises(DeclarationError, match="e must be a text"):
        entries.optional_text("e")
    with pytest.raises(DeclarationError, match="n must be true or false"):
        entries.truth("n", default=True)
    with pytest.raises(DeclarationError, match="l must be a list of texts"):
        entries.texts("l")
    with pytest.raises(DeclarationError, match="s must be a table"):
        entries.table("s")
    with pytest.raises(DeclarationError, match="unknown entry n, s; known are e, l"):
        entries.refuse_others({"e", "l"})
