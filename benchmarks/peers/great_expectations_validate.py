"""`python -m benchmarks.peers.great_expectations_validate RAW HOME`: Great Expectations.

It reads no workbook of this kind by itself, so the frames are the script's; then a suite a table.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe

from benchmarks.peers.reading import CODE, WHOLE, tables
from benchmarks.peers.script import CHOICES, REQUIRED


def main() -> None:
    """Validate all tables, and say how many expectations were met."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("workbooks")
    met = asked = 0
    for table, frame in tables(Path(sys.argv[1]), Path(sys.argv[2])).items():
        suite = gx.ExpectationSuite(name=table, expectations=list(_expectations(table, frame)))
        whole = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("all")
        result = whole.get_batch({"dataframe": frame}).validate(suite)
        asked += len(result.results)
        met += sum(bool(one.success) for one in result.results)
    sys.stdout.write(f"{met} of {asked} expectations met\n")


def _expectations(table: str, frame: pd.DataFrame) -> Iterator[gxe.Expectation]:
    for column in frame.columns:
        if column == "project_code" or column in REQUIRED.get(table, ()):
            yield gxe.ExpectColumnValuesToNotBeNull(column=column)
        if column == "project_code":
            yield gxe.ExpectColumnValuesToMatchRegex(column=column, regex=CODE)
        if column in WHOLE or column.endswith("_vnd"):
            yield gxe.ExpectColumnValuesToBeBetween(column=column, min_value=0)
        if column in CHOICES:
            yield gxe.ExpectColumnValuesToBeInSet(column=column, value_set=CHOICES[column])


if __name__ == "__main__":
    main()
