"""Macros are created after those they call, described, and refused where they are not as told."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.macro import create_macros, load_macros

HEAD = """/*
title = "Doubled"
title_vi = "Gấp đôi"
grain = "one row"
example = "from core.a(1)"
[parameters]
what = "What is doubled"
[columns]
twice = { about = "Twice that", unit = "đồng" }
*/
"""


def macros(folder: Path, **told: str) -> Path:
    """An assets folder with those macros in core."""
    (folder / "macros" / "core").mkdir(parents=True)
    for name, text in told.items():
        (folder / "macros" / "core" / f"{name}.sql").write_text(text, encoding="utf-8")
    return folder


def test_one_may_call_another_and_all_are_described(tmp_path: Path) -> None:
    assets = macros(
        tmp_path,
        a=f"{HEAD}select if(b.twice > 0, 2 * b.twice, 0) as twice from core.b(what) as b",
        b=f"{HEAD}select 2 * what as twice",
    )
    with connect(":memory:") as connection:
        connection.execute("create schema core")
        create_macros(connection, load_macros(assets))
        assert connection.execute("from core.a(3)").fetchall() == [(12,)]
        described = connection.execute(
            "select comment from duckdb_functions() where function_name = 'a' and not internal"
        ).fetchall()
    assert [told.split(" – ") for (told,) in described] == [
        [
            "Doubled",
            "one row",
            "Parameters: what: What is doubled",
            "Columns: twice: Twice that [đồng]",
            "Example: from core.a(1)",
        ]
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}select what as thrice", "a.sql: the columns are thrice, not .* twice"),
        (f"{HEAD}select twice from core.nowhere", "a.sql: the macro fails"),
        (HEAD.replace('what = "What is doubled"', "") + "select 1 as twice", "is missing"),
        (HEAD.replace("grain", "kind = 'view'\ngrain") + "select 1", "table or scalar"),
        (f"{HEAD}select twice from core.b(what)", "in a circle"),
    ],
)
def test_what_is_not_as_told_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assets = macros(tmp_path, a=text, b=f"{HEAD}select twice from core.a(what)")
    if "circle" not in message:
        (assets / "macros" / "core" / "b.sql").unlink()
    with connect(":memory:") as connection:
        connection.execute("create schema core")
        with pytest.raises(DeclarationError, match=message):
            create_macros(connection, load_macros(assets))
