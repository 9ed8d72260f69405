"""``figures.csv``: the figures of a phase for programs, exact, in the order of the catalogue."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from kc_pipeline.figures.session import Assessment

FIGURES_FILE = "figures.csv"


def figures_csv(assessment: Assessment) -> bytes:
    """One row a figure: name, label, value with a point before decimals, unit; UTF-8."""
    found = assessment.connection.execute(
        "select figure, label_vi, value, unit from assessment.figures where phase = ?",
        [assessment.phase.name],
    ).fetchall()
    by_name = {row[0]: row for row in found}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["figure", "label_vi", "value", "unit"])
    for figure in assessment.assessor.figures.figures(assessment.phase):
        if row := by_name.get(figure.name):
            name, label, value, unit = row
            writer.writerow([name, label, "" if value is None else _plain(value), unit])
    return written.getvalue().encode()


def figure_values(assessment: Assessment) -> dict[str, Decimal | None]:
    """The values that the file holds, by figure."""
    found = assessment.connection.execute(
        "select figure, value from assessment.figures where phase = ?", [assessment.phase.name]
    )
    return dict(found.fetchall())


def read_figures(path: Path) -> dict[str, Decimal | None]:
    """The values of such a file by figure; None where it has none."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["figure"]: Decimal(row["value"]) if row["value"] else None
            for row in csv.DictReader(file)
        }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
