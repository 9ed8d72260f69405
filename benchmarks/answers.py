"""`python -m benchmarks.answers WAREHOUSE`: how long the published file takes to answer.

Asked are the ten questions of docs/analyst.md, and each section table by the slice that a figure
asks for: a phase, all years and units, own delivery. Each several times in one session, as an
analyst does; printed is the median of each as JSON, in milliseconds.
"""

import json
import re
import statistics
import sys
import time
from pathlib import Path

import kc_pipeline
from kc_pipeline.access.opening import OpenWarehouse

_GUIDE = Path(__file__).parents[1] / "docs" / "analyst.md"
_TIMES = 7
_TOTALS = ("year", "unit_code")


def main() -> None:
    """Ask everything, print the medians."""
    with kc_pipeline.open_warehouse(Path(sys.argv[1])) as warehouse:
        asked = enumerate(questions(_GUIDE.read_text(encoding="utf-8")), start=1)
        times = {
            "questions": {str(number): _milliseconds(warehouse, sql) for number, sql in asked},
            "sections": {
                table: _milliseconds(warehouse, _slice(warehouse, table))
                for table in _sections(warehouse)
            },
        }
    sys.stdout.write(json.dumps(times))


def questions(guide: str) -> list[str]:
    """The SQL of the ten questions, in their order."""
    return re.findall(r"^### \d+\..*?```sql\n(.*?);?\n```", guide, re.MULTILINE | re.DOTALL)


def _sections(warehouse: OpenWarehouse) -> list[str]:
    found = warehouse.sql(
        "select table_name from duckdb_tables() where schema_name = 'sections' order by 1"
    ).fetchall()
    return [name for (name,) in found]


def _slice(warehouse: OpenWarehouse, table: str) -> str:
    described = warehouse.sql(f"describe sections.{table}").fetchall()
    columns = {row[0] for row in described}
    asked = [f"{column} is null" for column in _TOTALS if column in columns]
    asked += ["phase = '2014-2018'"] if "phase" in columns else []
    asked += ["delivery = 'own'"] if "delivery" in columns else []
    return f"from sections.{table} where {' and '.join(asked) or 'true'}"


def _milliseconds(warehouse: OpenWarehouse, sql: str) -> float:
    taken = []
    for _ in range(_TIMES):
        begin = time.perf_counter()
        warehouse.sql(sql).fetchall()
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken)


if __name__ == "__main__":
    main()
