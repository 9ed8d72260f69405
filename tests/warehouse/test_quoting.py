"""Names and texts written into SQL."""

import duckdb

from kc_pipeline.warehouse.quoting import identifier, literal


def test_quotes_are_doubled() -> None:
    assert identifier("core", 'a"b') == '"core"."a""b"'
    with duckdb.connect(":memory:") as connection:
        text = "it's /* no */ -- comment\n\\"
        assert connection.execute(f"select {literal(text)}").fetchall() == [(text,)]
