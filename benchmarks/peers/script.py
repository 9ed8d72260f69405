"""`python -m benchmarks.peers.script RAW HOME [OUT]`: the job as a good analyst would script it.

Read with pandas and openpyxl, validate with pandera, load into DuckDB, and write the sums by year,
unit, funding and activity. With one workbook for RAW it only validates.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pandera.pandas as pa

from benchmarks.peers.reading import CODE, WHOLE, tables

CHOICES = {
    "funding": ["KCQG", "KCĐP", "Khác"],
    "delivery": ["Tỉnh thực hiện", "Phối hợp"],
    "status": ["Hoàn thành", "Điều chỉnh", "Đang thực hiện", "Chuyển năm sau", "Ngừng"],
}
REQUIRED = {
    "projects": {"title", "spent_vnd", "status", "activity"},
    "technology_supports": {"establishment", "support_vnd"},
    "training_classes": {"class_name", "trainees"},
    "fair_booths": {"fair_name"},
    "designs": {"establishment", "product_kind", "designs"},
    "information_items": {"channel"},
    "management_activities": {"activity"},
}
_AGGREGATES = """
create table sections as
select
    year, unit_code, funding, activity,
    count(distinct project_code) as projects,
    sum(spent_vnd) as spent_vnd,
    count(distinct establishment) as establishments
from projects
left join (select project_code, establishment from technology_supports) using (project_code)
where status in ('Hoàn thành', 'Điều chỉnh')
group by grouping sets (
    (), (year), (unit_code), (funding), (activity), (year, unit_code), (year, funding, activity),
    (year, unit_code, funding, activity)
)
"""


def main() -> None:
    """Do all of it, and say how much there was."""
    raw, home = Path(sys.argv[1]), Path(sys.argv[2])
    read = tables(raw, home)
    faults = {}
    for table, frame in read.items():
        read[table], faults[table] = validated(table, frame)
    if raw.is_dir():
        _load(read, Path(sys.argv[3]))
    rows = sum(len(frame) for frame in read.values())
    sys.stdout.write(f"{rows} rows in {len(read)} tables, {sum(faults.values())} faults\n")


def validated(table: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows that pass, and how many faults the others had."""
    schema = pa.DataFrameSchema({column: _column(table, column) for column in frame.columns})
    try:
        return schema.validate(frame, lazy=True), 0
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return frame.drop(index=cases["index"].dropna().unique()), len(cases)


def _column(table: str, name: str) -> pa.Column:
    needed = name == "project_code" or name in REQUIRED.get(table, ())
    return pa.Column(checks=list(_checks(name)), nullable=not needed)


def _checks(name: str) -> Iterator[pa.Check]:
    if name == "project_code":
        yield pa.Check.str_matches(CODE)
    if name in WHOLE or name.endswith("_vnd"):
        yield pa.Check.ge(0)
    if name in CHOICES:
        yield pa.Check.isin(CHOICES[name])


def _load(read: dict[str, pd.DataFrame], out: Path) -> None:
    out.unlink(missing_ok=True)
    with duckdb.connect(str(out)) as connection:
        for table, frame in read.items():
            connection.register("frame", frame)
            connection.execute(f"create table {table} as from frame")
            connection.unregister("frame")
        connection.execute(_AGGREGATES)


if __name__ == "__main__":
    main()
