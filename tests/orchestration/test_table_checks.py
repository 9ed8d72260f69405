"""Checks as Dagster shows them: one for keys and filled columns, one a declared check."""

from pathlib import Path

import dagster as dg

from kc_pipeline.consolidation import Built
from kc_pipeline.orchestration.table_checks import check_results, check_specs
from kc_pipeline.warehouse.build import materialise
from kc_pipeline.warehouse.checks import run_checks
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.sql_asset import read_sql_asset

SQL = """/*
title = "Fairs"
title_vi = "Hội chợ"
grain = "one row per fair"
keys = ["name"]

[columns]
name = { about = "Name", not_null = true }
booths = { about = "Booths", not_null = true }

[checks.has_booths]
about = "A fair has booths"
blocking = false
sql = "select * from core.fairs where booths = 0"
*/
select * from (values ('a|b', 1), ('a|b', 0), (e'<b>\n[x](y)', null)) as t (name, booths)
"""


def test_specs_and_results_belong_together(tmp_path: Path) -> None:
    path = tmp_path / "core" / "fairs.sql"
    path.parent.mkdir()
    path.write_text(SQL, encoding="utf-8")
    table = read_sql_asset(path)
    with connect(":memory:") as connection:
        rows = materialise(connection, table)
        built = Built(table, rows, run_checks(connection, table))
    specs, results = check_specs(table), list(check_results(built))

    assert [(s.name, s.blocking, s.description) for s in specs] == [
        (
            "keys_and_required_columns",
            True,
            "No two rows share name. Every row has name, booths",
        ),
        ("has_booths", False, "A fair has booths"),
    ]
    assert [r.check_name for r in results] == [s.name for s in specs]
    keys, booths = results
    assert (keys.passed, keys.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert keys.metadata["rows at fault"] == dg.IntMetadataValue(2)
    assert keys.metadata["first: Every row has booths"] == dg.MarkdownMetadataValue(
        "| name | booths |\n| --- | --- |\n| \\<b\\> \\[x\\](y) |  |"
    )
    assert (booths.passed, booths.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert booths.metadata["first: A fair has booths"] == dg.MarkdownMetadataValue(
        "| name | booths |\n| --- | --- |\n| a\\|b | 0 |"
    )
